"""The journal of a month tells nothing that is sealed, and what it tells chains."""

import csv
import io
from itertools import pairwise

import pytest
import time_machine
from django.utils import timezone

from applications.office import sealing
from applications.submissions import lifecycle
from core.clock import LONGEST_QUEUE
from evaluation import journal
from tests import make
from tests.evaluation import staging

pytestmark = pytest.mark.django_db
READERS = pytest.mark.parametrize(
    "role", ["officer", "head", "auditor", "administrator"]
)
LANGUAGES = pytest.mark.parametrize("language", ["hy", "en"])


@pytest.fixture
def sealed():
    """Of a sealed lot, not opened: what was submitted, what was taken back, and a draft."""
    lot = make.lot(make.call(is_sealed=True), closes=3)
    taken_back = submitted(lot)
    lifecycle.withdraw(
        taken_back, reason="Այլ ծրագիր։", by=taken_back.created_by
    )
    return {
        "lot": lot,
        "submitted": submitted(lot),
        "taken back": taken_back,
        "draft": make.application(of=lot),
    }


def submitted(lot):
    application = make.application(of=lot)
    lifecycle.submit(application, by=application.created_by)
    application.refresh_from_db()
    return application


def opened(lot):
    """Opened on record, a quarter of an hour after the deadline."""
    with time_machine.travel(
        sealing.last_deadline(lot) + LONGEST_QUEUE, tick=False
    ):
        sealing.open_sealed_lot(lot, by=make.staff("officer"))


def months_of(client, language="en"):
    page = client.get(f"/{language}/office/journals/").content.decode()
    return page.count(".csv")


def rows_of_month(client, at=None, language="en"):
    """The lines of the table as they are written, by what their heads say."""
    at = timezone.localtime(at)
    answer = client.get(f"/{language}/office/journals/{at.year}/{at.month}.csv")
    text = b"".join(answer).decode("utf-8-sig")
    _heads, *rows = csv.reader(io.StringIO(text))
    return rows


def moves_of(rows, application):
    return [row[4] for row in rows if row[3] == application.reference]


@READERS
@LANGUAGES
def test_nothing_of_a_sealed_lot_is_told(client, sealed, role, language):
    client.force_login(make.staff(role))
    assert rows_of_month(client, language=language) == []
    assert months_of(client, language) == 0


@READERS
@LANGUAGES
def test_what_was_sealed_follows_once_it_is_opened(
    client, sealed, role, language
):
    opened(sealed["lot"])
    client.force_login(make.staff(role))
    rows = rows_of_month(client, language=language)
    told = {name: moves_of(rows, sealed[name]) for name in list(sealed)[1:]}
    assert told == {
        "submitted": ["start", "submit"],
        "taken back": ["start", "submit", "withdraw"],
        "draft": [],
    }
    assert (len(rows), months_of(client, language)) == (5, 1)


@READERS
def test_a_draft_is_told_once_it_is_submitted(client, role):
    draft = make.application()
    client.force_login(make.staff(role))
    assert (rows_of_month(client), months_of(client)) == ([], 0)
    lifecycle.submit(draft, by=draft.created_by)
    assert moves_of(rows_of_month(client), draft) == ["start", "submit"]


def test_a_seat_of_ones_own_opens_no_seal(client, sealed):
    """Staff have no seats; whoever has both reads as the office does."""
    officer = make.staff("officer")
    make.seat(sealed["submitted"].community, "submitter", officer)
    client.force_login(officer)
    assert rows_of_month(client) == []


def test_acts_of_a_lot_tell_nothing_of_what_is_sealed(client, sealed):
    officer = make.staff("officer")
    lot = sealed["lot"]
    journal.record_act(
        lot, "begin_check", by=officer, application=sealed["submitted"]
    )
    journal.record_act(lot, "publish", by=officer, facts={"awarded": 1})
    client.force_login(officer)
    assert rows_of_month(client) == []
    opened(lot)
    acts = [row[4] for row in rows_of_month(client) if row[1] == str(lot)]
    assert acts == ["begin_check", "publish"]


def test_another_lot_of_the_call_stays_sealed(client, sealed):
    other = make.lot(sealed["lot"].call, closes=3)
    kept = submitted(other)
    opened(sealed["lot"])
    client.force_login(make.staff("auditor"))
    rows = rows_of_month(client)
    assert (len(rows), moves_of(rows, kept)) == (5, [])


def test_each_chain_that_is_told_is_whole(client, sealed):
    """Whole applications and whole lots are left out, so that no line misses the one before."""
    staging.decided(staging.a_lot(), [(5, 4), (2, 5)])
    make.application()
    client.force_login(make.staff("auditor"))
    assert broken_links(rows_of_month(client)) == []
    before = len(rows_of_month(client))
    opened(sealed["lot"])
    assert broken_links(rows_of_month(client)) == []
    assert len(rows_of_month(client)) == before + 5


def broken_links(rows):
    """Lines of which the one before is missing, by journal and number."""
    chains = {}
    for row in rows:
        chains.setdefault(row[1], [(0, "", "")]).append(
            (int(row[2]), row[-2], row[-1])
        )
    return [
        (name, after[0])
        for name, chain in chains.items()
        for before, after in pairwise(sorted(chain))
        if (after[0], after[1]) != (before[0] + 1, before[2])
    ]


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_nobody_else_reads_it(client, role):
    client.force_login(make.staff(role))
    now = timezone.localtime()
    paths = ("", f"{now.year}/{now.month}.csv")
    answers = [client.get(f"/en/office/journals/{path}") for path in paths]
    assert [answer.status_code for answer in answers] == [403, 403]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "What is sealed is left out."),
        ("hy", "Կնքված լոտերի գրառումները դուրս են մնում։"),
    ],
)
def test_the_page_says_what_follows_later(client, language, sentence):
    client.force_login(make.staff("auditor"))
    page = client.get(f"/{language}/office/journals/").content.decode()
    assert page.count(sentence) == 1

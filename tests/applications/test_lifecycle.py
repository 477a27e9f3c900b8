import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from applications import deadlines, journal
from applications.drafts import saving
from applications.errors import Incomplete
from applications.models import PersonalPart, StatusChange, Version
from applications.submissions import lifecycle, receipts
from core.clock import counting_from
from core.language.figures import yerevan
from mailing.models import Letter
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make.application()


def test_submit_makes_a_version_a_journal_entry_and_a_letter(
    draft, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        version = lifecycle.submit(draft, by=draft.created_by)
    draft.refresh_from_db()
    verbs = list(draft.journal.values_list("verb", "from_state", "to_state"))
    assert (draft.state, version.number) == ("submitted", 1)
    assert verbs == [("start", "", "draft"), ("submit", "draft", "submitted")]
    (letter,) = mail.outbox
    assert letter.to == [draft.created_by.email]
    assert (
        version.sha256 in letter.body,
        draft.reference in letter.subject,
    ) == (True, True)
    ((name, content, kind),) = letter.attachments
    assert (name, content[:5], kind) == (
        f"{draft.reference}-v1.pdf",
        b"%PDF-",
        "application/pdf",
    )


def test_submit_twice_without_a_change_is_one_version(draft):
    one, two = (lifecycle.submit(draft, by=draft.created_by) for _ in range(2))
    assert (one, Version.objects.count(), Letter.objects.count()) == (two, 1, 1)


def test_resubmitting_makes_a_new_version_that_names_the_one_before(draft):
    by = draft.created_by
    first = lifecycle.submit(draft, by=by)
    saving.save_answers(draft, {"title": ("Նոր այգի", 1)}, by=by)
    assert lifecycle.has_unsent_changes(draft) is True
    second = lifecycle.submit(draft, by=by)
    assert (second.number, second.previous_sha256) == (2, first.sha256)
    assert lifecycle.has_unsent_changes(draft) is False
    first.refresh_from_db()
    assert first.content["sections"][0]["answers"][0]["value"] == "Այգի"
    assert [receipts.hashes_agree(v) for v in (first, second)] == [True, True]


def test_submit_of_an_incomplete_draft_is_refused_with_everything_missing():
    draft = make.application(filled=False)
    with pytest.raises(Incomplete) as caught:
        lifecycle.submit(draft, by=draft.created_by)
    keys = [problem.key for problem in caught.value.problems]
    assert keys == [
        "title",
        "problem",
        "goals",
        "phone",
        "letter",
        "is_true",
        "budget",
    ]
    assert (Version.objects.count(), StatusChange.objects.count()) == (0, 1)


@pytest.mark.parametrize("who", ["viewer", "editor", "outsider", "officer"])
def test_only_a_submitter_of_the_community_submits(draft, who):
    person = {
        "viewer": lambda: make.seat(draft.community, "viewer").user,
        "editor": lambda: make.seat(draft.community, "editor").user,
        "outsider": lambda: make.seat(make.community(), "submitter").user,
        "officer": lambda: make.staff("officer"),
    }[who]()
    with pytest.raises(PermissionDenied):
        lifecycle.submit(draft, by=person)
    assert Version.objects.count() == 0


@pytest.mark.parametrize(
    "microseconds, accepted", [(-1, True), (0, False), (1, False)]
)
def test_the_deadline_is_the_instant_itself(draft, microseconds, accepted):
    moment = draft.lot.closes_at + dt.timedelta(microseconds=microseconds)
    with time_machine.travel(moment, tick=False):
        if accepted:
            assert (
                lifecycle.submit(draft, by=draft.created_by).accepted_at
                == moment
            )
        else:
            with pytest.raises(ValidationError):
                lifecycle.submit(draft, by=draft.created_by)
    assert Version.objects.count() == int(accepted)


@pytest.mark.parametrize("language", ["hy", "en"])
def test_what_arrived_in_time_is_accepted_when_its_turn_comes(draft, language):
    closes_at = draft.lot.closes_at
    arrived = closes_at - dt.timedelta(microseconds=1)
    turn = closes_at + dt.timedelta(minutes=3)
    with time_machine.travel(turn, tick=False):
        deadlines.remember_closing(draft.lot_id, closes_at)
        with counting_from(arrived):
            version = lifecycle.submit(
                draft, by=draft.created_by, language=language
            )
    assert (
        version.requested_at,
        version.accepted_at,
        version.waited_for_its_turn,
        version.waited_for_files,
    ) == (arrived, turn, True, False)
    assert receipts.receipt_facts(version)[5][1] == str(yerevan(arrived))


def test_what_arrived_after_the_deadline_is_refused_whenever_its_turn_comes(
    draft,
):
    with (
        time_machine.travel(draft.lot.closes_at, tick=False),
        counting_from(draft.lot.closes_at),
        pytest.raises(ValidationError),
    ):
        lifecycle.submit(draft, by=draft.created_by)
    assert Version.objects.count() == 0


def test_the_servers_zone_does_not_move_the_deadline(draft):
    with timezone.override("America/New_York"):
        version = lifecycle.submit(draft, by=draft.created_by)
    assert version.deadline_at == draft.lot.closes_at


def test_personal_answers_can_be_erased_and_the_hash_still_agrees(draft):
    version = lifecycle.submit(draft, by=draft.created_by)
    assert "+374" not in version.record
    assert (
        PersonalPart.objects.get(version=version).content["phone"]["value"]
        == "+374 10 000000"
    )
    PersonalPart.objects.update(content=None)
    shown = [
        a["shown"]
        for a in receipts.version_for_reading(version)["sections"][0]["answers"]
        if a["key"] == "phone"
    ]
    assert (receipts.hashes_agree(version), len(shown), "+374" in shown[0]) == (
        True,
        1,
        False,
    )


def test_the_journal_is_chained(draft):
    lifecycle.submit(draft, by=draft.created_by)
    start, submit = draft.journal.all()
    assert submit.previous_sha256 == start.sha256
    assert [journal.entry_sha256(entry) for entry in (start, submit)] == [
        start.sha256,
        submit.sha256,
    ]


def test_a_changed_record_no_longer_agrees(draft):
    version = lifecycle.submit(draft, by=draft.created_by)
    version.record = version.record.replace("Այգի", "Այգա")
    assert receipts.hashes_agree(version) is False


def test_a_failure_half_way_leaves_nothing(draft, monkeypatch):
    monkeypatch.setattr(
        "applications.letters.write_receipt", lambda version: 1 / 0
    )
    with pytest.raises(ZeroDivisionError):
        lifecycle.submit(draft, by=draft.created_by)
    draft.refresh_from_db()
    counts = (
        Version.objects.count(),
        PersonalPart.objects.count(),
        Letter.objects.count(),
    )
    assert (draft.state, counts, draft.journal.count()) == (
        "draft",
        (0, 0, 0),
        1,
    )

"""The page of one check, as an officer sees it."""

import re

import pytest

from applications.drafts import saving
from applications.submissions import lifecycle
from evaluation.checks import checking, concluding
from evaluation.models import CheckLine
from tests import make
from tests.evaluation import staging

pytestmark = pytest.mark.django_db
FIELD = re.compile(r'<input[^>]*id="reopen-reason"[^>]*>')


@pytest.fixture
def refused(officer):
    """Found not eligible, its last line explained."""
    (application,) = staging.submitted(staging.a_lot())
    check = checking.begin_check(application, by=officer)
    for line in check.lines.all():
        checking.write_line(
            check,
            line.key,
            result=CheckLine.NOT_MET,
            reason="Կնիք չկա։",
            by=officer,
        )
    concluding.propose_ineligible(check, instruction="Ուղարկեք։", by=officer)
    staging.agree(check, by=make.staff("officer"))
    return application.reference


def value_of(answer):
    field = FIELD.search(answer.content.decode())[0]
    return re.search(r'value="([^"]*)"', field)[1]


def test_the_reason_of_a_reopening_begins_empty(client, officer, refused):
    client.force_login(officer)
    answer = client.get(f"/hy/office/applications/{refused}/check/")
    assert value_of(answer) == ""


def test_a_refused_reason_comes_back_as_it_was_typed(client, officer, refused):
    client.force_login(officer)
    answer = client.post(
        f"/hy/office/applications/{refused}/check/reopen/", {"reason": "   "}
    )
    assert (answer.status_code, value_of(answer)) == (422, "   ")


@pytest.mark.parametrize(
    ("language", "share"), [("hy", "33,6"), ("en", "33.6")]
)
def test_the_share_is_written_as_the_language_writes_it(
    officer, language, share
):
    lot = staging.a_lot()
    application = make.application(of=lot)
    line = make.line(grant="83.00", own="42.00")
    by = application.created_by
    saving.save_budget(application, [line], rev=1, by=by)
    lifecycle.submit(application, by=by)
    make.close(lot)
    check = checking.begin_check(application, by=officer)
    fact = getattr(check.lines.get(key="limits"), f"fact_{language}")
    assert re.search(r"[\d.,]+(?=\s?%)", fact)[0] == share

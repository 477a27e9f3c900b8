"""What pages say of the state of an application is what is so."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from applications.drafts import saving
from applications.submissions import completing, lifecycle
from mailing.models import Letter
from tests import make
from tests.reading import flat

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def submitted():
    draft = make.application(of=make.lot(make.call(slug="c"), closes=3))
    lifecycle.submit(draft, by=draft.created_by)
    return draft


def asked_to_complete(application, *keys):
    officer = make.staff("officer")
    completing.request_completion(
        application,
        list(keys),
        note="Կցեք որոշումը։",
        due_at=timezone.now() + 5 * DAY,
        by=officer,
    )
    application.refresh_from_db()


def page(
    client,
    application,
    place="",
    language="en",
):
    address = f"/{language}/applications/{application.reference}/{place}"
    return flat(client.get(address))


def test_after_a_completion_no_changes_are_claimed(client, submitted):
    by = submitted.created_by
    saving.save_answers(submitted, {"problem": ("Later words", 1)}, by=by)
    with time_machine.travel(submitted.deadline_at + DAY):
        client.force_login(by)
        asked_to_complete(submitted, "letter")
        version = lifecycle.submit(submitted, by=by)
        assert version.is_of_completion
        text = page(client, submitted)
        assert "There are changes that have not been submitted" not in text
        assert "You do not need to do anything more." in text
        letter = Letter.objects.filter(kind="receipt").first()
        assert "Ուրիշ ոչինչ անել պետք չէ" in letter.body
        assert "մինչև վերջնաժամկետը" not in letter.body


def test_a_completion_marks_what_is_open_and_what_is_closed(client, submitted):
    by = submitted.created_by
    with time_machine.travel(submitted.deadline_at + DAY):
        client.force_login(by)
        asked_to_complete(submitted, "letter")
        text = page(client, submitted)
        assert text.count(">to complete<") == 1
        assert text.count("closed: stays as submitted") == 2
        closed = client.get(
            f"/en/applications/{submitted.reference}/edit/budget/"
        )
        assert closed["Location"].endswith("/check/")
        check = page(client, submitted, "check/")
        assert "The completion can be submitted only" in check
        assert "Until the deadline you can change" not in check


def test_from_the_last_open_section_one_goes_to_the_list(client, submitted):
    by = submitted.created_by
    with time_machine.travel(submitted.deadline_at + DAY):
        client.force_login(by)
        asked_to_complete(submitted, "title")
        address = f"/en/applications/{submitted.reference}/edit/idea/"
        data = {"title": "Այգի", "rev-title": "1", "next": "1"}
        answer = client.post(address, data)
        assert answer["Location"] == f"/en/applications/{submitted.reference}/"


def test_the_workspace_tells_of_changes_and_of_requests(client, submitted):
    by = submitted.created_by
    client.force_login(by)
    assert "changes not submitted" not in flat(client.get("/en/workspace/"))
    saving.save_answers(submitted, {"problem": ("Other", 1)}, by=by)
    assert "changes not submitted" in flat(client.get("/en/workspace/"))
    with time_machine.travel(submitted.deadline_at + DAY):
        client.force_login(by)
        assert "changes not submitted" not in flat(client.get("/en/workspace/"))
        asked_to_complete(submitted, "letter")
        assert "waiting for you" in flat(client.get("/en/workspace/"))


def test_who_may_not_submit_learns_who_may_and_tells_them(client):
    draft = make.application(of=make.lot(make.call(slug="c")))
    editor = make.seat(draft.community, "editor").user
    client.force_login(editor)
    for place in ("", "check/"):
        text = page(client, draft, place)
        assert "The application can be submitted only by:" in text
        assert draft.created_by.name in text
    address = f"/en/applications/{draft.reference}/ready/"
    for _time in range(2):
        client.post(address)
    letters = Letter.objects.filter(kind="ready")
    assert [letter.email for letter in letters] == [draft.created_by.email]
    assert "told in the last hour" in page(client, draft)
    assert client.get(address)["Location"].endswith(f"/{draft.reference}/")
    client.force_login(make.seat(draft.community, "viewer").user)
    assert client.post(address).status_code == 403


def test_who_may_submit_is_not_told_that_only_others_may(client):
    draft = make.application(of=make.lot(make.call(slug="c")), filled=False)
    client.force_login(draft.created_by)
    text = page(client, draft, "check/")
    assert "still missing" in text
    assert "The application can be submitted only by:" not in text


def test_everyone_who_writes_gets_the_receipt():
    draft = make.application()
    editor = make.seat(draft.community, "editor").user
    make.seat(draft.community, "viewer")
    lifecycle.submit(draft, by=draft.created_by)
    emails = Letter.objects.filter(kind="receipt").values_list(
        "email", flat=True
    )
    assert set(emails) == {draft.created_by.email, editor.email}


def test_the_journal_names_the_version(client, submitted):
    client.force_login(submitted.created_by)
    assert "A version was submitted (Version 1)" in page(client, submitted)

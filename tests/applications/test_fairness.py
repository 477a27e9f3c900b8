"""What reached the server in time counts, however long it waited for its turn; what came after does
not. Asked through the pages, with the stamp of the proxy.
"""

import datetime as dt
import hashlib

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from applications import deadlines
from applications.models import Application, Attachment, Inquiry, Version
from core.clock import LONGEST_QUEUE
from tests import make

pytestmark = pytest.mark.django_db

MOMENT = dt.timedelta(milliseconds=1)
QUEUE = dt.timedelta(minutes=4)


@pytest.fixture
def draft(client, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    soon = timezone.now().replace(microsecond=0) + dt.timedelta(hours=2)
    draft = make.application(of=make.lot(closes_at=soon, upload_grace=60))
    client.force_login(draft.created_by)
    return draft


def _post(client: Client, draft, tail: str, data: dict, arrived: dt.datetime):
    """As nginx passes it on: stamped with when it came, and worked on four minutes after the
    deadline, which others have seen to pass.
    """
    stamp = f"t={arrived.timestamp() + 0.25:.3f} d=0.250"
    with time_machine.travel(draft.lot.closes_at + QUEUE, tick=False):
        deadlines.remember_closing(draft.lot_id, draft.lot.closes_at)
        return client.post(
            f"/en/applications/{tail}",
            data,
            headers={"X-Request-Start": stamp, "Accept": "application/json"},
        )


def _save(client, draft, arrived):
    answer = _post(
        client,
        draft,
        f"{draft.reference}/edit/idea/",
        {"title": "Typed in time", "rev-title": "1"},
        arrived,
    )
    return answer, draft.answers.get(key="title").value == "Typed in time"


def _announce(client, draft, arrived):
    data = {
        "question": "letter",
        "name": "plan.pdf",
        "size": len(make.PDF),
        "sha256": hashlib.sha256(make.PDF).hexdigest(),
    }
    tail = f"{draft.reference}/files/announce/"
    answer = _post(client, draft, tail, data, arrived)
    announced = Attachment.objects.filter(state=Attachment.ANNOUNCED)
    return answer, list(announced.values_list("announced_at", flat=True)) == [
        arrived
    ]


def _submit(client, draft, arrived):
    answer = _post(client, draft, f"{draft.reference}/submit/", {}, arrived)
    found = Version.objects.values_list("requested_at", "accepted_at")
    return answer, list(found) == [(arrived, draft.lot.closes_at + QUEUE)]


def _start(client, draft, arrived):
    second = make.seat(make.community(slug="second"), "editor").user
    client.force_login(second)
    tail = f"start/{draft.lot.call.slug}/{draft.lot.number}/"
    answer = _post(client, draft, tail, {"community": "second"}, arrived)
    return answer, Application.objects.exclude(pk=draft.pk).count() == 1


def _ask(client, draft, arrived):
    call = draft.lot.call
    call.questions_until = draft.lot.closes_at
    call.save()
    data = {"text": "Who pays?", "community": draft.community.slug}
    answer = _post(client, draft, f"ask/{call.slug}/", data, arrived)
    found = Inquiry.objects.values_list("asked_at", flat=True)
    return answer, list(found) == [arrived]


ACTS = [_save, _announce, _submit, _start, _ask]


@pytest.mark.parametrize("act", ACTS)
def test_what_came_in_time_is_done_after_the_deadline(client, draft, act):
    answer, is_done = act(client, draft, draft.lot.closes_at - MOMENT)
    assert (answer.status_code in (200, 302), is_done) == (True, True)


@pytest.mark.parametrize("act", ACTS)
def test_what_came_at_the_deadline_is_refused(client, draft, act):
    answer, is_done = act(client, draft, draft.lot.closes_at)
    assert (answer.status_code in (403, 422), is_done) == (True, False)


@pytest.mark.parametrize("act", ACTS)
def test_a_stamp_that_a_visitor_writes_is_not_believed(
    client, draft, settings, act
):
    settings.TRUSTED_PROXY_COUNT = 0
    answer, is_done = act(client, draft, draft.lot.closes_at - MOMENT)
    assert (answer.status_code in (403, 422), is_done) == (True, False)


def test_the_page_of_a_version_says_when_it_came_and_when_it_was_recorded(
    client, draft
):
    closes_at = draft.lot.closes_at.astimezone(
        dt.timezone(dt.timedelta(hours=4))
    )
    _submit(client, draft, draft.lot.closes_at - dt.timedelta(seconds=1))
    page = client.get(f"/en/applications/{draft.reference}/versions/1/")
    words = " ".join(page.content.decode().split())
    came = (closes_at - dt.timedelta(seconds=1)).strftime("%H:%M:%S")
    recorded = (closes_at + QUEUE).strftime("%H:%M:%S")
    assert came in words
    assert f"counts from then; recorded at {recorded}" in words
    assert "files arrived within" not in words


def test_nothing_ends_while_what_came_in_time_may_wait(draft):
    closes_at = draft.lot.closes_at
    for after, is_settled in (
        (dt.timedelta(0), False),
        (LONGEST_QUEUE - MOMENT, False),
        (LONGEST_QUEUE, True),
    ):
        with time_machine.travel(closes_at + after, tick=False):
            assert deadlines.is_settled(closes_at) == is_settled

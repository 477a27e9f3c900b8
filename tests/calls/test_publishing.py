"""Publishing a call in the administration: with other changes in one save, and only knowingly."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from calls import publishing
from calls.models import Call
from tests import make
from tests.reading import form_data

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def officer(client):
    client.force_login(make.staff("officer"))
    return client


def draft(**fields):
    call = make.call(slug="c", status=Call.DRAFT, published_at=None, **fields)
    make.lot(call)
    return call


def data_of(client: Client, call: Call, **changed):
    """What the change page of the call would send, with these changes."""
    page = client.get(f"/en/admin/calls/call/{call.pk}/change/")
    return {**form_data(page, "call_form"), **changed}


def save(client, call, **changed):
    data = data_of(client, call, **changed)
    return client.post(f"/en/admin/calls/call/{call.pk}/change/", data)


def test_a_call_is_published_and_its_deadline_moved_in_one_save(officer):
    call = draft()
    lot = call.lots.get()
    until = (lot.closes_at + 7 * DAY).astimezone(
        timezone.get_default_timezone()
    )
    answer = save(
        officer,
        call,
        status="published",
        publish_sure="on",
        **{
            "lots-0-closes_at_0": until.strftime("%d.%m.%Y"),
            "lots-0-closes_at_1": until.strftime("%H:%M:%S"),
            "title_en": "A new title",
        },
    )
    assert answer.status_code == 302
    call.refresh_from_db()
    lot.refresh_from_db()
    assert (call.status, call.title_en) == ("published", "A new title")
    assert call.published_at is not None
    assert abs(lot.closes_at - until) < dt.timedelta(seconds=1)


def test_publishing_asks_once_more_and_loses_nothing(officer):
    call = draft()
    answer = save(officer, call, status="published", title_en="Typed")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Publishing cannot be undone" in page
    assert 'value="Typed"' in page
    call.refresh_from_db()
    assert call.status == "draft"


def test_a_refused_form_is_sent_again_as_it_stands(officer):
    call = draft()
    lot = call.lots.get()
    until = timezone.localtime(lot.closes_at + 7 * DAY).replace(microsecond=0)
    moved = {
        "lots-0-closes_at_0": until.strftime("%d.%m.%Y"),
        "lots-0-closes_at_1": until.strftime("%H:%M:%S"),
    }
    refused = save(officer, call, status="published", **moved)
    assert "Publishing cannot be undone" in refused.content.decode()
    again = form_data(refused, "call_form")
    address = f"/en/admin/calls/call/{call.pk}/change/"
    answer = officer.post(address, {**again, "publish_sure": "on"})
    assert answer.status_code == 302
    call.refresh_from_db()
    lot.refresh_from_db()
    assert (call.status, lot.closes_at) == ("published", until)


def test_what_is_missing_leaves_a_draft_with_all_that_was_typed(officer):
    call = draft()
    call.lots.update(form=None)
    answer = save(
        officer, call, status="published", publish_sure="on", title_en="Typed"
    )
    page = officer.get(answer["Location"]).content.decode()
    call.refresh_from_db()
    assert (call.status, call.title_en) == ("draft", "Typed")
    assert "Lot 1 has no published form: nobody can apply." in page


def test_a_call_without_lots_is_not_published():
    call = make.call(status=Call.DRAFT)
    with pytest.raises(ValidationError) as caught:
        publishing.publish_call(call)
    assert caught.value.messages == ["Հրավերը լոտ չունի։"]


def test_publishing_twice_changes_nothing():
    call = draft()
    first = publishing.publish_call(call).published_at
    assert publishing.publish_call(call).published_at == first


@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize("role, status", [("officer", 200), ("editor", 403)])
def test_a_draft_is_seen_as_the_public_will_see_it(
    client, language, role, status
):
    call = draft()
    client.force_login(make.staff(role))
    page = client.get(f"/{language}/office/calls/c/preview/")
    assert page.status_code == status
    assert client.get(f"/{language}/calls/c/").status_code == 404
    if status == 200:
        titles = {"hy": call.title_hy, "en": call.title_en}
        assert titles[language] in page.content.decode()
        assert page["Cache-Control"] == "private, no-store"


def test_a_published_call_has_no_preview(officer):
    make.lot(make.call(slug="c"))
    assert officer.get("/en/office/calls/c/preview/").status_code == 404

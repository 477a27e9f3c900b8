"""The dates of a call in their order."""

import datetime as dt

import pytest
from django.utils import timezone
from lxml import html

from calls.milestones import call_milestones
from calls.models import Call
from tests import make

pytestmark = pytest.mark.django_db


def told(call):
    call = Call.objects.prefetch_related("lots").get(pk=call.pk)
    return [
        (one.what, [lot.number for lot in one.lots], one.is_ahead)
        for one in call_milestones(call)
    ]


def test_the_dates_stand_in_order_with_what_is_ahead():
    now = timezone.now()
    call = make.call(
        published_at=now - dt.timedelta(days=3),
        questions_until=now + dt.timedelta(days=5),
        results_published_at=now + dt.timedelta(days=60),
    )
    make.lot(call, opens=-1, closes=30)
    assert told(call) == [
        ("published", [], False),
        ("opens", [], False),
        ("questions", [], True),
        ("closes", [], True),
        ("results", [], True),
    ]


def test_lots_are_named_where_they_differ():
    call = make.call(published_at=timezone.now() - dt.timedelta(days=3))
    opened = timezone.now() - dt.timedelta(days=1)
    make.lot(call, closes=20, opens_at=opened)
    make.lot(call, closes=30, opens_at=opened)
    assert told(call)[1:] == [
        ("opens", [], False),
        ("closes", [1], True),
        ("closes", [2], True),
    ]


def test_a_past_call_has_none():
    call = make.call(is_historic=True)
    make.lot(call)
    assert told(call) == []


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_page_shows_them(client, language):
    make.lot(make.call(slug="c"))
    tree = html.fromstring(client.get(f"/{language}/calls/c/").content)
    dates = tree.xpath("//section[@aria-labelledby='dates']//li")
    assert len(dates) == 3
    assert tree.xpath("//nav//a[@href='#dates']")

"""No kept page is stale, whatever is done in whatever order: kept and fresh say the same."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from calls import extending, publishing
from calls.models import Call, Lot
from communities.models import Community
from content.models import Topic
from content.publishing import publish_content, withdraw_content
from news.models import Article, Event
from tests import make
from tests.core.keeping.asking import Asked, ask

pytestmark = pytest.mark.django_db(transaction=True)
START = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)
PATHS = (
    "/{}/",
    "/{}/news/",
    "/{}/news/one/",
    "/{}/news/moved/",
    "/{}/news/feed.atom",
    "/{}/events/",
    "/{}/events/open/",
    "/{}/calls/",
    "/{}/calls/c/",
    "/{}/calls.json",
    "/{}/calls/deadlines.ics",
    "/{}/communities/",
    "/{}/communities/gavar/",
    "/{}/privacy/",
    "/sitemap-articles.xml",
)
#: what a fresh answer has for itself: when it was made, and a key for one pressing
OF_ITS_OWN = re.compile(
    rb'name="form_key" value="\w+"|DTSTAMP:\w+|"generated[^"]*": "[^"]*"'
)


def prepared():
    article = make.article(slug="one", published_at=None)
    article.topics.add(make.topic(slug="climate"))
    make.event(slug="open", starts_at=START + dt.timedelta(hours=2))
    call = make.call(slug="c", status=Call.DRAFT, published_at=None)
    make.lot(call)
    make.community(slug="gavar")


def the_article():
    return Article.objects.get()


def publish_article():
    publish_content(the_article(), by=make.staff("editor"))


def schedule_article():
    at = timezone.now() + dt.timedelta(hours=1)
    Article.objects.update(published_at=at, withdrawn_at=None)


def withdraw_article():
    withdraw_content(the_article(), by=make.staff("editor"))


def move_article():
    article = the_article()
    article.slug = "moved" if article.slug == "one" else "one"
    article.save()


def publish_call():
    publishing.publish_call(Call.objects.get())


def extend_lot():
    lot = Lot.objects.get()
    if lot.call.status == Call.PUBLISHED and lot.closes_at > timezone.now():
        extending.extend_deadline(
            lot,
            lot.closes_at + dt.timedelta(hours=3),
            reason_hy="Պատճառ",
            by=make.staff("officer"),
        )


def rename_topic():
    Topic.objects.update(name_hy=f"Կլիմա {timezone.now().minute}")


def rename_community():
    community = Community.objects.get()
    community.name_hy += "ա"
    community.save()


def cancel_event():
    event = Event.objects.get()
    event.is_cancelled = not event.is_cancelled
    event.save()


ACTS = {
    "publish": publish_article,
    "schedule": schedule_article,
    "withdraw": withdraw_article,
    "move": move_article,
    "publish a call": publish_call,
    "extend": extend_lot,
    "rename a topic": rename_topic,
    "rename a community": rename_community,
    "cancel": cancel_event,
    "an hour": dt.timedelta(hours=1),
    "a day": dt.timedelta(days=1),
    "to the deadline": dt.timedelta(days=30),
    "back an hour": dt.timedelta(hours=-1),
}


def differing(asked):
    """The addresses whose kept page is not what Django makes now."""
    django = WSGIHandler()
    paths = [path.format(one) for path in PATHS for one in ("hy", "en")]
    answers = {path: (asked(path), ask(django, path)) for path in paths}
    return [
        path
        for path, (kept, fresh) in answers.items()
        if (kept.status, OF_ITS_OWN.sub(b"", kept.body))
        != (fresh.status, OF_ITS_OWN.sub(b"", fresh.body))
    ]


@settings(max_examples=4)
@given(st.lists(st.sampled_from(sorted(ACTS)), min_size=3, max_size=6))
def test_kept_and_fresh_say_the_same(acts):
    asked = Asked()
    with time_machine.travel(START, tick=False) as clock:
        if not Article.objects.exists():
            prepared()
        assert differing(asked) == []
        for name in acts:
            act = ACTS[name]
            if isinstance(act, dt.timedelta):
                clock.shift(act)
            else:
                act()
            assert differing(asked) == [], name

"""Following one community: by letter, by feed, in a calendar."""

import datetime as dt

import feedparser
import icalendar
import pytest
from django.core.management import call_command
from django.utils import timezone

from mailing.models import Letter, Subscription
from portal.town import following
from portal.town.happenings import happenings_between
from tests import make

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def gavar():
    return make.community(slug="gavar", name_hy="Գավառ", name_en="Gavar")


@pytest.fixture
def follower(gavar):
    return make.subscription(
        "a@test.example", True, subject="community", about=str(gavar.pk)
    )


def about(community, **fields):
    thing = make.article(**fields)
    thing.communities.add(community)
    return thing


def ask(client, language="hy", **more):
    data = {
        "email": "a@test.example",
        "language": language,
        "website": "",
        **more,
    }
    return client.post(f"/{language}/communities/gavar/follow/", data)


@pytest.mark.parametrize(
    ("language", "name"), [("hy", "Գավառ"), ("en", "Gavar")]
)
def test_a_wish_is_confirmed_and_described(client, gavar, language, name):
    answer = ask(client, language)
    assert answer["Location"] == f"/{language}/communities/follow/asked/"
    wish = Subscription.objects.get()
    assert (wish.subject, wish.about) == ("community", str(gavar.pk))
    letter = Letter.objects.get()
    path = f"/{language}/subscriptions/{wish.token}/confirm/"
    assert (letter.kind, name in letter.body, path in letter.body) == (
        "town_confirm",
        True,
        True,
    )
    assert name in client.get(path).content.decode()
    client.post(path)
    assert Subscription.objects.get().is_active


def test_the_same_address_may_follow_two_communities(client, gavar):
    make.community(slug="tashir")
    ask(client)
    client.post(
        "/hy/communities/tashir/follow/",
        {"email": "a@test.example", "language": "hy", "website": ""},
    )
    assert Subscription.objects.count() == 2


@pytest.mark.parametrize(
    "wrong", [{"email": "x"}, {"email": ""}, {"website": "w"}]
)
def test_a_nonsense_wish_is_refused(client, gavar, wrong):
    assert ask(client, **wrong).status_code == 422
    assert Subscription.objects.count() == 0


def test_the_day_brings_one_letter_of_all_that_happened(gavar, follower):
    now = timezone.now()
    about(gavar, title_hy="Առաջին", published_at=now + HOUR)
    about(gavar, title_hy="Երկրորդ", published_at=now + 2 * HOUR)
    make.article(title_hy="Ուրիշի", published_at=now + HOUR)
    assert following.DAY_LETTER.tell_all(now + 3 * HOUR) == 1
    letter = Letter.objects.get()
    assert letter.kind == "town_digest"
    assert letter.body.index("Երկրորդ") < letter.body.index("Առաջին")
    assert "Ուրիշի" not in letter.body
    assert following.DAY_LETTER.tell_all(now + 4 * HOUR) == 0


def test_a_letter_is_of_texts_in_its_own_language(gavar):
    make.subscription(
        "e@test.example",
        True,
        subject="community",
        about=str(gavar.pk),
        language="en",
    )
    now = timezone.now()
    about(gavar, title_en="", body_en="", published_at=now + HOUR)
    assert following.DAY_LETTER.tell_all(now + 2 * HOUR) == 0
    about(gavar, title_en="In English", published_at=now + 3 * HOUR)
    assert following.DAY_LETTER.tell_all(now + 4 * HOUR) == 1
    assert "In English" in Letter.objects.get().body


def test_a_community_that_is_gone_brings_nothing(follower):
    Subscription.objects.update(about="999999")
    assert following.DAY_LETTER.tell_all(timezone.now() + HOUR) == 0


def test_the_command_tells_of_calls_and_communities(gavar, follower, capsys):
    make.follower("b@test.example")
    past = timezone.now() - 2 * HOUR
    Subscription.objects.update(told_until=past)
    about(gavar, published_at=past + HOUR)
    make.lot(make.call(published_at=past + HOUR))
    call_command("tell_followers")
    kinds = Letter.objects.order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["calls_digest", "town_digest"]


def test_a_duty_is_told_of_a_month_before_its_day(gavar):
    joined = timezone.localdate() - dt.timedelta(days=2 * 366 - 25)
    make.adhesion(gavar, on=joined)
    now = timezone.now()
    [told] = happenings_between(gavar, now - dt.timedelta(days=31), now)
    assert told.key.startswith("duty-plan-")


def test_only_calls_for_its_region_are_told(gavar):
    own = make.lot(make.call(slug="own"))
    own.regions.add(gavar.region)
    other = make.lot(make.call(slug="other"))
    other.regions.add(make.region())
    now = timezone.now()
    told = happenings_between(gavar, now - dt.timedelta(days=90), now)
    assert [one.key for one in told] == ["call-own"]


def test_the_feed_is_of_what_happened(client, gavar):
    about(gavar, title_hy="Լուր")
    read = feedparser.parse(
        client.get("/hy/communities/gavar/feed.atom").content
    )
    assert [entry.title for entry in read.entries] == ["Լուր"]
    assert read.feed.title == "Գավառ"
    assert client.get("/hy/communities/nothing/feed.atom").status_code == 404


def test_the_calendar_holds_events_deadlines_and_duties(client, gavar):
    make.event(slug="e").communities.add(gavar)
    make.event(slug="of-nobody")
    make.lot(make.call(slug="c"))
    make.adhesion(gavar, on=timezone.localdate() - dt.timedelta(days=300))
    answer = client.get("/hy/communities/gavar/calendar.ics")
    entries = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    kinds = sorted(str(entry["UID"]).partition("@")[2] for entry in entries)
    assert len(kinds) == 3
    assert {"deadlines", "duties"} < set(kinds)


def test_its_page_leads_to_all_three(client, gavar):
    page = client.get("/hy/communities/gavar/").content.decode()
    for way in ("follow/", "feed.atom", "calendar.ics"):
        assert f'href="/hy/communities/gavar/{way}"' in page

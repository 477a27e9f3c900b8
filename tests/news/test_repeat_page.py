"""The page on which an event becomes a series, and the form that changes several at once."""

import datetime as dt

import pytest
from django.utils import timezone
from lxml import html

from content import revisions
from content.models import BinnedContent
from news.models import Event, EventSeries
from tests import make
from tests.news.test_repeating import TUESDAY, series_of, training

pytestmark = pytest.mark.django_db
RULE = {
    "frequency": "week",
    "interval": "1",
    "weekdays": ["1"],
    "until": "23.03.2027",
    "count": "",
}


@pytest.fixture
def editor(client):
    one = make.staff("editor")
    client.force_login(one)
    return one


def page_of(event):
    return f"/en/admin/news/event/{event.pk}/repeat/"


def read(answer):
    return html.fromstring(answer.content.decode())


def words(answer):
    return " ".join(read(answer).text_content().split())


def test_the_dates_are_shown_before_anything_is_made(client, editor):
    event = training()
    asked = client.get(page_of(event))
    ticked = read(asked).xpath("//input[@name='weekdays'][@checked]/@value")
    assert ticked == ["1"]
    shown = client.post(page_of(event), RULE)
    days = read(shown).xpath("//input[@name='day']/@value")
    assert days == ["2027-03-09", "2027-03-16", "2027-03-23"]
    assert "Every week on Tuesday, until 23 March 2027" in words(shown)
    assert Event.objects.count() == 1
    made = client.post(
        page_of(event),
        {
            **RULE,
            "_make": "1",
            "shown": ",".join(days),
            "day": [days[0], days[2]],
        },
        follow=True,
    )
    assert "2 events were added to the calendar." in words(made)
    assert [e.occurs_on.day for e in Event.objects.order_by("occurs_on")] == [
        2,
        9,
        23,
    ]


def test_a_rule_changed_after_the_dates_is_shown_anew(client, editor):
    event = training()
    answer = client.post(
        page_of(event), {**RULE, "_make": "1", "shown": "2027-03-09"}
    )
    assert (answer.status_code, Event.objects.count()) == (200, 1)
    assert len(read(answer).xpath("//input[@name='day']")) == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"until": ""}, "Say when it ends"),
        ({"until": "1.1.2031"}, "three years at most"),
        ({"weekdays": ["2"]}, "the day of this event is one of them"),
        ({"until": "never"}, "Write a date"),
        ({"count": "201", "until": ""}, "200"),
    ],
)
def test_what_cannot_be_says_why(client, editor, changes, said):
    answer = client.post(page_of(training()), {**RULE, **changes})
    assert answer.status_code == 422
    assert said in words(answer)
    assert not EventSeries.objects.exists()


def test_a_series_is_listed_made_longer_and_ended(client, editor):
    first, second, *_rest = series_of(3)
    assert "every week on Tuesday, 3 times" in words(client.get(page_of(first)))
    more = {"until": "", "count": "4"}
    days = read(client.post(page_of(first), more)).xpath(
        "//input[@name='day']/@value"
    )
    assert days == ["2027-03-23"]
    more |= {"_make": "1", "shown": days[0], "day": days}
    client.post(page_of(first), more)
    assert Event.objects.count() == 4
    client.post(page_of(second), {"_end": "1"})
    assert (list(Event.objects.all()), BinnedContent.objects.count()) == (
        [first],
        3,
    )


def test_whoever_may_only_look_repeats_nothing(client):
    client.force_login(make.staff("head"))
    assert client.post(page_of(training()), RULE).status_code == 403


def form_of(event, **changes):
    starts, ends = (
        timezone.localtime(at) for at in (event.starts_at, event.ends_at)
    )
    values = {
        "title_hy": event.title_hy,
        "title_en": event.title_en,
        "body_hy": event.body_hy,
        "body_en": event.body_en,
        "place_hy": "",
        "place_en": "",
        "timetable_hy": "",
        "timetable_en": "",
        "starts_at_0": f"{starts:%d.%m.%Y}",
        "starts_at_1": f"{starts:%H:%M}",
        "ends_at_0": f"{ends:%d.%m.%Y}",
        "ends_at_1": f"{ends:%H:%M}",
        "zone": event.zone,
        "kind": event.kind,
        "slug": event.slug,
        "online_link": "",
        "registration_link": "",
        "cancellation_note_hy": "",
        "cancellation_note_en": "",
        "moved_from_0": "",
        "moved_from_1": "",
        "report": "",
        "withdrawn_at_0": "",
        "withdrawn_at_1": "",
        "_seen": str(revisions.latest_number(event)),
    }
    if event.published_at:
        at = timezone.localtime(event.published_at)
        values |= {
            "published_at_0": f"{at:%d.%m.%Y}",
            "published_at_1": f"{at:%H:%M:%S}",
        }
    return {**values, **changes}


def in_series(published_at=None):
    """Published at a whole second, as forms send it."""
    at = timezone.now().replace(microsecond=0) - dt.timedelta(days=1)
    return series_of(4, published_at=published_at or at)


@pytest.mark.parametrize(
    ("scope", "hours"),
    [
        ("this", [10, 15, 10, 10]),
        ("following", [10, 15, 15, 15]),
        ("all", [15, 15, 15, 15]),
    ],
)
def test_the_form_changes_as_many_as_it_is_told(client, editor, scope, hours):
    events = in_series()
    second = events[1]
    address = f"/en/admin/news/event/{second.pk}/change/"
    checked = read(client.get(address)).xpath(
        "//input[@name='scope'][@checked]/@value"
    )
    assert checked == ["this"]
    changed = form_of(
        second, scope=scope, starts_at_1="15:00", ends_at_1="16:00"
    )
    answer = client.post(address, changed)
    assert answer.status_code == 302, words(answer)
    again = Event.objects.order_by("occurs_on")
    assert [one.starts_there.hour for one in again] == hours


def test_an_event_by_itself_is_not_asked_for_its_series(client, editor):
    event = training()
    page = client.get(f"/en/admin/news/event/{event.pk}/change/")
    assert read(page).xpath("//input[@name='scope']") == []
    assert page_of(event) in page.content.decode()


def test_a_reason_against_one_of_them_takes_everything_back(client, editor):
    events = in_series()
    Event.objects.filter(pk=events[3].pk).update(body_hy="", body_en="")
    changed = form_of(events[0], scope="all", title_hy="Նոր")
    answer = client.post(
        f"/en/admin/news/event/{events[0].pk}/change/", changed
    )
    assert answer.status_code == 200
    assert "2027-03-23" in words(answer)
    assert not Event.objects.filter(title_hy="Նոր").exists()


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_public_page_says_that_it_is_one_of_a_series(client, language):
    first, second, *_rest = series_of(4)
    page = read(client.get(f"/{language}/events/{first.slug}/"))
    links = page.xpath("//section[@aria-labelledby='series']//a/@href")
    assert links[0] == f"/{language}/events/{second.slug}/"
    assert len(links) == 3
    alone = make.event(slug="alone")
    page = read(client.get(f"/{language}/events/{alone.slug}/"))
    assert page.xpath("//section[@aria-labelledby='series']") == []


def test_the_start_page_and_the_list_name_a_series_once(client):
    events = series_of(4, day=dt.date(2027, 3, 2))
    assert events[0].occurs_on == TUESDAY
    for path in ("/en/", "/en/events/"):
        page = client.get(path).content.decode()
        assert events[0].slug in page
        assert f"{events[1].slug}/" not in page
    month = client.get("/en/events/?month=2027-03").content.decode()
    assert all(event.slug in month for event in events)

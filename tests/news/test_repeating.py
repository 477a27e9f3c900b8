"""Events that repeat: each time an event of its own, together a series."""

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
import vobject
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from content import binning, revisions
from content.models import BinnedContent, Revision, SearchEntry
from news import recurrence, repeating, spreading
from news.models import Event, EventSeries
from news.recurrence import Rule
from tests import make

pytestmark = pytest.mark.django_db
YEREVAN = ZoneInfo("Asia/Yerevan")
BRUSSELS = ZoneInfo("Europe/Brussels")
TUESDAY = dt.date(2027, 3, 2)


def training(day=TUESDAY, zone="Asia/Yerevan", **fields):
    starts = dt.datetime.combine(day, dt.time(10), ZoneInfo(zone))
    values = {
        "slug": "training",
        "zone": zone,
        "starts_at": starts,
        "ends_at": starts + dt.timedelta(hours=2),
    }
    return make.event(**{**values, **fields})


def weekly(**fields):
    values = {"frequency": "week", "weekdays": (1,), "first_on": TUESDAY}
    return Rule(**{**values, **fields})


def series_of(count=4, **fields):
    event = training(**fields)
    repeating.repeat_event(event, weekly(count=count), by=make.staff("editor"))
    return list(Event.objects.order_by("occurs_on"))


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (weekly(count=3), ["2027-03-02", "2027-03-09", "2027-03-16"]),
        (
            weekly(weekdays=(1, 3), interval=2, count=4),
            ["2027-03-02", "2027-03-04", "2027-03-16", "2027-03-18"],
        ),
        (
            Rule("day", TUESDAY, 3, until=dt.date(2027, 3, 8)),
            ["2027-03-02", "2027-03-05", "2027-03-08"],
        ),
        (
            Rule("month_day", dt.date(2027, 1, 31), count=3),
            ["2027-01-31", "2027-03-31", "2027-05-31"],
        ),
        (
            Rule("month_weekday", dt.date(2027, 3, 9), count=3),
            ["2027-03-09", "2027-04-13", "2027-05-11"],
        ),
        (
            Rule("month_weekday", dt.date(2027, 3, 30), count=3),
            ["2027-03-30", "2027-04-27", "2027-05-25"],
        ),
    ],
)
def test_a_rule_gives_its_days(rule, days):
    assert [str(day) for day in recurrence.rule_days(rule)] == days


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (weekly(), "endless"),
        (weekly(count=3, until=TUESDAY), "endless"),
        (weekly(until=dt.date(2027, 3, 1)), "backwards"),
        (weekly(until=dt.date(2030, 3, 3)), "too_long"),
        (weekly(interval=0, count=3), "interval"),
        (weekly(interval=13, count=3), "interval"),
        (weekly(weekdays=(), count=3), "weekdays"),
        (weekly(weekdays=(2,), count=3), "weekdays"),
        (weekly(until=dt.date(2027, 3, 8)), "too_few"),
        (weekly(count=201), "too_many"),
        (Rule("day", TUESDAY, until=dt.date(2028, 3, 2)), "too_many"),
        (weekly(interval=12, count=30), "too_long"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(rule, code):
    with pytest.raises(ValidationError) as error:
        recurrence.rule_days(rule)
    assert error.value.code == code


@pytest.mark.parametrize(
    "fields",
    [
        {"until": None},
        {"count": 201},
        {"count": 1},
        {"interval": 0},
        {"weekdays": ""},
        {"until": TUESDAY - dt.timedelta(days=1)},
    ],
)
def test_the_database_refuses_a_series_that_cannot_be(fields):
    values = {
        "frequency": "week",
        "weekdays": "1",
        "first_on": TUESDAY,
        "until": TUESDAY + dt.timedelta(days=30),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        EventSeries.objects.create(**{**values, **fields})


def test_a_rule_reads_as_a_sentence():
    with translation.override("en"):
        assert [
            recurrence.rule_words(rule)
            for rule in (
                weekly(count=3),
                weekly(interval=2, weekdays=(3, 1), until=dt.date(2027, 6, 30)),
                Rule("month_weekday", dt.date(2027, 3, 30), count=5),
            )
        ] == [
            "every week on Tuesday, 3 times",
            "every 2 weeks on Tuesday, Thursday, until 30 June 2027",
            "every month on the last Tuesday, 5 times",
        ]


def test_every_time_is_an_event_with_everything_of_the_first():
    event = training(place_hy="Գյումրի", title_en="Training")
    event.communities.add(make.community())
    made = repeating.repeat_event(
        event, weekly(count=3), by=make.staff("editor")
    )
    first, second, third = Event.objects.order_by("starts_at")
    assert (made, first) == ([second, third], event)
    assert [one.slug for one in (first, second, third)] == [
        "training",
        "training-2027-03-09",
        "training-2027-03-16",
    ]
    assert second.starts_at - first.starts_at == dt.timedelta(days=7)
    assert (second.title_en, second.place_hy) == ("Training", "Գյումրի")
    assert list(second.communities.all()) == list(first.communities.all())
    assert len({one.uid for one in (first, second, third)}) == 3
    assert Event.objects.published().count() == 3
    assert EventSeries.objects.get().until == dt.date(2027, 3, 16)


def test_days_may_be_left_out():
    event = training()
    repeating.repeat_event(
        event,
        weekly(count=4),
        by=make.staff("editor"),
        left_out={dt.date(2027, 3, 9)},
    )
    days = Event.objects.order_by("occurs_on").values_list("occurs_on")
    assert [day.day for (day,) in days] == [2, 16, 23]


def test_summer_time_changes_the_instant_and_not_the_hour():
    event = training(dt.date(2027, 3, 23), zone="Europe/Brussels")
    rule = weekly(first_on=dt.date(2027, 3, 23), count=2)
    (second,) = repeating.repeat_event(event, rule, by=make.staff("editor"))
    event.refresh_from_db()
    assert second.starts_at - event.starts_at == dt.timedelta(days=7, hours=-1)
    assert (event.starts_there.hour, second.starts_there.hour) == (10, 10)


def test_an_event_repeats_once():
    first, *_rest = series_of()
    with pytest.raises(ValidationError) as error:
        repeating.repeat_event(first, weekly(count=2), by=make.staff("editor"))
    assert error.value.code == "repeats"


def test_where_a_second_person_must_approve_each_time_waits():
    event = training()
    event.programmes.add(make.programme(needs_second_person=True))
    repeating.repeat_event(event, weekly(count=3), by=make.staff("editor"))
    assert list(Event.objects.published()) == [event]
    assert Revision.objects.filter(state=Revision.PROPOSED).count() == 2


def test_a_series_is_made_longer_and_ended():
    first, *_rest = series_of(3)
    editor = make.staff("editor")
    repeating.extend_series(first, by=editor, count=5)
    days = [e.occurs_on.day for e in Event.objects.order_by("occurs_on")]
    assert days == [2, 9, 16, 23, 30]
    with pytest.raises(ValidationError) as error:
        repeating.extend_series(first, by=editor, count=4)
    assert error.value.code == "not_later"
    fourth = Event.objects.get(occurs_on=dt.date(2027, 3, 23))
    assert repeating.end_series(fourth, by=editor) == 2
    assert (Event.objects.count(), BinnedContent.objects.count()) == (3, 2)
    series = EventSeries.objects.get()
    assert (series.until, series.count) == (dt.date(2027, 3, 16), None)


def test_what_was_left_out_does_not_come_back_with_more():
    first, second, *_rest = series_of(3)
    editor = make.staff("editor")
    binning.bin_content(Event.objects.filter(pk=second.pk), by=editor)
    repeating.extend_series(first, by=editor, count=4)
    days = [e.occurs_on.day for e in Event.objects.order_by("occurs_on")]
    assert days == [2, 16, 23]


def change(event, **fields):
    before = revisions.snapshot(event)
    for name, value in fields.items():
        setattr(event, name, value)
    event.save()
    return before


def test_this_and_the_following_change_alike():
    first, second, third, fourth = series_of()
    before = change(
        second,
        place_hy="Վանաձոր",
        starts_at=second.starts_at + dt.timedelta(hours=3),
        ends_at=second.ends_at + dt.timedelta(hours=4),
    )
    spread = spreading.spread_change(
        second, before, by=make.staff("editor"), is_for_all=False
    )
    assert (spread.changed, spread.kept_time) == (2, 0)
    again = list(Event.objects.order_by("occurs_on"))
    assert [one.place_hy or "" for one in again] == [
        "",
        "Վանաձոր",
        "Վանաձոր",
        "Վանաձոր",
    ]
    hours = [one.starts_there.hour for one in again]
    assert hours == [10, 13, 13, 13]
    assert again[2].moved_from == third.starts_at
    assert again[2].sequence == third.sequence + 1
    assert again[0].sequence == first.sequence
    assert revisions.revisions_of(again[3]).count() == 2
    assert fourth.uid == again[3].uid


def test_an_event_moved_by_itself_keeps_its_time():
    first, second, third, _fourth = series_of()
    third.starts_at += dt.timedelta(days=1)
    third.ends_at += dt.timedelta(days=1)
    third.save()
    before = change(
        first,
        title_hy="Նոր",
        starts_at=first.starts_at + dt.timedelta(hours=1),
        ends_at=first.ends_at + dt.timedelta(hours=1),
    )
    spread = spreading.spread_change(
        first, before, by=make.staff("editor"), is_for_all=True
    )
    assert (spread.changed, spread.kept_time) == (3, 1)
    again = list(Event.objects.order_by("occurs_on"))
    assert [one.starts_there.hour for one in again] == [11, 11, 10, 11]
    assert {one.title_hy for one in again} == {"Նոր"}
    assert second.slug == again[1].slug


def test_what_is_over_keeps_its_time_and_takes_the_words():
    first, _second, third, _fourth = series_of()
    with time_machine.travel(dt.datetime(2027, 3, 10, tzinfo=dt.UTC)):
        before = change(
            third,
            title_hy="Նոր",
            starts_at=third.starts_at + dt.timedelta(hours=1),
            ends_at=third.ends_at + dt.timedelta(hours=1),
        )
        spread = spreading.spread_change(
            third, before, by=make.staff("editor"), is_for_all=True
        )
    assert (spread.changed, spread.kept_time) == (3, 2)
    first.refresh_from_db()
    assert (first.title_hy, first.starts_there.hour) == ("Նոր", 10)


def test_calendars_read_each_time_as_an_entry_of_its_own(client):
    events = series_of(3)
    content = client.get("/en/events/calendar.ics").content
    first = {
        str(entry["UID"]): entry.start
        for entry in icalendar.Calendar.from_ical(content).events
    }
    second = {
        entry.uid.value: entry.dtstart.value
        for entry in vobject.readOne(content.decode()).vevent_list
    }
    assert first == second == {e.calendar_id(): e.starts_there for e in events}


def test_lists_show_the_next_of_a_series_alone():
    events = series_of(4)
    other = make.event(starts_at=events[1].starts_at, ends_at=events[1].ends_at)
    with time_machine.travel(dt.datetime(2027, 3, 3, tzinfo=dt.UTC)):
        assert set(Event.objects.upcoming_once()) == {events[1], other}
        assert list(Event.objects.past_once()) == [events[0]]
    Event.objects.filter(pk=events[1].pk).update(is_cancelled=True)
    with time_machine.travel(dt.datetime(2027, 3, 3, tzinfo=dt.UTC)):
        assert set(Event.objects.upcoming_once()) == {
            events[1],
            events[2],
            other,
        }
    with time_machine.travel(dt.datetime(2027, 3, 20, tzinfo=dt.UTC)):
        assert list(Event.objects.past_once().filter(series__isnull=False)) == [
            events[2]
        ]


def test_the_search_finds_one_of_a_series_at_a_time():
    events = series_of(3)

    def found(day):
        at = dt.datetime(2027, 3, day, tzinfo=dt.UTC)
        rows = SearchEntry.objects.filter(
            model="news.event", language="hy", visible_from__lte=at
        )
        shown = rows.exclude(visible_until__lte=at)
        return set(shown.values_list("object_id", flat=True))

    keys = [event.pk for event in events]
    assert [found(day) for day in (1, 5, 12, 30)] == [
        {keys[0]},
        {keys[1]},
        {keys[2]},
        {keys[2]},
    ]
    binning.bin_content(
        Event.objects.filter(pk=keys[1]), by=make.staff("editor")
    )
    assert found(5) == {keys[2]}


def test_each_event_costs_a_bounded_number_of_statements():
    event, editor = training(), make.staff("editor")
    rule = Rule("day", TUESDAY, count=20)
    with CaptureQueriesContext(connection) as queries:
        repeating.repeat_event(event, rule, by=editor)
    assert len(queries) / 19 < 60

import datetime as dt
import re
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
import vobject
from django.utils import timezone

from calls import extending
from calls.models import Call
from communities.models import Community
from news.models import Event
from tests import make
from tests.reading import flat

pytestmark = pytest.mark.django_db
YEREVAN = ZoneInfo("Asia/Yerevan")


def ending(entry):
    return entry["DTEND"].dt if "DTEND" in entry else None


def both_readers(content):
    """(summary, start, end, status) of each entry as two programs read them."""
    first = [
        (str(e["SUMMARY"]), e.start, ending(e), str(e.get("STATUS", "")))
        for e in icalendar.Calendar.from_ical(content).events
    ]
    read = vobject.readOne(content.decode())
    second = [
        (
            e.summary.value,
            e.dtstart.value,
            e.dtend.value if hasattr(e, "dtend") else None,
            e.status.value if hasattr(e, "status") else "",
        )
        for e in getattr(read, "vevent_list", [])
    ]
    return first, second


@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize("rows", [0, 1, 3])
def test_two_programs_read_the_calendar_alike(client, language, rows):
    for n in range(rows):
        make.event(
            zone=["Asia/Yerevan", "Europe/Brussels", "Europe/Minsk"][n],
            is_all_day=n == 2,
            title_hy="Երկար վերնագիր, որ տողից դուրս է գալիս; և նշաններ ունի\\ "
            * 2,
        )
    first, second = both_readers(
        client.get(f"/{language}/events/calendar.ics").content
    )
    assert first == second
    assert len(first) == rows


def test_a_cancelled_and_a_moved_event_say_so(client):
    make.event(
        slug="c",
        is_cancelled=True,
        cancellation_note_hy="Հիվանդություն",
        title_hy="Ա",
    )
    was = dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC)
    make.event(slug="m", moved_from=was)
    cancelled = icalendar.Calendar.from_ical(
        client.get("/hy/events/c.ics").content
    ).events[0]
    assert (
        cancelled["STATUS"],
        "Հիվանդություն" in cancelled["DESCRIPTION"],
    ) == ("CANCELLED", True)
    moved = icalendar.Calendar.from_ical(
        client.get("/en/events/m.ics").content
    ).events[0]
    assert moved["DESCRIPTION"].startswith(
        "The event has moved to another time."
    )
    for path in ("c/", "m/", "", "?month=2026-12"):
        assert client.get(f"/hy/events/{path}").status_code == 200


def test_a_calendar_can_be_of_one_kind(client):
    make.event(kind="training", title_hy="Ուսուցում")
    make.event(kind="workshop", title_hy="Աշխատաժողով")
    read = icalendar.Calendar.from_ical(
        client.get("/hy/events/calendar.ics?kind=training").content
    )
    assert [str(e["SUMMARY"]) for e in read.events] == ["Ուսուցում"]
    assert client.get("/hy/events/calendar.ics?kind=party").status_code == 404


def test_deadlines_and_duties_come_by_query(client):
    with time_machine.travel(
        dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC), tick=False
    ):
        closes = dt.datetime(2026, 12, 10, 14, tzinfo=dt.UTC)
        call = make.call(slug="call", programme=make.programme())
        lot = make.lot(call, closes_at=closes)
        town = make.community(slug="town", name_hy="Քաղաք")
        make.adhesion(town, on=dt.date(2025, 1, 15), for_2030=True)
        deadlines, again = both_readers(
            client.get("/hy/events/calendar.ics?kind=deadline").content
        )
        assert deadlines == again
        assert [(start, end) for _s, start, end, _status in deadlines] == [
            (closes, None)
        ]
        duties, again = both_readers(
            client.get("/hy/events/calendar.ics?kind=duty").content
        )
        assert duties == again
        assert [
            (said.startswith("Քաղաք"), start) for said, start, _e, _st in duties
        ] == [(True, dt.date(2027, 1, 15))]
        page = client.get("/hy/events/?month=2026-12").content.decode()
        assert call.get_absolute_url().replace("/en/", "/hy/") in page
        extending.extend_deadline(
            lot,
            closes + dt.timedelta(days=40),
            reason_hy="Պատճառ",
            by=make.staff("officer"),
        )
        assert (
            "month__entry--deadline"
            not in client.get("/hy/events/?month=2026-12").content.decode()
        )


def test_a_call_that_is_not_published_is_not_in_the_calendar(client):
    call = make.call(status="draft", programme=make.programme())
    make.lot(call)
    assert (
        b"VEVENT"
        not in client.get("/hy/events/calendar.ics?kind=deadline").content
    )


def test_the_month_shows_its_events_in_armenian(client):
    starts = dt.datetime(
        2026, 8, 31, 20, 30, tzinfo=dt.UTC
    )  # in Yerevan it is the first of September
    make.event(
        starts_at=starts, ends_at=starts + dt.timedelta(hours=1), slug="late"
    )
    page = flat(client.get("/hy/events/?month=2026-09"))
    assert '<h2 id="month">Սեպտեմբեր 2026</h2>' in page
    assert page.count('href="/hy/events/late/"') >= 2


@pytest.mark.parametrize(
    "month",
    ["2026-13", "2026-00", "0000-01", "9999-12", "x", "2026", "2026-1", "-1"],
)
def test_a_month_that_does_not_exist_is_not_found(client, month):
    assert client.get("/hy/events/", {"month": month}).status_code == 404


def test_an_event_elsewhere_shows_both_times(client):
    starts = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
    make.event(
        slug="b",
        zone="Europe/Brussels",
        starts_at=starts,
        ends_at=starts + dt.timedelta(hours=2),
    )
    page = client.get("/en/events/b/").content.decode()
    assert "16:00" in page
    assert "13:00 – 15:00" in page


def test_the_filters_of_the_calendar_hold_for_deadlines_and_duties_too(client):
    with time_machine.travel(
        dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC), tick=False
    ):
        one, two = make.community(slug="one"), make.community(slug="two")
        for town in (one, two):
            make.adhesion(town, on=dt.date(2025, 1, 15), for_2030=True)
        make.lot(
            make.call(programme=make.programme(slug="p")),
            closes_at=dt.datetime(2027, 1, 20, tzinfo=dt.UTC),
        )
        make.programme(slug="q")
        counted = {}
        for asked in ("", "&community=one", "&programme=p", "&programme=q"):
            page = client.get(
                f"/hy/events/?month=2027-01{asked}"
            ).content.decode()
            counted[asked] = (
                page.count("month__entry--duty"),
                page.count("month__entry--deadline"),
            )
    assert counted == {
        "": (2, 1),
        "&community=one": (1, 0),
        "&programme=p": (0, 1),
        "&programme=q": (0, 0),
    }


def test_a_long_event_stands_in_the_list_of_every_month_it_touches(client):
    make.event(
        slug="long",
        starts_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
        ends_at=dt.datetime(2027, 9, 1, tzinfo=dt.UTC),
    )
    page = client.get("/hy/events/?month=2026-12").content.decode()
    assert page[page.index("</table>") :].count('href="/hy/events/long/"') >= 1


# --- months for robots --------------------------------------------------------------------------

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def on(*days):
    for day in days:
        starts = dt.datetime.combine(day, dt.time(9), dt.UTC)
        make.event(starts_at=starts, ends_at=starts + dt.timedelta(hours=1))


def months_linked(client, month=""):
    query = f"?month={month}" if month else ""
    page = client.get(f"/hy/events/{query}").content.decode()
    linked = re.findall(r'href="\?month=([^"]+)" rel="(prev|next)"', page)
    return {rel: month for month, rel in linked}, 'content="noindex"' in page


@pytest.mark.parametrize(
    "month, links, is_noindex",
    [
        ("", {"prev": "2026-08", "next": "2027-02"}, False),  # empty, but now
        ("2026-08", {"next": "2027-02"}, False),
        ("2027-02", {"prev": "2026-08", "next": "2027-11"}, False),
        ("2027-03", {"prev": "2027-02", "next": "2027-11"}, True),  # empty
        ("2027-11", {"prev": "2027-02"}, False),  # a year ahead, and no more
        ("2027-12", {"prev": "2027-11"}, True),  # full, and too far
        ("1990-01", {}, True),
        ("2099-12", {}, True),
    ],
)
def test_robots_are_led_to_months_that_hold_something_soon(
    client, month, links, is_noindex
):
    with time_machine.travel(NOW, tick=False):
        on(
            dt.date(2026, 8, 3),
            dt.date(2027, 2, 1),
            dt.date(2027, 11, 30),
            dt.date(2027, 12, 1),
        )
        assert months_linked(client, month) == (links, is_noindex)


def test_a_long_event_fills_every_month_that_it_touches(client):
    with time_machine.travel(NOW, tick=False):
        make.event(
            starts_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
            ends_at=dt.datetime(2028, 9, 1, tzinfo=dt.UTC),
        )
        assert months_linked(client, "2026-12") == (
            {"prev": "2026-11", "next": "2027-01"},
            False,
        )
        assert months_linked(client, "2027-11")[0] == {"prev": "2027-10"}


def test_from_a_far_month_a_way_leads_back(client):
    page = flat(client.get("/en/events/?month=2099-12&kind=training"))
    assert '<a href="?kind=training">This month</a>' in page
    assert "This month" not in flat(client.get("/en/events/"))


def test_the_archive_of_news_leads_to_months_that_hold_something(client):
    for month in (2, 5):
        at = dt.datetime(2025, month, 9, tzinfo=dt.UTC)
        make.article(published_at=at)
    empty = client.get("/hy/news/2025/03/").content.decode()
    assert 'content="noindex"' in empty
    for address in ("/hy/news/2025/02/", "/hy/news/2025/05/"):
        assert f'href="{address}"' in empty
        assert "noindex" not in client.get(address).content.decode()


# --- what RFC 5545 asks -------------------------------------------------------------------------

CALENDARS = [
    ("calls/deadlines.ics", "Հրավերների վերջնաժամկետներ", "Deadlines of calls"),
    ("calls/c/deadlines.ics", "Վերջնաժամկետներ՝ Հրավեր", "Deadlines: Call"),
    ("events/calendar.ics", "Միջոցառումներ", "Events"),
    ("events/calendar.ics?kind=training", "Ուսուցում", "Training"),
    (
        "events/calendar.ics?kind=deadline",
        "Հրավերների վերջնաժամկետներ",
        "Deadlines of calls",
    ),
    (
        "events/calendar.ics?kind=duty&community=town",
        "Համայնքների պարտականություններ՝ Քաղաք, լիճ",
        "Duties of communities: Town, Lake",
    ),
    ("events/e.ics", "Հանդիպում", "Meeting"),
]


@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize("path, armenian, english", CALENDARS)
def test_no_entry_ends_when_it_begins_and_each_calendar_has_a_name(
    client, language, path, armenian, english
):
    town = make.community(
        slug="town", name_hy="Քաղաք, լիճ", name_en="Town, Lake"
    )
    make.adhesion(town, on=dt.date(2025, 1, 15), for_2030=True)
    call = make.call(
        slug="c",
        title_hy="Հրավեր",
        title_en="Call",
        programme=make.programme(),
    )
    make.lot(call)
    at = timezone.now() + dt.timedelta(days=9)
    make.event(
        slug="e",
        title_hy="Հանդիպում",
        title_en="Meeting",
        starts_at=at,
        ends_at=at,
    )
    read = icalendar.Calendar.from_ical(
        client.get(f"/{language}/{path}").content
    )
    name = armenian if language == "hy" else english
    for property_name in ("NAME", "X-WR-CALNAME"):
        assert str(read[property_name]).replace("\\,", ",") == name
    assert read.events != []
    for entry in read.events:
        assert "DURATION" not in entry
        assert ending(entry) is None or ending(entry) > entry.start


@pytest.mark.parametrize("sign", "\n\r\x0b\x0c\x1f\x85\u2028\u200b\ufffe\uffff")
def test_no_stored_sign_makes_a_calendar_invalid(client, sign):
    words = f"Ա{sign}Բ"
    call = make.call(slug="c", programme=make.programme())
    make.lot(call)
    make.event(slug="e")
    town = make.community(slug="town")
    make.adhesion(town, on=dt.date(2025, 1, 15), for_2030=True)
    Event.objects.update(
        title_hy=words,
        place_hy=words,
        body_hy=f"<p>{words}</p>&#11;",
        is_cancelled=True,
        cancellation_note_hy=words,
    )
    Call.objects.update(title_hy=words)
    Community.objects.update(name_hy=words)
    for path, _armenian, _english in CALENDARS:
        if "training" in path:
            continue
        content = client.get(f"/hy/{path}").content
        first, second = both_readers(content)
        assert first == second
        assert first != []
        seen = {said.replace(" ", "") for said, *_times in first}
        assert ["ԱԲ" in said for said in seen] == [True] * len(seen)
        held = content.decode().replace("\r\n", "")
        assert [one for one in held if ord(one) < 32 or one in UNSEEN] == []


UNSEEN = "\x7f\x85\u2028\u200b\ufffe\uffff"


def test_a_cancelled_event_is_not_offered_to_calendars(client):
    make.event(slug="on")
    make.event(slug="off", is_cancelled=True)
    assert 'href="/en/events/on.ics"' in flat(client.get("/en/events/on/"))
    assert "off.ics" not in flat(client.get("/en/events/off/"))
    assert client.get("/en/events/off.ics").status_code == 200

import datetime as dt
import re
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
import vobject

from calls import extending
from tests import make
from tests.reading import flat

pytestmark = pytest.mark.django_db
YEREVAN = ZoneInfo("Asia/Yerevan")


def both_readers(content):
    """(summary, start, end, status) of each entry as two programs read them."""
    first = [
        (str(e["SUMMARY"]), e.start, e.end, str(e.get("STATUS", "")))
        for e in icalendar.Calendar.from_ical(content).events
    ]
    read = vobject.readOne(content.decode())
    second = [
        (
            e.summary.value,
            e.dtstart.value,
            e.dtend.value,
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
            (closes, closes)
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


@pytest.mark.parametrize("month", ["1990-01", "2099-12"])
def test_the_calendar_ends_without_dead_links(client, month):
    page = client.get(f"/hy/events/?month={month}").content.decode()
    ends = re.findall(r'href="(\?month=[^"]+)" rel="(?:prev|next)"', page)
    assert [client.get(f"/hy/events/{link}").status_code for link in ends] == [
        200
    ]

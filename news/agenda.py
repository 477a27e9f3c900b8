"""What stands in the calendar: our events, and by query the deadlines of calls and duties of
communities.
"""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from communities.covenant import standings
from communities.covenant.duties import Duty
from communities.models import Community, Programme
from core.keeping.remembered import remembered
from core.language.figures import YEREVAN
from core.months import month_span
from news.filters import DEADLINE, DUTY
from news.models import Event

COVENANT = "covenant-of-mayors"


@dataclass(frozen=True)
class Entry:
    """Something on a day. Of `event`, `lot` and `duty` one is given, as `kind` says."""

    kind: str
    first: dt.date
    last: dt.date
    at: dt.datetime | None = None
    event: Event | None = None
    lot: Any = None
    duty: Duty | None = None
    community: Community | None = None

    @property
    def order(self) -> tuple:
        return (
            self.first,
            self.at is not None,
            self.at or dt.datetime.min.replace(tzinfo=dt.UTC),
            self.kind,
        )


@dataclass(frozen=True)
class Day:
    date: dt.date
    is_in_month: bool
    is_today: bool
    entries: list[Entry] = field(default_factory=list)


def _day(instant: dt.datetime) -> dt.date:
    return timezone.localtime(instant, YEREVAN).date()


def event_entries(events: Iterable[Event]) -> list[Entry]:
    return [
        Entry(
            event.kind,
            _day(event.starts_at),
            _day(event.ends_at),
            None if event.is_all_day else event.starts_at,
            event=event,
        )
        for event in events
    ]


def lot_entries(lots: Iterable[Any]) -> list[Entry]:
    """Of lots that close at some time, the instant when they do."""
    return [
        Entry(
            DEADLINE,
            _day(lot.closes_at),
            _day(lot.closes_at),
            lot.closes_at,
            lot=lot,
        )
        for lot in lots
    ]


def deadline_entries(first: dt.datetime, last: dt.datetime) -> list[Entry]:
    """Closing instants of published calls' lots."""
    lots = remembered(("published lots",), _published_lots)
    return lot_entries(
        lot for lot in lots if lot.closes_at and first <= lot.closes_at < last
    )


def _published_lots() -> list[Any]:
    """Asked of the programmes the calls belong to."""
    programmes = Programme.objects.prefetch_related("calls__lots__extensions")
    return [
        lot
        for programme in programmes
        for call in programme.calls.all()
        if call.status == call.PUBLISHED
        for lot in call.lots.all()
    ]


def duty_entries(first: dt.date, last: dt.date) -> list[Entry]:
    """What signatories owe within the days, as the rules of the Covenant say from the register."""
    today = timezone.localdate(timezone=YEREVAN)
    entries = remembered(
        ("duties", today),
        lambda: _all_duties(today),
    )
    return [entry for entry in entries if first <= entry.first < last]


def _all_duties(today: dt.date) -> list[Entry]:
    signatories = Community.objects.current()
    signatories = signatories.filter(adhesions__isnull=False)
    placed = standings.community_standings(
        signatories.distinct().defer("search_key"),
        today,
    )
    entries = []
    for placement in placed:
        for duty in placement.standing.open:
            entry = Entry(
                DUTY,
                duty.due,
                duty.due,
                duty=duty,
                community=placement.community,
            )
            entries.append(entry)
    return entries


def entries_between(
    first: dt.datetime,
    last: dt.datetime,
    events,
    kind: str = "",
    programme: Programme | None = None,
    community: Community | None = None,
) -> list[Entry]:
    """Everything in the span in its order; `kind` narrows to one kind of event, deadlines or
    duties.

    Of a programme: its calls' deadlines, and no duties unless it is the Covenant; of a community:
    its duties.
    """
    entries = (
        event_entries(events.between(first, last))
        if kind not in (DEADLINE, DUTY)
        else []
    )
    if kind in ("", DEADLINE) and community is None:
        entries += [
            e
            for e in deadline_entries(first, last)
            if programme in (None, e.lot.call.programme)
        ]
    if kind in ("", DUTY) and (programme is None or programme.slug == COVENANT):
        entries += [
            e
            for e in duty_entries(_day(first), _day(last))
            if community in (None, e.community)
        ]
    return sorted(entries, key=lambda entry: entry.order)


def weeks(year: int, month: int, entries: Iterable[Entry]) -> list[list[Day]]:
    """The month as weeks that begin on Monday; an entry stands on each of its days."""
    entries, today = list(entries), timezone.localdate(timezone=YEREVAN)
    return [
        [
            Day(
                day,
                day.month == month,
                day == today,
                [e for e in entries if e.first <= day <= e.last],
            )
            for day in week
        ]
        for week in calendar.Calendar().monthdatescalendar(year, month)
    ]


def grid_span(year: int, month: int) -> tuple[dt.datetime, dt.datetime]:
    """The instants that the month's grid covers, days of its neighbours included."""
    days = [
        day
        for week in calendar.Calendar().monthdatescalendar(year, month)
        for day in week
    ]
    month_span(year, month)
    start = dt.datetime.combine(days[0], dt.time(), YEREVAN)
    return start, dt.datetime.combine(
        days[-1] + dt.timedelta(days=1), dt.time(), YEREVAN
    )

"""Hours of events by the clock on the wall: the same on another day, whatever summer time does."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

from news.models import Event

Offsets = tuple[dt.timedelta, dt.timedelta]


def day_of(event: Event) -> dt.date:
    """The day on which it begins, by its own clock."""
    return timezone.localtime(event.starts_at, event.clock).date()


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def day_offsets(
    starts_at: dt.datetime, ends_at: dt.datetime, day: dt.date, clock: ZoneInfo
) -> Offsets:
    """How long after midnight of its day it starts and ends, by the clock on the wall."""
    starts, ends = (
        timezone.localtime(at, clock).replace(tzinfo=None)
        for at in (starts_at, ends_at)
    )
    return starts - _midnight(day), ends - _midnight(day)


def instants_of_day(
    day: dt.date, offsets: Offsets, clock: ZoneInfo
) -> tuple[dt.datetime, dt.datetime]:
    """The same hours on a day."""
    starts, ends = ((_midnight(day) + offset) for offset in offsets)
    return starts.replace(tzinfo=clock), ends.replace(tzinfo=clock)

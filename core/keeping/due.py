"""When a public page becomes another by the clock alone: an article appears, a day ends.

Each app names its instants in registrations; nothing is done when one comes, pages are only made
anew.
"""

import datetime as dt
from collections.abc import Callable, Iterable

from django.db.models import Min, QuerySet
from django.utils import timezone

from core.language.figures import YEREVAN

#: the next such instant after now, or None
NextDue = Callable[[dt.datetime], dt.datetime | None]
#: pages are made anew at least so often, whatever anybody forgot
AT_MOST = dt.timedelta(minutes=5)

_registered: list[NextDue] = []


def register_due(*functions: NextDue) -> None:
    _registered.extend(functions)


def next_of(rows: QuerySet, *fields: str) -> NextDue:
    """The next instant of these columns."""

    def find(now: dt.datetime) -> dt.datetime | None:
        instants = []
        for field in fields:
            coming = rows.filter(**{f"{field}__gt": now})
            first = coming.aggregate(at=Min(field))
            instants.append(first["at"])
        return earliest(instants)

    return find


def earliest(instants: Iterable[dt.datetime | None]) -> dt.datetime | None:
    known = [instant for instant in instants if instant is not None]
    return min(known, default=None)


def next_midnight(now: dt.datetime) -> dt.datetime:
    """«Today» is a day of Yerevan."""
    tomorrow = now.astimezone(YEREVAN).date() + dt.timedelta(days=1)
    return dt.datetime.combine(tomorrow, dt.time(), YEREVAN)


def _next_tick(now: dt.datetime) -> dt.datetime:
    """The same for all processes."""
    seconds = AT_MOST.total_seconds()
    ticks = now.timestamp() // seconds + 1
    return dt.datetime.fromtimestamp(ticks * seconds, dt.UTC)


def next_due(now: dt.datetime | None = None) -> dt.datetime:
    """Until when what is made now stays as it is."""
    now = now or timezone.now()
    sure = min(next_midnight(now), _next_tick(now))
    named = earliest(find(now) for find in _registered)
    return min(named or sure, sure)

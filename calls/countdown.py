"""When a page says «9 days left» for the last time."""

import datetime as dt

from calls.models import Lot
from core.language.figures import next_time_left


def next_countdown(now: dt.datetime) -> dt.datetime | None:
    """The next instant at which the words beside some lot's deadline change."""
    closings = Lot.objects.filter(closes_at__gt=now, call__status="published")
    instants = closings.values_list("closes_at", flat=True).distinct()
    changes = [next_time_left(at, now) for at in instants if at is not None]
    return min(changes, default=None)

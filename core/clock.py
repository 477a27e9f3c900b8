"""The instant by which what a person does counts: when the request reached the server.

A page that was pressed in time and waits behind a thousand others is in time. So deadlines do not
ask the clock on the wall but `counted_at()`: during a request its arrival (core/web/arrival.py says
whom it believes), everywhere else now. What is recorded as done is dated by the wall (ADR 42).
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

#: a request that claims to have waited longer is not believed, and what a deadline ends waits as
#: long before it is final
LONGEST_QUEUE = dt.timedelta(minutes=15)

_arrival: ContextVar[dt.datetime | None] = ContextVar("arrival", default=None)


def counted_at() -> dt.datetime:
    """When the request being served reached the server; without one, now. Never in the future."""
    now = timezone.now()
    return min(_arrival.get() or now, now)


@contextmanager
def counting_from(instant: dt.datetime) -> Iterator[None]:
    """What is done inside counts as asked for at this instant."""
    before = _arrival.set(instant)
    try:
        yield
    finally:
        _arrival.reset(before)

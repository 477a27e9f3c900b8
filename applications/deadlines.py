"""Whether a deadline is over: asked at every write, by when the request reached the server, and
remembered once it was seen to pass.
"""

import datetime as dt
from collections.abc import Callable
from functools import wraps

from django.db.models import Q
from django.utils import timezone

from applications import states
from applications.errors import Closed
from applications.models import Application, SeenClosing
from calls.models import Lot
from core.clock import LONGEST_QUEUE, counted_at


def is_over(lot_id: int, deadline: dt.datetime) -> bool:
    """Whether what is asked now came after it; a clock set back reopens nothing, and where a later
    closing of the lot was seen, an earlier one was over too.
    """
    if has_come_late(deadline):
        return True
    seen = SeenClosing.objects.filter(lot=lot_id, closes_at__gte=deadline)
    return _is_clock_before(deadline) and seen.exists()


def has_come_late(deadline: dt.datetime) -> bool:
    """By the instant that counts: what reached the server in time is in time, however long it
    waited for its turn.
    """
    return counted_at() >= deadline


def _is_clock_before(deadline: dt.datetime) -> bool:
    """Whether the clock on the wall says so: if the deadline was seen to pass, it was set back."""
    return timezone.now() < deadline


def is_settled(deadline: dt.datetime) -> bool:
    """Whether nothing that came in time can still be waiting for its turn."""
    return timezone.now() >= deadline + LONGEST_QUEUE


def remember_closing(lot_id: int, deadline: dt.datetime) -> None:
    """Remember that this instant has passed; called outside the transaction that is refused."""
    now = timezone.now()
    if now >= deadline:
        SeenClosing.objects.get_or_create(
            lot_id=lot_id, closes_at=deadline, defaults={"seen_at": now}
        )


def remember_all_closings(now: dt.datetime | None = None) -> int:
    """Remember every lot of ours that is over; how many there are. A frequent command calls it."""
    lots = Lot.objects.filter(
        closes_at__lte=now or timezone.now(), call__is_historic=False
    )
    for pk, closes_at in lots.values_list("pk", "closes_at"):
        if closes_at:
            remember_closing(pk, closes_at)
    return len(lots)


def refuse_unopened(lot: Lot) -> None:
    """Raises Closed unless the lot is published, opened, and its own deadline not over."""
    if (
        not lot.is_published
        or lot.opens_at is None
        or lot.closes_at is None
        or counted_at() < lot.opens_at
    ):
        raise Closed()
    if is_over(lot.pk, lot.closes_at):
        raise Closed(lot.pk, lot.closes_at)


def refuse_closed(application: Application) -> None:
    """Raises Closed unless this application may be written to by what is asked now."""
    if application.state not in states.WRITABLE:
        raise Closed()
    refuse_after_deadline(application)


def refuse_after_deadline(application: Application) -> None:
    """Raises Closed unless its lot is open to what is asked now, whatever its state."""
    lot = application.lot
    opens_at = lot.opens_at
    if not lot.is_published or opens_at is None or counted_at() < opens_at:
        raise Closed()
    if _is_over_for(application):
        raise Closed(lot.pk, application.deadline_at)


def _is_over_for(application: Application) -> bool:
    """As `is_over`; a row of `with_lot` has brought the last closing of its lot that was seen."""
    deadline = application.deadline_at
    if not hasattr(application, "seen_closing_at"):
        return is_over(application.lot_id, deadline)
    seen = application.seen_closing_at
    was_seen = seen is not None and deadline <= seen
    return has_come_late(deadline) or (was_seen and _is_clock_before(deadline))


def remembers_closing(verb: Callable) -> Callable:
    """A verb that was refused because its deadline is over remembers that, outside its
    transaction.
    """

    @wraps(verb)
    def remembering(*args, **kwargs):
        try:
            return verb(*args, **kwargs)
        except Closed as error:
            if error.lot_id is not None and error.deadline is not None:
                remember_closing(error.lot_id, error.deadline)
            raise

    return remembering


def lots_still_open(now: dt.datetime) -> Q:
    """Lots that may be open at an instant, for lists; verbs ask again."""
    return Q(call__status="published", opens_at__lte=now, closes_at__gt=now)

"""Whether a deadline is over: asked of the clock at every write, and remembered once it was seen to
pass.
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


def is_over(lot_id: int, deadline: dt.datetime, now: dt.datetime) -> bool:
    """By the clock, or because it was over before: a clock set back reopens nothing, and where a
    later closing of the lot was seen, an earlier one was over too.
    """
    seen = SeenClosing.objects.filter(lot=lot_id, closes_at__gte=deadline)
    return now >= deadline or seen.exists()


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


def refuse_unopened(lot: Lot, now: dt.datetime) -> None:
    """Raises Closed unless the lot is published, opened, and its own deadline not over."""
    if (
        not lot.is_published
        or lot.opens_at is None
        or lot.closes_at is None
        or now < lot.opens_at
    ):
        raise Closed()
    if is_over(lot.pk, lot.closes_at, now):
        raise Closed(lot.pk, lot.closes_at)


def refuse_closed(application: Application, now: dt.datetime) -> None:
    """Raises Closed unless this application may be written to at this instant."""
    if application.state not in states.WRITABLE:
        raise Closed()
    refuse_after_deadline(application, now)


def refuse_after_deadline(application: Application, now: dt.datetime) -> None:
    """Raises Closed unless its lot is open to it at this instant, whatever its state."""
    lot = application.lot
    if not lot.is_published or lot.opens_at is None or now < lot.opens_at:
        raise Closed()
    if _is_over_for(application, now):
        raise Closed(lot.pk, application.deadline_at)


def _is_over_for(application: Application, now: dt.datetime) -> bool:
    """As `is_over`; a row of `with_lot` has brought the last closing of its lot that was seen."""
    deadline = application.deadline_at
    if not hasattr(application, "seen_closing_at"):
        return is_over(application.lot_id, deadline, now)
    seen = application.seen_closing_at
    return now >= deadline or (seen is not None and deadline <= seen)


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

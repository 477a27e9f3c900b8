"""Where a call or lot stands: computed from the clock at each reading, never stored."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

UPCOMING, OPEN, CLOSING, CLOSED, DECIDED, UNKNOWN = (
    "upcoming",
    "open",
    "closing",
    "closed",
    "decided",
    "unknown",
)
LABELS = {
    UPCOMING: _("opens later"),
    OPEN: _("open"),
    CLOSING: _("closing soon"),
    CLOSED: _("closed"),
    DECIDED: _("results published"),
    UNKNOWN: _("not known whether it is open"),
}

#: a lot that closes within this time is marked as closing
CLOSING_WITHIN = dt.timedelta(days=7)
#: a call shows the liveliest state of its lots
LIVELIEST_FIRST = (CLOSING, OPEN, UPCOMING, CLOSED, DECIDED)


def lot_state(
    opens_at: dt.datetime | None,
    closes_at: dt.datetime | None,
    now: dt.datetime,
) -> str:
    """A lot is open from its opening instant up to, and not including, its closing instant."""
    if opens_at is None or closes_at is None:
        return CLOSED
    if now < opens_at:
        return UPCOMING
    if now >= closes_at:
        return CLOSED
    return CLOSING if closes_at - now <= CLOSING_WITHIN else OPEN


def call_state(lots: list[str], *, decided: bool) -> str:
    """The liveliest state of its lots: the results of one close no other.

    `decided`: the call has results for all its lots at once.
    """
    state = next((state for state in LIVELIEST_FIRST if state in lots), CLOSED)
    return DECIDED if decided and state == CLOSED else state

"""Hearing of calls by e-mail: one letter a day at most, a new deadline at once."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from calls.models import Call, CallRevision
from calls.subjects import ALL_CALLS, ONE_CALL, call_of
from mailing import subscribing
from mailing.day_letters import DayLetter
from mailing.models import Subscription


def follow_call(email: str, call: Call | None, *, language: str) -> None:
    """Someone wants to hear of a call, or of all: see `subscribing.subscribe_address`."""
    subscribing.subscribe_address(
        email,
        ONE_CALL if call else ALL_CALLS,
        str(call.pk) if call else "",
        language=language,
        call=call,
    )


def followers_of(call: Call) -> QuerySet[Subscription]:
    """Who hears of this call, each address once: its own followers before those of all."""
    active = Subscription.objects.active()
    own = active.of_subject(ONE_CALL, str(call.pk))
    of_all = Q(subject=ALL_CALLS) & ~Q(email__in=own.values("email"))
    return active.filter(Q(pk__in=own.values("pk")) | of_all).order_by("pk")


def tell_at_once(revision: CallRevision) -> int:
    """A letter about one update to everyone who follows the call; how many."""
    followers = list(followers_of(revision.call))
    for follower in followers:
        subscribing.write_to(
            "call_changed", follower, call=revision.call, revisions=[revision]
        )
    return len(followers)


def _news_for(follower: Subscription, until: dt.datetime) -> dict[str, Any]:
    """New calls and updates of known ones; an urgent update has had a letter of its own."""
    since = follower.heard_until
    revisions = CallRevision.objects.filter(
        at__gt=since,
        at__lte=until,
        is_urgent=False,
        call__status__in=("published", "cancelled"),
    ).select_related("call")
    calls: list[Call] = []
    if follower.subject == ONE_CALL:
        revisions = revisions.filter(call=call_of(follower))
    else:
        new = Call.objects.published().filter(
            published_at__gt=since, published_at__lte=until, is_historic=False
        )
        calls = list(new.with_parts())
        revisions = revisions.exclude(call__in=calls)
    changed = list(revisions)
    if not calls and not changed:
        return {}
    return {"calls": calls, "revisions": changed}


DAY_LETTER = DayLetter(
    "calls_digest",
    (ONE_CALL, ALL_CALLS),
    _news_for,
    _("the day's letters about calls"),
    20,
)

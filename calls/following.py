"""Hearing of calls by e-mail: one letter a day at most, a new deadline at once."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from calls.models import Call, CallRevision
from calls.subjects import ALL_CALLS, ONE_CALL, call_of
from mailing import background, subscribing
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


def _news_for(
    follower: Subscription, until: dt.datetime
) -> tuple[list[Call], list[CallRevision]]:
    since = follower.told_until or follower.confirmed_at
    revisions = CallRevision.objects.filter(
        at__gt=since,
        at__lte=until,
        is_urgent=False,
        call__status__in=("published", "cancelled"),
    ).select_related("call")
    if follower.subject == ONE_CALL:
        return [], list(revisions.filter(call=call_of(follower)))
    calls = Call.objects.published().filter(
        published_at__gt=since, published_at__lte=until, is_historic=False
    )
    return list(calls.with_parts()), list(revisions.exclude(call__in=calls))


@transaction.atomic
def tell_follower(follower_id: int, until: dt.datetime) -> bool:
    """The day's letter to one follower; nothing when there is nothing.

    Repeated, it tells nothing twice.
    """
    follower = Subscription.objects.select_for_update().get(pk=follower_id)
    calls, revisions = _news_for(follower, until)
    follower.told_until = until
    follower.save(update_fields=["told_until"])
    if not calls and not revisions:
        return False
    subscribing.write_to(
        "calls_digest", follower, calls=calls, revisions=revisions
    )
    return True


def tell_followers(until: dt.datetime | None = None) -> int:
    """How many letters were written; a daily command calls it."""
    until = until or timezone.now()
    waiting = Subscription.objects.active().filter(
        subject__in=(ONE_CALL, ALL_CALLS), told_until__lt=until
    )
    keys = list(waiting.order_by("pk").values_list("pk", flat=True))
    return sum(
        background.do_each(
            DAY_LETTERS.code, keys, lambda key: tell_follower(int(key), until)
        )
    )


DAY_LETTERS = background.Work(
    "day_letters",
    _("the day's letters about calls"),
    20,
    lambda key: tell_follower(int(key), timezone.now()),
)

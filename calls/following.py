"""Hearing of calls by e-mail: double opt-in, one letter a day at most, a new deadline at once."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation

from calls.models import Call, CallRevision, Follower
from core.web import rate_limits
from mailing import outbox

LETTERS_A_DAY = 3
UNCONFIRMED = dt.timedelta(days=7)


@dataclass(frozen=True)
class Reader:
    """Whom a letter goes to when it is not a user: see `outbox.queue`."""

    email: str
    language: str
    pk: None = None


def path(name: str, follower: Follower) -> str:
    with translation.override(follower.language):
        return settings.SITE_URL + reverse(
            f"calls:{name}", args=[follower.token]
        )


def _write(kind: str, follower: Follower, **context) -> None:
    reader = Reader(follower.email, follower.language)
    outbox.queue(
        kind,
        to=reader,
        about=follower.token,
        follower=follower,
        leave=path("unfollow", follower),
        **context,
    )


@transaction.atomic
def ask(email: str, call: Call | None, *, language: str) -> None:
    """Someone wants to hear of a call, or of all: the owner of the address is asked to confirm.

    The answer is the same whether the address is known or not. At most three letters a day leave.
    """
    email = email.strip().lower()
    found, _is_new = Follower.objects.get_or_create(
        email=email, call=call, defaults={"language": language}
    )
    if found.confirmed_at or not rate_limits.is_within(
        "follow", email, most=LETTERS_A_DAY, seconds=24 * 60 * 60
    ):
        return
    Follower.objects.filter(pk=found.pk).update(language=language)
    found.language = language
    _write(
        "follow_confirm",
        found,
        confirm=path("follow_confirm", found),
        call=call,
    )


def confirm(follower: Follower) -> None:
    """The owner of the address has confirmed; what came before is not told any more."""
    if follower.confirmed_at is None:
        follower.confirmed_at = follower.told_until = timezone.now()
        follower.save(update_fields=["confirmed_at", "told_until"])


def leave(follower: Follower) -> None:
    """Nothing more is sent, and the address is forgotten."""
    follower.delete()


def of(call: Call):
    """Who hears of this call, each address once: its own followers before those of all."""
    confirmed = Follower.objects.filter(confirmed_at__isnull=False)
    own = confirmed.filter(call=call)
    of_all = Q(call=None) & ~Q(email__in=own.values("email"))
    return confirmed.filter(Q(call=call) | of_all).order_by("pk")


def tell_at_once(revision: CallRevision) -> int:
    """A letter about one update to everyone who follows the call; how many."""
    followers = list(of(revision.call))
    for follower in followers:
        _write(
            "call_changed", follower, call=revision.call, revisions=[revision]
        )
    return len(followers)


def _news_for(
    follower: Follower, until: dt.datetime
) -> tuple[list[Call], list[CallRevision]]:
    since = follower.told_until or follower.confirmed_at
    span = Q(at__gt=since, at__lte=until)
    revisions = CallRevision.objects.filter(
        span, is_urgent=False, call__status__in=("published", "cancelled")
    )
    calls = Call.objects.published().filter(
        published_at__gt=since, published_at__lte=until, is_historic=False
    )
    if follower.call_id:
        return [], list(
            revisions.filter(call=follower.call_id).select_related("call")
        )
    return list(calls.with_parts()), list(
        revisions.exclude(call__in=calls).select_related("call")
    )


@transaction.atomic
def tell(follower_id: int, until: dt.datetime) -> bool:
    """The day's letter to one follower; nothing when there is nothing. Repeated, it tells nothing
    twice.
    """
    follower = Follower.objects.select_for_update().get(pk=follower_id)
    calls, revisions = _news_for(follower, until)
    follower.told_until = until
    follower.save(update_fields=["told_until"])
    if not calls and not revisions:
        return False
    _write("calls_digest", follower, calls=calls, revisions=revisions)
    return True


def tell_all(until: dt.datetime | None = None) -> int:
    """How many letters were written; a daily command calls it."""
    until = until or timezone.now()
    confirmed = Follower.objects.filter(
        confirmed_at__isnull=False, told_until__lt=until
    ).order_by("pk")
    return sum(
        tell(pk, until) for pk in list(confirmed.values_list("pk", flat=True))
    )


def forget(now: dt.datetime | None = None) -> int:
    """Delete addresses that were never confirmed."""
    old = Follower.objects.filter(
        confirmed_at=None, asked_at__lt=(now or timezone.now()) - UNCONFIRMED
    )
    return old.delete()[0]


def headers(token: str) -> dict[str, str]:
    """One click in the mail program leaves (RFC 8058)."""
    follower = Follower.objects.filter(token=token).first()
    if follower is None:
        return {}
    return {
        "List-Unsubscribe": f"<{path('unfollow', follower)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }

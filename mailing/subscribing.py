"""Subscriptions: one double opt-in, one way to leave, one rule for addresses that are dead."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from core.text.reading import read_email
from core.web import rate_limits
from mailing import outbox
from mailing.models import Address, Letter, Subscription
from mailing.subjects import SUBJECTS

LETTERS_A_DAY = 3
A_DAY = 24 * 60 * 60
MOST_BOUNCES = 3


@dataclass(frozen=True)
class Reader:
    """Whom a letter goes to when it is not a user: see `outbox.queue_letter`."""

    email: str
    language: str
    pk: None = None


#: further pages of a subscription: what a letter calls the link → name of the URL
_further_links: dict[str, str] = {}


def register_link(name: str, url_name: str) -> None:
    """A page of a room above that every letter to subscribers links to."""
    _further_links[name] = url_name


def describe(subscription: Subscription) -> str:
    """What it is about, in the active language."""
    return SUBJECTS.get(subscription.subject).describe(subscription)


def subscription_links(subscription: Subscription) -> dict[str, str]:
    """The whole addresses of its pages, in its language: confirm, leave, preferences."""
    names = {
        "confirm": "mailing:confirm",
        "leave": "mailing:leave",
        "preferences": SUBJECTS.get(subscription.subject).settings_url,
        **_further_links,
    }
    with translation.override(subscription.language):
        return {
            page: settings.SITE_URL + reverse(name, args=[subscription.token])
            for page, name in names.items()
            if name
        }


def write_to(kind: str, subscription: Subscription, **context) -> Letter:
    """Queue a letter to a subscriber."""
    return outbox.queue_letter(
        kind,
        to=Reader(subscription.email, subscription.language),
        about=subscription.token,
        links=subscription_links(subscription),
        **context,
    )


@transaction.atomic
def subscribe_address(
    email: str,
    subject: str,
    about: str = "",
    *,
    language: str,
    chosen: list | None = None,
    **context,
) -> None:
    """Someone asked for letters: the owner of the address is asked to confirm.

    The answer is the same whether the address is known or not; a stranger changes nothing of
    what is confirmed. At most three letters a day leave. `context` goes into the letter.
    """
    email = read_email(email)
    subscription, _is_new = Subscription.objects.get_or_create(
        email=email,
        subject=subject,
        about=about,
        defaults={"language": language},
    )
    is_active = subscription.is_active
    kinds = SUBJECTS.get(subject)
    kind = kinds.known_letter if is_active else kinds.confirm_letter
    if not kind or not _may_write(subject, email):
        return
    if not is_active:
        subscription.language = language
        subscription.chosen = chosen or []
        subscription.save(update_fields=["language", "chosen"])
    write_to(kind, subscription, **context)


def _may_write(subject: str, email: str) -> bool:
    return rate_limits.is_within(
        f"subscribe-{subject}", email, most=LETTERS_A_DAY, seconds=A_DAY
    )


@transaction.atomic
def confirm_subscription(subscription: Subscription) -> None:
    """The owner of the address has confirmed; what came before is not told any more."""
    Address.objects.filter(email=subscription.email).delete()
    if subscription.confirmed_at is None:
        subscription.confirmed_at = timezone.now()
        subscription.told_until = subscription.confirmed_at
        subscription.save(update_fields=["confirmed_at", "told_until"])


@transaction.atomic
def end_subscription(subscription: Subscription) -> None:
    """Nothing more is sent, not even what waits, and the address is forgotten."""
    Letter.objects.filter(about=subscription.token, sent_at=None).delete()
    subscription.delete()


@transaction.atomic
def end_all_subscriptions(email: str) -> None:
    """The same of everything that an address asked for."""
    for subscription in Subscription.objects.filter(email__iexact=email):
        end_subscription(subscription)
    Address.objects.filter(email__iexact=email).delete()


@transaction.atomic
def count_bounce(email: str) -> bool:
    """A letter came back for good; after the third the address is written to no more."""
    email = read_email(email)
    if not Subscription.objects.filter(email=email).exists():
        return False
    address, _is_new = Address.objects.select_for_update().get_or_create(
        email=email
    )
    address.bounces += 1
    if address.bounces >= MOST_BOUNCES and address.disabled_at is None:
        address.disabled_at = timezone.now()
    address.save(update_fields=["bounces", "disabled_at"])
    return True


def stop_letters_to(person: User, *, by: User, successor: str) -> None:
    """The account has ended: what waits is set aside, what was subscribed to ends."""
    Letter.objects.unsent().filter(recipient=person).update(
        laid_aside_at=timezone.now(), laid_aside_by=by
    )
    end_all_subscriptions(person.email)


def leaving_headers(token: str) -> dict[str, str]:
    """One click in the mail program leaves (RFC 8058)."""
    subscription = Subscription.objects.filter(token=token).first()
    if subscription is None:
        return {}
    return {
        "List-Unsubscribe": f"<{subscription_links(subscription)['leave']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }

"""How long letters, and addresses that asked for them, are kept."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.retention import RetentionRule
from mailing import subscribing
from mailing.models import Address, Letter, Subscription
from mailing.subjects import letter_kinds


def _unconfirmed(before: dt.datetime) -> QuerySet:
    return Subscription.objects.filter(confirmed_at=None, asked_at__lt=before)


def _dead_addresses(before: dt.datetime) -> QuerySet:
    return Address.objects.filter(disabled_at__lt=before)


def _end_dead(addresses: QuerySet) -> None:
    for email in list(addresses.values_list("email", flat=True)):
        subscribing.end_all_subscriptions(email)


def _letters_to_subscribers(before: dt.datetime) -> QuerySet:
    return Letter.objects.filter(kind__in=letter_kinds(), sent_at__lt=before)


def _letters(before: dt.datetime) -> QuerySet:
    """Sent, or set aside by somebody; what still waits stays."""
    return Letter.objects.filter(
        Q(sent_at__lt=before) | Q(laid_aside_at__lt=before)
    )


RULES = (
    RetentionRule(
        "unconfirmed_subscriptions",
        80,
        _("a subscription that nobody confirmed"),
        _unconfirmed,
    ),
    RetentionRule(
        "subscriber_letters",
        90,
        _("letters to subscribers, once sent"),
        _letters_to_subscribers,
    ),
    RetentionRule(
        "dead_addresses",
        100,
        _("an address that letters do not reach"),
        _dead_addresses,
        _end_dead,
    ),
    RetentionRule("letters", 110, _("all other letters, once sent"), _letters),
)

"""What whoever holds the link of a letter may see and end: what letters to that address brought
about, and nothing else of the person: a letter may have been forwarded.
"""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Erasure, User
from applications.models import Inquiry
from core.personal_data import data_of_model
from mailing import subscribing
from mailing.models import Address, Letter, Subscription
from mailing.subjects import letter_kinds
from portal.privacy import erasing
from portal.privacy.knowing import Known, known_line


def _rows(email: str) -> list[QuerySet[Any]]:
    return [
        Subscription.objects.filter(email__iexact=email),
        Address.objects.filter(email__iexact=email),
        Inquiry.objects.filter(guest_email__iexact=email),
        Letter.objects.filter(
            email__iexact=email, recipient=None, kind__in=letter_kinds()
        ),
    ]


def lines_of(email: str) -> list[Known]:
    lines = []
    for rows in _rows(email):
        data = data_of_model(rows.model)
        if data is not None and (count := rows.count()):
            lines.append(known_line(data, count))
    return lines


def data_of(email: str) -> dict[str, list[dict[str, Any]]]:
    """table → rows, as plain values."""
    shown = {
        Subscription: (
            "subject",
            "about",
            "language",
            "asked_at",
            "confirmed_at",
        ),
        Address: ("bounces", "disabled_at"),
        Inquiry: ("text", "language", "asked_at", "answer", "answered_at"),
        Letter: ("subject", "body", "created_at", "sent_at"),
    }
    return {
        rows.model._meta.label: list(rows.values(*shown[rows.model]))
        for rows in _rows(email)
    }


def has_account(email: str) -> bool:
    return User.objects.filter(email__iexact=email).exists()


def forget_address(email: str) -> None:
    """Subscriptions and their letters go; questions lose their address."""
    subscribing.end_all_subscriptions(email)
    _subscriptions, _addresses, inquiries, letters = _rows(email)
    letters.delete()
    inquiries.update(guest_email="")


@transaction.atomic
def forget_and_note(email: str) -> Erasure:
    """The same, kept in the list of the erased."""
    forget_address(email)
    return erasing.note_erasure(None, [email], {}, by=None)

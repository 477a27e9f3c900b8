"""What is stuck: letters that do not leave and background work that failed, to be done again."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mailing.background import WORKS
from mailing.letter_kinds import LETTER_KINDS
from mailing.models import Failure, Letter

#: name of an error → what it means to people
REASONS = {
    "ConnectionRefusedError": _("The mail server does not answer."),
    "TimeoutError": _("The mail server does not answer."),
    "SMTPServerDisconnected": _("The mail server does not answer."),
    "SMTPConnectError": _("The mail server does not answer."),
    "gaierror": _("The mail server does not answer."),
    "SMTPAuthenticationError": _("The mail server refuses our password."),
    "SMTPRecipientsRefused": _("The mail server refuses the address."),
    "SMTPSenderRefused": _("The mail server refuses the sender's address."),
    "SMTPDataError": _("The mail server refuses the letter."),
    "UnicodeError": _("No letter can be sent to the address."),
    "UnicodeEncodeError": _("No letter can be sent to the address."),
    "TypstError": _("The attached document could not be produced."),
    "FileNotFoundError": _("A required file is missing."),
}


@dataclass(frozen=True)
class StuckLetter:
    """A letter that was tried in vain, as a page shows it."""

    letter: Letter
    kind: Any
    reason: Any


@dataclass(frozen=True)
class StuckWork:
    """A piece of background work that failed, as a page shows it."""

    failure: Failure
    label: Any
    reason: Any


def reason_in_words(error: str) -> Any:
    return REASONS.get(error) or _("Something went wrong: %(error)s") % {
        "error": error
    }


def _failing() -> QuerySet[Letter]:
    return Letter.objects.failing().select_related("recipient")


def stuck_letters(most: int = 200) -> list[StuckLetter]:
    """The newest first."""
    return [
        StuckLetter(
            letter,
            LETTER_KINDS.get(letter.kind, letter.kind),
            reason_in_words(letter.error),
        )
        for letter in _failing()[:most]
    ]


def stuck_work(most: int = 200) -> list[StuckWork]:
    return [
        StuckWork(
            failure,
            WORKS.get(failure.work).label
            if failure.work in WORKS
            else failure.work,
            reason_in_words(failure.reason),
        )
        for failure in Failure.objects.all()[:most]
    ]


def count_stuck() -> int:
    return Letter.objects.given_up().count() + Failure.objects.count()

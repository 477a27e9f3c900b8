"""Requests to be erased: asked, taken back, refused, done; each answered once."""

import datetime as dt
import logging

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import person_changes, persons
from accounts.models import Erasure, ErasureRequest, User
from core.personal_data import Person
from core.text.reading import read_email
from core.web.site import site_sender
from mailing import outbox
from portal.privacy import erased_list, erasing
from portal.privacy.knowing import person_of_account, person_of_address

log = logging.getLogger(__name__)
MOST_WORDS = 10


def _due_on() -> dt.date:
    return timezone.localdate() + dt.timedelta(days=settings.ERASURE_DUE_DAYS)


def read_words(typed: str) -> list[str]:
    """Lines of further words by which a person is found."""
    lines = [line.strip()[:150] for line in typed.splitlines()]
    return [line for line in lines if line][:MOST_WORDS]


def _administrators():
    people = User.objects.filter(is_superuser=True, is_active=True)
    return people.order_by("pk")


def _tell_administrators(request: ErasureRequest) -> None:
    for administrator in _administrators():
        outbox.queue_letter(
            "erasure_asked",
            to=administrator,
            about=str(request.uid),
            request=request,
        )


def _refuse_second(person: User | None) -> None:
    if (
        person is not None
        and person.erasure_requests.filter(state=ErasureRequest.ASKED).exists()
    ):
        raise ValidationError(
            _("This has been asked already and waits for its answer."),
            code="asked",
        )


@transaction.atomic
def ask_for_erasure(person: User, *, words: str = "") -> ErasureRequest:
    """By the person. Raises ValidationError 'asked'."""
    User.objects.select_for_update().get(pk=person.pk)
    _refuse_second(person)
    request = ErasureRequest.objects.create(
        person=person,
        email=person.email,
        words=read_words(words),
        asked_by=person,
        due_on=_due_on(),
    )
    _tell_administrators(request)
    outbox.queue_letter(
        "erasure_received", to=person, about=str(request.uid), request=request
    )
    return request


@transaction.atomic
def write_down_request(
    email: str, *, how: str, words: str = "", by: User
) -> ErasureRequest:
    """By an administrator, for who asked in another way or has the address no more; `how` says how
    they made sure who it is. Raises PermissionDenied, ValidationError 'no_reason', 'oneself',
    'asked' or 'unknown'.
    """
    if not by.is_superuser:
        raise PermissionDenied
    if not how.strip():
        raise ValidationError(
            _("Say how it was asked, and how you made sure who asks."),
            code="no_reason",
        )
    email = read_email(email)
    person = User.objects.filter(email__iexact=email).first()
    if person == by:
        raise ValidationError(
            _("Ask for your own erasure on your page “My data”."),
            code="oneself",
        )
    _refuse_second(person)
    return ErasureRequest.objects.create(
        person=person,
        email=email,
        words=read_words(words),
        how=how.strip()[:500],
        asked_by=by,
        due_on=_due_on(),
    )


def person_of(request: ErasureRequest) -> Person:
    """Whom it is about."""
    words = tuple(request.words)
    if request.person is not None:
        return person_of_account(request.person, words)
    return person_of_address(request.email, words)


def _locked(request: ErasureRequest) -> ErasureRequest:
    """As it is now; raises ValidationError 'answered'."""
    rows = ErasureRequest.objects.select_for_update(of=("self",))
    locked = rows.select_related("person").get(pk=request.pk)
    if not locked.is_waiting:
        raise ValidationError(
            _("This request has been answered already."), code="answered"
        )
    return locked


def _answer(request: ErasureRequest, state: str, by: User | None) -> None:
    request.state = state
    request.answered_by, request.answered_at = by, timezone.now()


@transaction.atomic
def take_request_back(request: ErasureRequest, *, by: User) -> None:
    """By the person. Raises PermissionDenied, ValidationError 'answered'."""
    locked = _locked(request)
    if locked.person_id != by.pk:
        raise PermissionDenied
    _answer(locked, ErasureRequest.TAKEN_BACK, None)
    locked.save()


def _refuse_oneself(request: ErasureRequest, by: User) -> None:
    if not by.is_superuser:
        raise PermissionDenied
    if request.person_id == by.pk:
        raise ValidationError(
            _("Nobody answers their own request; ask a second administrator."),
            code="oneself",
        )


@transaction.atomic
def refuse_request(request: ErasureRequest, *, reason: str, by: User) -> None:
    """The person is told why. Raises PermissionDenied, ValidationError 'oneself', 'no_reason',
    'answered'.
    """
    locked = _locked(request)
    _refuse_oneself(locked, by)
    if not reason.strip():
        raise ValidationError(_("Say why."), code="no_reason")
    _answer(locked, ErasureRequest.REFUSED, by)
    locked.outcome = reason.strip()[:2000]
    locked.save()
    if locked.person is not None:
        outbox.queue_letter(
            "erasure_refused",
            to=locked.person,
            about=str(locked.uid),
            request=locked,
        )


def _say_farewell(person: Person, language: str, **context) -> None:
    """That it is done, to the address, past the outbox: nothing of it is kept."""
    to = User(email=person.emails[0], language=language)
    subject, body = outbox.compose_letter("erasure_done", to=to, **context)
    message = EmailMessage(subject, body, site_sender(), to=[to.email])

    def send() -> None:
        try:
            message.send()
        except Exception as error:  # the erasure stands, whatever the mail says
            log.warning("An erasure was not told: %s", type(error).__name__)

    transaction.on_commit(send)


@transaction.atomic
def erase_as_asked(
    request: ErasureRequest, *, by: User, successor: str = ""
) -> Erasure:
    """Erase the person, hand the work on, and tell them. Raises PermissionDenied, ValidationError
    'oneself', 'answered' or what keeps `successor` from a seat.
    """
    locked = _locked(request)
    _refuse_oneself(locked, by)
    person = person_of(locked)
    language = locked.person.language if locked.person else "hy"
    if locked.person is not None:
        persons.end_work_of(locked.person, by=by, successor=successor)
    erasure = erasing.erase_and_note(person, by=by)
    if locked.person is not None:
        persons.note_change(locked.person, person_changes.ERASED, by=by)
    held = erasure.done.get("applications", {}).get("held", [])
    _say_farewell(person, language, held=sorted({one[0] for one in held}))
    locked.refresh_from_db()
    _answer(locked, ErasureRequest.DONE, by)
    if held:
        locked.outcome = _("Waits for the end of a legal hold: %(which)s") % {
            "which": ", ".join(sorted({one[0] for one in held}))
        }
    locked.save()
    erased_list.keep_after_commit(erasure)
    return erasure

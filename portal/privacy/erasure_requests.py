"""Requests to be erased: asked, taken back, refused, done; each answered once."""

import datetime as dt
import logging
from dataclasses import replace

from auditlog.context import disable_auditlog
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import person_changes, persons
from accounts.models import Erasure, ErasureRequest, User
from applications.office.personal_answers import Place
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


def _of(person: User | None, email: str) -> QuerySet[ErasureRequest]:
    """The requests that wait about this person or this address."""
    same = Q(email__iexact=email)
    if person is not None:
        same |= Q(person=person)
    return ErasureRequest.objects.filter(same, state=ErasureRequest.ASKED)


def _refuse_second(person: User | None, email: str) -> None:
    if _of(person, email).exists():
        raise ValidationError(
            _("This has been asked already and waits for its answer."),
            code="asked",
        )


def _lock_administrators() -> None:
    """In one order: two of them who answer about each other come one after the other."""
    rows = User.objects.select_for_update().filter(is_superuser=True)
    list(rows.order_by("pk"))


@transaction.atomic
def ask_for_erasure(person: User, *, words: str = "") -> ErasureRequest:
    """By the person. Raises ValidationError 'asked'."""
    User.objects.select_for_update().get(pk=person.pk)
    _refuse_second(person, person.email)
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
    'asked'.
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
    _lock_administrators()
    _refuse_second(person, email)
    request = ErasureRequest.objects.create(
        person=person,
        email=email,
        words=read_words(words),
        how=how.strip()[:500],
        asked_by=by,
        due_on=_due_on(),
    )
    _tell_administrators(request)
    if person is not None:
        outbox.queue_letter(
            "erasure_received",
            to=person,
            about=str(request.uid),
            request=request,
        )
    return request


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
    _lock_administrators()
    now = User.objects.get(pk=by.pk)
    if not (now.is_superuser and now.is_active):
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
    to = locked.person or User(email=locked.email)
    _write_past_the_outbox("erasure_refused", to, request=locked)


def _write_past_the_outbox(kind: str, to: User, **context) -> None:
    """A letter of which nothing is kept, also to who has no account or one that is closed."""
    subject, body = outbox.compose_letter(kind, to=to, **context)
    message = EmailMessage(subject, body, site_sender(), to=[to.email])

    def send() -> None:
        try:
            message.send()
        except Exception as error:
            # what was done stands, whatever the mail says
            log.warning("A letter was not sent: %s", type(error).__name__)

    transaction.on_commit(send, robust=True)


def _refuse_alone(request: ErasureRequest, by: User) -> None:
    """Who wrote a request down does not carry it out, where there is a second administrator."""
    wrote_it = request.asked_by_id == by.pk
    if wrote_it and _administrators().exclude(pk=by.pk).exists():
        raise ValidationError(
            _("You wrote this down; a second administrator carries it out."),
            code="alone",
        )


@transaction.atomic
def erase_as_asked(
    request: ErasureRequest,
    *,
    by: User,
    successor: str = "",
    answers: tuple[Place, ...] | None = None,
) -> Erasure:
    """Erase the person, hand the work on, and tell them. `answers`: the personal answers that the
    administrator chose; None: those that are the person's without a doubt.

    Raises PermissionDenied, ValidationError 'oneself', 'alone', 'answered' or what keeps
    `successor` from a seat.
    """
    _refuse_oneself(request, by)
    locked = _locked(request)
    _refuse_alone(locked, by)
    person = replace(person_of(locked), answers=answers)
    account = locked.person
    email = account.email if account else locked.email
    to = User(email=email, language=account.language if account else "hy")
    if account is not None:
        # the journal of people has it; the log of changes would keep the name
        with disable_auditlog():
            persons.end_work_of(account, by=by, successor=successor)
    _of(account, email).exclude(pk=locked.pk).update(
        state=ErasureRequest.DONE, answered_by=by, answered_at=timezone.now()
    )
    erasure = erasing.erase_and_note(person, by=by)
    erased_list.keep_after_commit(erasure)
    if account is not None:
        persons.note_change(account, person_changes.ERASED, by=by)
    held = erasure.done.get("applications", {}).get("held", [])
    named = sorted({one[0] for one in held})
    _write_past_the_outbox("erasure_done", to, held=named)
    _note_done(locked, named, by)
    return erasure


def _note_done(request: ErasureRequest, held: list[str], by: User) -> None:
    request.refresh_from_db()
    _answer(request, ErasureRequest.DONE, by)
    if held:
        request.outcome = _("Waits for the end of a legal hold: %(which)s") % {
            "which": ", ".join(held)
        }
    request.save()

"""Letters: queued in the transaction of their fact, sent after it, in the recipient's language."""

import logging
from collections.abc import Callable
from typing import Protocol

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.models import User
from core.background_work import background_task, enqueue_after_commit
from core.web.request_ids import current_request_id, named_request
from core.web.site import site_sender
from mailing import background
from mailing.models import Letter


class Addressee(Protocol):
    """Whom a letter goes to: a user, or a reader without an account (`pk` None)."""

    @property
    def email(self) -> str: ...

    @property
    def language(self) -> str: ...

    @property
    def pk(self) -> int | None: ...


log = logging.getLogger(__name__)

#: (name, bytes, content type)
Attachment = tuple[str, bytes, str]
_attachments: dict[str, Callable[[str], Attachment]] = {}
_headers: dict[str, Callable[[str], dict[str, str]]] = {}
_in_html: dict[str, str] = {}


def register_attachment(kind: str, make: Callable[[str], Attachment]) -> None:
    """What letters of a kind carry, made from what they are about when they leave."""
    _attachments[kind] = make


def register_headers(kind: str, make: Callable[[str], dict[str, str]]) -> None:
    """Further headers of letters of a kind, made from what they are about."""
    _headers[kind] = make


def register_html(templates: dict[str, str]) -> None:
    """Templates of HTML by the kinds of letters that have it beside the plain text."""
    _in_html.update(templates)


def compose_html(
    kind: str,
    *,
    to: Addressee,
    language: str = "",
    **context,
) -> str:
    """The HTML of a letter; empty for kinds that are text alone."""
    if kind not in _in_html:
        return ""
    language = language or to.language
    values = {"to": to, "language": language, "site": settings.SITE_URL}
    with translation.override(language):
        return render_to_string(_in_html[kind], {**context, **values})


def compose_letter(
    kind: str, *, to: Addressee, language: str = "", **context
) -> tuple[str, str]:
    """(subject, text) of a letter from `mail/<kind>.txt`, whose first line is the subject."""
    with translation.override(language or to.language):
        text = render_to_string(
            f"mail/{kind}.txt", {**context, "to": to, "site": settings.SITE_URL}
        )
    subject, _, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n"


def queue_letter(
    kind: str, *, to: Addressee, about: str = "", language: str = "", **context
) -> Letter:
    """Put a letter into the outbox; it leaves once the transaction of its fact is committed."""
    language = language or to.language
    subject, body = compose_letter(kind, to=to, language=language, **context)
    letter = Letter.objects.create(
        kind=kind,
        recipient_id=to.pk,
        email=to.email,
        language=language,
        subject=subject,
        body=body,
        html=compose_html(kind, to=to, language=language, **context),
        about=about,
        request_id=current_request_id(),
    )
    enqueue_after_commit(deliver_letter, letter.pk)
    return letter


def _message(letter: Letter) -> EmailMultiAlternatives:
    with translation.override(letter.language):
        sender = site_sender()
    message = EmailMultiAlternatives(
        letter.subject, letter.body, sender, to=[letter.email]
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    message.extra_headers.update(settings.LETTER_HEADERS)
    message.extra_headers["X-Request-ID"] = letter.request_id
    if make_headers := _headers.get(letter.kind):
        message.extra_headers.update(make_headers(letter.about))
    if make_attachment := _attachments.get(letter.kind):
        message.attach(*make_attachment(letter.about))
    return message


def send_letter(letter_id: int) -> bool:
    """Send one letter once. Whatever goes wrong is noted on its row, and the try is counted in a
    transaction of its own; the command tries again until the letter is given up.
    """
    Letter.objects.unsent().filter(pk=letter_id).update(tries=F("tries") + 1)
    letters = Letter.objects.filter(pk=letter_id)
    asked_by = letters.values_list("request_id", flat=True).first()
    if asked_by is None:  # it went meanwhile, with the person it was for
        return False
    with named_request(asked_by):
        return _try_to_send(letter_id)


def _try_to_send(letter_id: int) -> bool:
    try:
        with transaction.atomic():
            return _send_once(letter_id)
    except Exception as error:
        # of the mail server, of the address, of the attachment: the other letters still leave
        reason = background.reason_of(error)
        log.warning("Letter %s was not sent: %s", letter_id, reason)
        Letter.objects.filter(pk=letter_id).update(error=reason)
        return False


def _send_once(letter_id: int) -> bool:
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    if letter.sent_at or letter.laid_aside_at:
        return False
    if letter.recipient and not letter.recipient.is_active:
        letter.laid_aside_at = timezone.now()
        letter.save(update_fields=["laid_aside_at"])
        return False
    _message(letter).send()
    letter.sent_at, letter.error = timezone.now(), ""
    letter.save(update_fields=["sent_at", "error"])
    return True


def send_waiting() -> tuple[int, int]:
    """(sent, still waiting): every letter that is not given up, the oldest first."""
    waiting = Letter.objects.waiting().order_by("created_at", "pk")
    sent = [
        send_letter(letter_id)
        for letter_id in waiting.values_list("pk", flat=True)
    ]
    return sum(sent), len(sent) - sum(sent)


def send_again(letter: Letter, *, by: User) -> None:
    """Give a letter that failed all its tries anew. Raises PermissionDenied."""
    if not by.has_perm("mailing.send_again"):
        raise PermissionDenied
    Letter.objects.filter(pk=letter.pk, sent_at=None).update(tries=0, error="")
    enqueue_after_commit(deliver_letter, letter.pk)


def lay_aside(letter: Letter, *, by: User) -> None:
    """End a letter that cannot be sent: it is tried no more. Raises PermissionDenied."""
    if not by.has_perm("mailing.send_again"):
        raise PermissionDenied
    Letter.objects.unsent().filter(pk=letter.pk).update(
        laid_aside_at=timezone.now(), laid_aside_by=by
    )


@background_task
def deliver_letter(letter_id: int) -> bool:
    return send_letter(letter_id)

"""Letters: queued in the transaction of their fact, sent after it, in the recipient's language."""

import logging
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django_tasks import task

from portal.models import Notification


class Addressee(Protocol):
    """Whom a letter goes to: a user, or a reader without an account (`pk` None)."""

    @property
    def email(self) -> str: ...

    @property
    def language(self) -> str: ...

    @property
    def pk(self) -> int | None: ...


log = logging.getLogger(__name__)


def write(
    kind: str, *, to: Addressee, language: str = "", **context
) -> tuple[str, str]:
    """(subject, text) of a letter from `mail/<kind>.txt`, whose first line is the subject."""
    with translation.override(language or to.language):
        text = render_to_string(
            f"mail/{kind}.txt", {**context, "to": to, "site": settings.SITE_URL}
        )
    subject, _, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n"


def queue(
    kind: str, *, to: Addressee, about: str = "", language: str = "", **context
) -> Notification:
    """Put a letter into the outbox; it leaves once the transaction of its fact is committed."""
    language = language or to.language
    subject, body = write(kind, to=to, language=language, **context)
    letter = Notification.objects.create(
        kind=kind,
        recipient_id=to.pk,
        email=to.email,
        language=language,
        subject=subject,
        body=body,
        about=about,
    )
    transaction.on_commit(lambda: deliver.enqueue(letter.pk))
    return letter


def _message(letter: Notification) -> EmailMessage:
    message = EmailMessage(letter.subject, letter.body, to=[letter.email])
    if maker := settings.LETTER_HEADERS.get(letter.kind):
        message.extra_headers.update(import_string(maker)(letter.about))
    if maker := settings.LETTER_ATTACHMENTS.get(letter.kind):
        message.attach(*import_string(maker)(letter.about))
    return message


def send(letter_id: int) -> bool:
    """Send one letter once; a failure is noted on the row and tried again by the command."""
    with transaction.atomic():
        letter = Notification.objects.select_for_update().get(pk=letter_id)
        if letter.sent_at:
            return False
        letter.tries += 1
        try:
            _message(letter).send()
            letter.sent_at, letter.error = timezone.now(), ""
        except (
            OSError
        ) as error:  # the mail server's fault; SMTPException is an OSError
            letter.error = type(error).__name__
            log.warning("Letter %s was not sent: %s", letter_id, letter.error)
        letter.save(update_fields=["tries", "sent_at", "error"])
        return letter.sent_at is not None


@task()
def deliver(letter_id: int) -> bool:
    return send(letter_id)

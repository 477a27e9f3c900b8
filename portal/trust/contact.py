"""Writing to those who run the portal: checked by the writer once more, kept in the outbox."""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.web import rate_limits
from core.web.site import contact_email
from mailing import outbox
from mailing.subscribing import Reader

SALT = "a message that its writer has looked at"
#: how long a message may lie on the page before it is sent, in seconds
AN_HOUR = 60 * 60
A_DAY, MOST_A_DAY = 24 * 60 * 60, 5
STALE, TOO_MANY = "stale", "too_many"


@dataclass(frozen=True)
class Message:
    """What someone writes, and to whom the answer goes."""

    name: str
    email: str
    text: str


def sign_message(message: Message) -> str:
    """The message as a value that the page carries and nobody but us can have made."""
    return signing.dumps(asdict(message), salt=SALT, compress=True)


def read_message(signed: str) -> Message:
    """Raises ValidationError 'stale' for what we did not sign within the last hour."""
    try:
        return Message(**signing.loads(signed, salt=SALT, max_age=AN_HOUR))
    except signing.BadSignature:
        raise ValidationError(
            _("The message has lain too long. Look at it and send it again."),
            code=STALE,
        ) from None


@transaction.atomic
def send_message(message: Message) -> None:
    """Queue it for those who run the portal, in the first language of the portal.

    Raises ValidationError 'too_many' after five messages a day from one address.
    """
    if not rate_limits.is_within(
        "contact", message.email.lower(), most=MOST_A_DAY, seconds=A_DAY
    ):
        raise ValidationError(
            _("Many messages came from this address today. Go on tomorrow."),
            code=TOO_MANY,
        )
    reader = Reader(contact_email(), settings.LANGUAGE_CODE)
    outbox.queue_letter(
        "contact_message", to=reader, about=message.email, message=message
    )


def reply_headers(email: str) -> dict[str, str]:
    """The answer goes to who wrote, not to the portal."""
    return {"Reply-To": email}

"""The newsletter before it is sent: as readers will get it, to oneself, and how many they are."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core.language.bilingual import LANGUAGES
from mailing import outbox
from mailing.models import Letter, Subscription
from mailing.subscribing import Reader
from news.models import Digest
from news.newsletter import articles_for
from news.subjects import NEWSLETTER


def _links(language: str) -> dict[str, str]:
    """A reader's own addresses are theirs: here they lead to the page of the newsletter."""
    with translation.override(language):
        page = settings.SITE_URL + reverse("newsletter:ask")
    return {"preferences": page, "leave": page, "my_data": page}


def _contents(digest: Digest, language: str) -> dict:
    return {
        "digest": digest,
        "articles": articles_for(digest, language, set()),
        "links": _links(language),
    }


def preview_letter(digest: Digest, language: str) -> tuple[str, str]:
    """(subject, text) as readers of a language who chose every topic get it."""
    return outbox.compose_letter(
        "newsletter",
        to=Reader("", language),
        **_contents(digest, language),
    )


def preview_html(digest: Digest, language: str) -> str:
    return outbox.compose_html(
        "newsletter",
        to=Reader("", language),
        **_contents(digest, language),
    )


@transaction.atomic
def write_test_letter(digest: Digest, language: str, *, by: User) -> Letter:
    """Send the letter to this person alone. Raises ValidationError 'empty'."""
    contents = _contents(digest, language)
    if not contents["articles"]:
        raise ValidationError(
            _("No article of this newsletter is ready in that language."),
            code="empty",
        )
    return outbox.queue_letter(
        "newsletter_test",
        to=by,
        language=language,
        **contents,
    )


def count_readers() -> dict[str, int]:
    """How many have confirmed that they want the newsletter, by language."""
    readers = Subscription.objects.active().of_subject(NEWSLETTER)
    counted = readers.order_by().values("language").annotate(n=Count("pk"))
    by_language = {row["language"]: row["n"] for row in counted}
    return {language: by_language.get(language, 0) for language in LANGUAGES}

"""The newsletter: double opt-in, a weekly digest that staff approve, one click to leave."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from accounts.models import User
from content.models import Topic
from core.language.bilingual import LANGUAGES
from core.web import rate_limits
from mailing import outbox
from mailing.models import Letter
from news.models import Article, Delivery, Digest, Subscription

WEEK = dt.timedelta(days=7)
LETTERS_A_DAY = 3
BOUNCES = 3
KINDS = ("newsletter_confirm", "newsletter_known", "newsletter")
#: what is kept how long: asked but never confirmed, left, disabled, letters that have been sent
UNCONFIRMED, LEFT, DISABLED, SENT = (
    dt.timedelta(days=days) for days in (7, 30, 90, 30)
)


@dataclass(frozen=True)
class Reader:
    """Whom a letter goes to when it is not a user: see `outbox.queue`."""

    email: str
    language: str
    pk: None = None


def _path(name: str, subscription: Subscription) -> str:
    with translation.override(subscription.language):
        return settings.SITE_URL + reverse(
            f"newsletter:{name}", args=[subscription.token]
        )


def _write(kind: str, subscription: Subscription, **context) -> Letter:
    reader = Reader(subscription.email, subscription.language)
    links = {
        name: _path(name, subscription)
        for name in ("confirm", "preferences", "leave")
    }
    return outbox.queue(
        kind, to=reader, about=subscription.token, links=links, **context
    )


@transaction.atomic
def ask(email: str, *, language: str, topics: list[Topic]) -> None:
    """Someone asked for the newsletter: a letter asks the owner of the address to confirm.

    The answer is the same whether the address is known or not. At most three letters a day leave.
    """
    email = email.strip().lower()
    found, _is_new = Subscription.objects.get_or_create(
        email=email, defaults={"language": language}
    )
    if not rate_limits.is_within(
        "newsletter", email, most=LETTERS_A_DAY, seconds=24 * 60 * 60
    ):
        return
    if found.is_active:
        _write("newsletter_known", found)
        return
    found.language = language
    found.save(update_fields=["language"])
    found.topics.set(topics)
    _write("newsletter_confirm", found)


def confirm(subscription: Subscription) -> None:
    """The owner of the address has confirmed; also after having left, or after bounces."""
    subscription.confirmed_at = timezone.now()
    subscription.left_at = subscription.disabled_at = None
    subscription.bounces = 0
    subscription.save()


@transaction.atomic
def leave(subscription: Subscription) -> None:
    """Nothing more is sent, not even what waits; again changes nothing."""
    if subscription.left_at is None:
        subscription.left_at = timezone.now()
        subscription.save(update_fields=["left_at"])
    Letter.objects.filter(
        kind="newsletter", about=subscription.token, sent_at=None
    ).delete()


def choose(
    subscription: Subscription, *, language: str, topics: list[Topic]
) -> None:
    subscription.language = language
    subscription.save(update_fields=["language"])
    subscription.topics.set(topics)


@transaction.atomic
def bounced(email: str) -> bool:
    """A letter came back for good; after the third the address is written to no more."""
    found = (
        Subscription.objects.select_for_update()
        .filter(email=email.strip().lower())
        .first()
    )
    if found is None:
        return False
    found.bounces += 1
    if found.bounces >= BOUNCES and found.disabled_at is None:
        found.disabled_at = timezone.now()
    found.save(update_fields=["bounces", "disabled_at"])
    return True


@transaction.atomic
def make_digest(now: dt.datetime | None = None) -> Digest | None:
    """What was published since the last digest, or in the last week; None when that is nothing."""
    now = now or timezone.now()
    last = Digest.objects.order_by("-until").first()
    since = last.until if last else now - WEEK
    articles = Article.objects.published(now).filter(published_at__gte=since)
    if since >= now or not articles.exists():
        return None
    digest = Digest.objects.create(since=since, until=now)
    digest.articles.set(articles)
    return digest


@transaction.atomic
def approve(digest: Digest, *, by: User) -> None:
    """Staff have looked at it; it leaves after the commit. Raises ValidationError 'approved'."""
    digest = Digest.objects.select_for_update().get(pk=digest.pk)
    if digest.approved_at:
        raise ValidationError(
            _("This newsletter has been approved already."), code="approved"
        )
    digest.approved_at, digest.approved_by = timezone.now(), by
    digest.save(update_fields=["approved_at", "approved_by"])
    transaction.on_commit(lambda: deliver.enqueue(digest.pk))


def articles_for(
    digest: Digest, language: str, topics: set[int]
) -> list[Article]:
    """What a reader gets: public now, ready in the language, of the topics asked for (none:
    all).
    """
    public = (
        Article.objects.published()
        .ready_in(language)
        .newest()
        .prefetch_related("topics")
    )
    found = Prefetch("articles", public, to_attr="for_readers")
    with_articles = Digest.objects.prefetch_related(found).get(pk=digest.pk)
    return _of_topics(with_articles.for_readers, topics)


def _of_topics(articles: list[Article], topics: set[int]) -> list[Article]:
    if not topics:
        return articles
    return [
        one
        for one in articles
        if topics & {topic.pk for topic in one.topics.all()}
    ]


def letter(
    digest: Digest,
    language: str,
    articles: list[Article],
    links: dict[str, str],
) -> tuple[str, str]:
    """(subject, text) of the newsletter, as a reader gets it."""
    reader = Reader("", language)
    return outbox.write(
        "newsletter", to=reader, digest=digest, articles=articles, links=links
    )


@transaction.atomic
def _deliver_to(
    digest: Digest, subscription: Subscription, ready: dict[str, list[Article]]
) -> bool:
    """One letter, once: the row of the delivery and the letter stand or fall together."""
    topics = {topic.pk for topic in subscription.topics.all()}
    articles = _of_topics(ready[subscription.language], topics)
    if (
        not articles
        or Delivery.objects.filter(
            digest=digest, subscription=subscription
        ).exists()
    ):
        return False
    Delivery.objects.create(digest=digest, subscription=subscription)
    _write("newsletter", subscription, digest=digest, articles=articles)
    return True


def send(digest: Digest) -> int:
    """Queue the letters of an approved digest; may be repeated. Raises ValidationError
    'not_approved'.
    """
    if digest.approved_at is None:
        raise ValidationError(
            _("A newsletter is sent only after it has been approved."),
            code="not_approved",
        )
    ready = {
        language: articles_for(digest, language, set())
        for language in LANGUAGES
    }
    active = Subscription.objects.filter(
        confirmed_at__isnull=False, left_at=None, disabled_at=None
    )
    sent = sum(
        _deliver_to(digest, one, ready)
        for one in active.prefetch_related("topics").order_by("pk")
    )
    Digest.objects.filter(pk=digest.pk, sent_at=None).update(
        sent_at=timezone.now()
    )
    return sent


@task()
def deliver(digest_id: int) -> int:
    return send(Digest.objects.get(pk=digest_id))


def headers(token: str) -> dict[str, str]:
    """One click in the mail program leaves (RFC 8058)."""
    subscription = Subscription.objects.filter(token=token).first()
    if subscription is None:
        return {}
    return {
        "List-Unsubscribe": f"<{_path('leave', subscription)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def forget(now: dt.datetime | None = None) -> dict[str, int]:
    """Delete what is no longer needed; how many of each kind."""
    now = now or timezone.now()
    every = Subscription.objects.all()
    waits = {
        "unconfirmed": every.filter(
            confirmed_at=None, asked_at__lt=now - UNCONFIRMED
        ),
        "left": every.filter(left_at__lt=now - LEFT),
        "disabled": every.filter(disabled_at__lt=now - DISABLED),
        "letters": Letter.objects.filter(
            kind__in=KINDS, sent_at__lt=now - SENT
        ),
    }
    return {
        name: rows.delete()[1].get(rows.model._meta.label, 0)
        for name, rows in waits.items()
    }

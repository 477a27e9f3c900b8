"""The newsletter: a weekly digest that staff approve, sent to those who subscribed."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from content.models import Topic
from core.background_work import background_task, enqueue_after_commit
from core.language.bilingual import LANGUAGES
from mailing import background, outbox, subscribing
from mailing.models import Subscription
from news.models import Article, Delivery, Digest
from news.subjects import NEWSLETTER

WEEK = dt.timedelta(days=7)


def subscribe_to_newsletter(
    email: str, *, language: str, topics: list[Topic]
) -> None:
    """Someone asked for the newsletter: see `subscribing.subscribe_address`."""
    subscribing.subscribe_address(
        email,
        NEWSLETTER,
        language=language,
        chosen=[topic.pk for topic in topics],
    )


def topics_of(subscription: Subscription) -> QuerySet[Topic]:
    """What the reader chose to hear of; none means everything."""
    return Topic.objects.filter(pk__in=subscription.chosen)


def choose_topics(
    subscription: Subscription, *, language: str, topics: list[Topic]
) -> None:
    subscription.language = language
    subscription.chosen = [topic.pk for topic in topics]
    subscription.save(update_fields=["language", "chosen"])


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
def approve_digest(digest: Digest, *, by: User) -> None:
    """Staff have looked at it; it leaves after the commit. Raises ValidationError 'approved'."""
    digest = Digest.objects.select_for_update().get(pk=digest.pk)
    if digest.approved_at:
        raise ValidationError(
            _("This newsletter has already been approved."), code="approved"
        )
    digest.approved_at, digest.approved_by = timezone.now(), by
    digest.save(update_fields=["approved_at", "approved_by"])
    enqueue_after_commit(deliver_digest, digest.pk)


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
    prefetch = Prefetch("articles", public, to_attr="for_readers")
    with_articles = Digest.objects.prefetch_related(prefetch).get(pk=digest.pk)
    return _of_topics(with_articles.for_readers, topics)


def _of_topics(articles: list[Article], topics: set[int]) -> list[Article]:
    if not topics:
        return articles
    return [
        article
        for article in articles
        if topics & {topic.pk for topic in article.topics.all()}
    ]


def digest_letter(
    digest: Digest,
    language: str,
    articles: list[Article],
    links: dict[str, str],
) -> tuple[str, str]:
    """(subject, text) of the newsletter, as a reader gets it."""
    reader = subscribing.Reader("", language)
    return outbox.compose_letter(
        "newsletter",
        to=reader,
        digest=digest,
        articles=articles,
        links=links,
    )


@transaction.atomic
def _deliver_to(
    digest: Digest, subscription: Subscription, ready: dict[str, list[Article]]
) -> bool:
    """One letter, once: the row of the delivery and the letter stand or fall together."""
    articles = _of_topics(
        ready[subscription.language], set(subscription.chosen)
    )
    delivered = Delivery.objects.filter(
        digest=digest, subscription=subscription
    )
    if not articles or delivered.exists():
        return False
    Delivery.objects.create(digest=digest, subscription=subscription)
    subscribing.write_to(
        "newsletter", subscription, digest=digest, articles=articles
    )
    return True


def send_digest(digest: Digest) -> int:
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
    readers = Subscription.objects.active().of_subject(NEWSLETTER)
    by_key = {
        f"{digest.pk}-{reader.pk}": reader for reader in readers.order_by("pk")
    }
    sent = sum(
        background.do_each(
            NEWSLETTERS.code,
            by_key,
            lambda key: _deliver_to(digest, by_key[key], ready),
        )
    )
    Digest.objects.filter(pk=digest.pk, sent_at=None).update(
        sent_at=timezone.now()
    )
    return sent


def _deliver_again(key: str) -> bool:
    """A letter that failed, if its reader is still one."""
    digest_id, _dash, reader_id = key.partition("-")
    digest = Digest.objects.get(pk=digest_id)
    reader = Subscription.objects.active().filter(pk=reader_id).first()
    if reader is None:
        return False
    ready = {
        reader.language: articles_for(digest, reader.language, set()),
    }
    return _deliver_to(digest, reader, ready)


NEWSLETTERS = background.Work(
    "newsletters", _("letters of the newsletter"), 30, _deliver_again
)
DIGESTS = background.Work(
    "digests",
    _("newsletters"),
    31,
    lambda key: send_digest(Digest.objects.get(pk=key)),
    is_one_transaction=False,
)


@background_task
def deliver_digest(digest_id: int) -> None:
    background.do_one(DIGESTS.code, digest_id)

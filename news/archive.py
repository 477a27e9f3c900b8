"""The newsroom's list: its pages, its months, what stands beside an article."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q, QuerySet, Subquery
from django.utils import timezone

from core.database import keyset
from core.database.written_once import WrittenOnce
from core.keeping.remembered import remembered
from core.language.figures import YEREVAN
from core.months import month_span
from news.models import Article, Event

LATEST, NEXT = 6, 3


def in_month(
    articles: QuerySet[Article], year: int, month: int
) -> QuerySet[Article]:
    first, following = month_span(year, month)
    return keyset.narrowed(articles, _within(first, following))


def _within(first: dt.datetime, following: dt.datetime) -> Q:
    return Q(published_at__lt=following) & Q(published_at__gte=first)


def months() -> Iterator[dt.date]:
    """Every month from today's back to that of the oldest article: two reads of one index."""
    oldest = (
        keyset.oldest_first(Article.objects.published())
        .values_list("published_at", flat=True)
        .first()
    )
    if oldest is None:
        return
    month = timezone.localdate(timezone=YEREVAN).replace(day=1)
    last = timezone.localtime(oldest, YEREVAN).date().replace(day=1)
    while month >= last:
        yield month
        month = (month - dt.timedelta(days=1)).replace(day=1)


def months_beside(
    year: int, month: int
) -> tuple[dt.date | None, dt.date | None]:
    """The nearest months before and after this one in which something was published."""
    first, following = month_span(year, month)
    public = Article.objects.published()
    before = keyset.narrowed(public, Q(published_at__lt=first))
    after = public.filter(published_at__gte=following)
    return (
        _month_of_first(keyset.newest_first(before)),
        _month_of_first(keyset.oldest_first(after)),
    )


def _month_of_first(articles: QuerySet[Article]) -> dt.date | None:
    at = articles.values_list("published_at", flat=True).first()
    return at and timezone.localtime(at, YEREVAN).date().replace(day=1)


def latest() -> list[Article]:
    """The side list, shown with the hour."""
    newest = Article.objects.published().newest().in_lists()
    return remembered(("latest articles",), lambda: list(newest[:LATEST]))


def next_events() -> list[Event]:
    """What stands beside the news: the next that are not cancelled."""
    events = (
        Event.objects.published().upcoming_once().filter(is_cancelled=False)
    )
    return remembered(("next events",), lambda: list(events[:NEXT]))


def lead_story() -> Article | None:
    """The newest featured article; the newest of all when none is featured."""
    return remembered(("lead story",), _lead_story)


def _lead_story() -> Article | None:
    newest = Article.objects.published().newest().in_lists()
    return newest.filter(is_featured=True).first() or newest.first()


#: stand in the written statements for an article's key, its instant, its address and for now
KEY = -1
INSTANT = dt.datetime(
    1,
    1,
    2,
    tzinfo=dt.UTC,
)
SLUG = "/"
NOW = dt.datetime(
    1,
    1,
    3,
    tzinfo=dt.UTC,
)


def _with_slug(slug: str, now: dt.datetime) -> QuerySet[Article]:
    articles = Article.objects.published(now).filter(slug=slug)
    return articles.select_related("lead_picture").order_by()


WITH_SLUG = WrittenOnce(
    _with_slug,
    SLUG,
    NOW,
)


def published_article(slug: str) -> Article | None:
    """The article that everyone may read at this address, with its picture. One statement."""
    found = WITH_SLUG.ask(slug, timezone.now())
    return found[0] if found else None


def _beside(pk: int, published_at: dt.datetime, now: dt.datetime) -> QuerySet:
    article = Article(pk=pk, published_at=published_at)
    public = Article.objects.published(now)
    newer = keyset.newer(public, article).values("pk")[:1]
    older = keyset.older(public, article).values("pk")[:1]
    two = Q(pk=Subquery(newer)) | Q(pk=Subquery(older))
    found = Article.objects.filter(two).in_lists().select_related(None)
    shown = found.only(
        "slug",
        "title_hy",
        "title_en",
        "published_at",
    )
    return shown.order_by()  # ordered, SQLite walks through the whole index


BESIDE = WrittenOnce(
    _beside,
    KEY,
    INSTANT,
    NOW,
)


def neighbours(article: Article) -> tuple[Article | None, Article | None]:
    """(newer, older) articles beside this one. One statement."""
    if article.published_at is None:
        return None, None
    at = (article.published_at, article.pk)
    found = BESIDE.ask(
        article.pk,
        article.published_at,
        timezone.now(),
    )
    places = {(beside.published_at, beside.pk): beside for beside in found}
    newer = [beside for place, beside in places.items() if place > at]
    older = [beside for place, beside in places.items() if place < at]
    return (newer or [None])[0], (older or [None])[0]

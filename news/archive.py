"""The newsroom's list: its pages, its months, what stands beside an article."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from core.database import keyset
from core.keeping.remembered import remembered
from news.models import Article

YEREVAN = ZoneInfo("Asia/Yerevan")
FIRST_YEAR, LAST_YEAR = 1990, 2099
LATEST = 6


def month_span(year: int, month: int) -> tuple[dt.datetime, dt.datetime]:
    """The first instant of a month in Yerevan and of the next; raises ValueError for a month that
    is none.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    first = dt.datetime(year, month, 1, tzinfo=YEREVAN)
    following = first.replace(year=year + month // 12, month=month % 12 + 1)
    return first, following


def in_month(
    articles: QuerySet[Article], year: int, month: int
) -> QuerySet[Article]:
    first, following = month_span(year, month)
    return articles.filter(published_at__gte=first, published_at__lt=following)


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
    before = keyset.newest_first(public.filter(published_at__lt=first))
    after = keyset.oldest_first(public.filter(published_at__gte=following))
    return _month_of_first(before), _month_of_first(after)


def _month_of_first(articles: QuerySet[Article]) -> dt.date | None:
    at = articles.values_list("published_at", flat=True).first()
    return at and timezone.localtime(at, YEREVAN).date().replace(day=1)


def latest() -> list[Article]:
    """The side list, shown with the hour."""
    newest = Article.objects.published().newest().in_lists()
    return remembered(("latest articles",), lambda: list(newest[:LATEST]))


def lead_story() -> Article | None:
    """The newest featured article; the newest of all when none is featured."""
    return remembered(("lead story",), _lead_story)


def _lead_story() -> Article | None:
    newest = Article.objects.published().newest().in_lists()
    return newest.filter(is_featured=True).first() or newest.first()


def neighbours(article: Article) -> tuple[Article | None, Article | None]:
    """(newer, older) articles beside this one."""
    if article.published_at is None:
        return None, None
    return remembered(
        ("neighbours", article.pk, article.published_at),
        lambda: _neighbours(article),
    )


def _neighbours(article: Article) -> tuple[Article | None, Article | None]:
    public = Article.objects.published().in_lists()
    return keyset.newer(public, article).first(), keyset.older(
        public, article
    ).first()

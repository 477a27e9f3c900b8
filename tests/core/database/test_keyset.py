"""Pages in the middle of a long list cost what the first one costs."""

import datetime as dt

import pytest

from core.database import keyset
from news import archive
from news.models import Article
from tests import make

NOW = dt.datetime(
    2026,
    11,
    20,
    12,
    tzinfo=dt.UTC,
)
THEN = dt.datetime(
    2019,
    3,
    4,
    12,
    tzinfo=dt.UTC,
)

pytestmark = pytest.mark.django_db


def bounds(articles) -> list[str]:
    """The years of the instants in the conditions, in the order in which they are written."""
    _sql, parameters = articles.query.sql_with_params()
    return [
        str(value)[:4]
        for value in parameters
        if str(value)[:4] in ("2019", "2026")
    ]


def test_the_bound_of_the_page_is_written_before_that_of_today():
    item = make.article(slug="old", published_at=THEN)
    public = Article.objects.published(NOW)
    for narrowed in (
        keyset.older(public, item),
        keyset.newer(public, item),
        archive.in_month(
            public,
            2019,
            3,
        ),
    ):
        years = bounds(narrowed)
        assert years == sorted(years)
        assert years[0] == "2019"
        assert years[-1] == "2026"


def test_a_narrowed_list_keeps_its_other_conditions():
    kept = make.article(
        slug="kept",
        published_at=THEN,
        kind="announcement",
    )
    make.article(slug="news", published_at=THEN)
    make.article(
        slug="late",
        published_at=NOW,
        kind="announcement",
    )
    item = Article(pk=10**9, published_at=THEN + dt.timedelta(days=1))
    public = Article.objects.published(NOW).filter(kind="announcement")
    assert list(keyset.older(public, item)) == [kept]

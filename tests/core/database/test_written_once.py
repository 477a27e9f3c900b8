"""Whatever is asked of a written statement, it answers as the queryset would."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext

from core.database.written_once import WrittenOnce
from news.models import Article
from tests import make

NOON = dt.datetime(
    2026,
    11,
    20,
    12,
    tzinfo=dt.UTC,
)
INSTANT = dt.datetime(
    1,
    1,
    2,
    tzinfo=dt.UTC,
)

pytestmark = pytest.mark.django_db


def at_address(slug: str, since: dt.datetime):
    articles = Article.objects.filter(slug=slug, published_at__gte=since)
    return articles.select_related("lead_picture").order_by()


def test_rows_are_those_of_the_queryset_with_their_columns_and_relations():
    picture = make.picture()
    make.article(
        slug="one",
        published_at=NOON,
        lead_picture=picture,
    )
    make.article(slug="two", published_at=NOON)
    written = WrittenOnce(
        at_address,
        "/",
        INSTANT,
    )
    for slug in ("one", "two", "none", "one"):
        asked = written.ask(slug, NOON)
        plain = list(at_address(slug, NOON))
        assert [vars(a) | {"_state": 0} for a in asked] == [
            vars(p) | {"_state": 0} for p in plain
        ]
    [article] = written.ask("one", NOON)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert article.lead_picture == picture
    assert len(seen) == 0


def test_instants_are_compared_as_instants():
    make.article(slug="one", published_at=NOON)
    written = WrittenOnce(
        at_address,
        "/",
        INSTANT,
    )
    second = dt.timedelta(seconds=1)
    assert len(written.ask("one", NOON)) == 1
    assert written.ask("one", NOON + second) == []
    assert len(written.ask("one", NOON - second)) == 1


def topics_of(article: int):
    rows = Article.topics.through.objects.filter(article=article)
    return rows.annotate(kind=Value("topic")).values_list("kind", "topic_id")


def test_rows_of_values_come_in_one_statement():
    article, topic = make.article(), make.topic()
    article.topics.add(topic)
    written = WrittenOnce(topics_of, -1)
    assert written.ask(article.pk) == [("topic", topic.pk)]
    assert written.ask(article.pk + 1) == []
    with CaptureQueriesContext(connection) as seen:
        written.ask(article.pk)
    assert len(seen) == 1


def test_another_number_of_values_is_refused():
    written = WrittenOnce(
        at_address,
        "/",
        INSTANT,
    )
    with pytest.raises(ValueError, match="argument"):
        written.ask("one")

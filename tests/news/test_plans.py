"""How the database goes about a page: by an index, however many articles there are."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.models import Community
from portal.demo import many
from tests import make
from tests.counting import of_the_page

pytestmark = pytest.mark.django_db
PAGES = {
    "the list": "/hy/news/",
    "the last page": "/hy/news/?before=end",
    "a page within": "/hy/news/?before=bench-200",
    "an article": "/hy/news/bench-200/",
    "a month": "/hy/news/2022/05/",
    "a search": "/hy/search/?q=ծրագիր",
    "the feed": "/hy/news/feed.atom",
}
#: how many rows of articles a page may read at most
ROWS = 60


@pytest.fixture
def crowd():
    make.article(
        body_hy="<p>Ծրագիր համայնքներ էներգիա կլիմա օր քաղաք</p>",
        body_en="<p>One two three four</p>",
    )
    make.topic()
    make.programme()
    make.community()
    many.build(400)
    assert Community.objects.count() == 1


def queries_of(client, path):
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    assert answer.status_code == 200
    return [
        query["sql"]
        for query in of_the_page(seen.captured_queries)
        if query["sql"].startswith(("SELECT", "("))
    ]


def plan(sql):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SET LOCAL enable_seqscan = off"
            )  # with few rows reading all of them is cheaper
            cursor.execute(f"EXPLAIN {sql}".replace("%", "%%"))
            return "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"))
        return "\n".join(row[3] for row in cursor.fetchall())


#: SQLite says SCAN of a table when no index is used, PostgreSQL says Seq Scan
FULL = re.compile(
    r'SCAN (?:news_article|"news_article"|content_searchentry|entry)(?! USING)'
    r"|Seq Scan on (?:news_article|content_search\w*)\b"
)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_reads_all_articles(client, crowd, page):
    full = [
        (sql[:200], said)
        for sql in queries_of(client, PAGES[page])
        if FULL.search(said := plan(sql))
    ]
    assert full == []


@pytest.mark.parametrize("page", PAGES)
def test_no_page_sorts_or_counts_all_articles(client, crowd, page):
    sqls = queries_of(client, PAGES[page])
    assert [
        sql for sql in sqls if "COUNT(" in sql and "news_article" in sql
    ] == []
    assert [
        sql for sql in sqls if "OFFSET" in sql and "OFFSET 0" not in sql
    ] == []
    unbounded = [
        sql
        for sql in sqls
        if 'FROM "news_article"' in sql
        and "LIMIT" not in sql
        and '"slug" =' not in sql
    ]
    assert unbounded == []
    assert (
        sum(
            int(n)
            for sql in sqls
            if 'FROM "news_article"' in sql
            for n in re.findall(r"LIMIT (\d+)", sql)
        )
        <= ROWS
    )


@pytest.mark.parametrize(
    "page, most",
    [
        ("the list", 11),
        ("the last page", 9),
        ("an article", 12),
        ("a search", 4),
    ],
)
def test_a_page_takes_as_many_queries_with_a_crowd_as_without(
    client, crowd, page, most
):
    assert len(queries_of(client, PAGES[page])) <= most


def test_the_plan_of_a_full_scan_is_seen():
    assert FULL.search(plan("SELECT lead FROM news_article WHERE lead = 'x'"))


def test_a_crowd_is_built_once_and_can_be_searched(client, crowd):
    many.build(400)
    page = client.get("/hy/search/?q=համայնք&kind=article").content.decode()
    assert page.count("<h3>") == 20

"""Sitemaps name every public thing once in each of its languages, however the keys lie."""

import datetime as dt

import pytest
from lxml import etree

from news.models import Article
from portal import sitemaps
from tests import make

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}

pytestmark = pytest.mark.django_db


def places(answer):
    assert answer.status_code == 200
    return etree.fromstring(answer.content).xpath(
        "//s:loc/text()", namespaces=NAMES
    )


def articles_named(client):
    """The paths of every page of articles that the index names."""
    named = []
    for place in places(client.get("/sitemap.xml")):
        if "sitemap-articles" in place:
            path = place[place.index("/sitemap-") :]
            named += [
                one[one.index("/news/") - 3 :]
                for one in places(client.get(path))
            ]
    return named


def test_every_article_is_named_once_though_keys_are_missing(
    client, monkeypatch
):
    monkeypatch.setattr(sitemaps.BothLanguages, "limit", 2)
    for number in range(9):
        make.article(slug=f"a{number}", published_at=NOW)
    keys = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    Article.objects.filter(pk__in=keys[2:6]).delete()
    Article.objects.filter(pk=keys[7]).update(published_at=None)
    expected = [
        f"/{language}/news/a{number}/"
        for language in ("en", "hy")
        for number in (0, 1, 6, 8)
    ]
    assert sorted(articles_named(client)) == expected


def test_the_newest_change_is_that_of_a_public_article(client):
    public = make.article(slug="public", published_at=NOW)
    draft = make.article(slug="draft", published_at=None)
    at = {public: NOW, draft: NOW + dt.timedelta(days=1)}
    for article, moment in at.items():
        Article.objects.filter(pk=article.pk).update(updated_at=moment)
    assert sitemaps.ALL["articles"].get_latest_lastmod() == NOW


def test_without_articles_no_sitemap_of_them_is_named(client):
    """A sitemap that names nothing breaks its schema."""
    make.article(published_at=None)
    assert not any(
        "sitemap-articles" in place
        for place in places(client.get("/sitemap.xml"))
    )
    assert client.get("/sitemap-articles.xml").status_code == 404


def test_the_first_page_is_valid_however_high_the_keys_are(client):
    """The keys of a database that has lived: the first thousands are gone."""
    make.article(pk=70_001, slug="late", published_at=NOW)
    assert places(client.get("/sitemap-articles.xml")) == [
        f"http://testserver/{language}/news/late/" for language in ("hy", "en")
    ]


@pytest.mark.parametrize("page", ["0", "after", "x", "-1", "9" * 20])
def test_a_page_that_is_not_there_is_not_found(client, page):
    article = make.article(published_at=NOW)
    if page == "after":
        page = str(article.pk // sitemaps.BothLanguages.limit + 2)
    answer = client.get("/sitemap-articles.xml", {"p": page})
    assert answer.status_code == 404

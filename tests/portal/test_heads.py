"""What each page says of itself: a title that fits, a description of its own, valid linked data."""

import json

import pytest
from lxml import html

from core.templatetags import heads
from tests import make

pytestmark = pytest.mark.django_db
PAGES = [
    "",
    "news/",
    "events/",
    "calls/",
    "communities/",
    "communities/map/",
    "communities/compare/",
    "communities/totals/",
    "organisations/",
    "open-data/",
    "library/",
    "learning/",
    "faq/",
    "search/",
    "verify/",
    "calls/call/",
    "communities/gavar/",
    "news/article/",
]


@pytest.fixture
def world():
    make.call(slug="call", title_hy="Հ" * 90, summary_hy="Բառ " * 90)
    make.community(slug="gavar", name_hy="Գավառ", name_en="Gavar")
    make.article(slug="article", title_hy="Շատ երկար վերնագիր " * 8)


def head(client, path):
    page = html.fromstring(client.get(path).content)

    def said(query):
        return [" ".join(one.split()) for one in page.xpath(query)]

    return said


@pytest.mark.parametrize("language", ["hy", "en"])
def test_every_page_has_its_own_title_and_description(client, world, language):
    titles, descriptions = [], []
    for path in PAGES:
        said = head(client, f"/{language}/{path}")
        titles += said("/html/head/title/text()")
        descriptions += said("//meta[@name='description']/@content")
        assert said("//meta[@property='og:description']/@content") == [
            descriptions[-1]
        ]
        assert said("//meta[@name='twitter:card']/@content") == [
            "summary_large_image"
        ]
    assert len(titles) == len({*titles}) == len(PAGES)
    assert len(descriptions) == len({*descriptions}) == len(PAGES)
    assert max(map(len, titles)) <= heads.TITLE
    assert max(map(len, descriptions)) <= heads.DESCRIPTION


@pytest.mark.parametrize(
    "words, title",
    [
        ("News", "News – The portal"),
        ("", "The portal"),
        ("a" * 52, "a" * 52 + " – The portal"),
        ("a" * 53, "a" * 53),
        (
            "word " * 20,
            " ".join(["word"] * 13) + "…",
        ),
        ("a" * 80, "a" * 64 + "…"),
        ("A &amp; B", "A &amp; B – The portal"),
    ],
)
def test_a_title_is_cut_at_a_word_and_names_the_site_where_it_can(words, title):
    assert heads.page_title(words, "The portal") == title


@pytest.mark.parametrize(
    "path, kinds",
    [
        ("calls/call/", ["GovernmentService", "BreadcrumbList"]),
        ("communities/gavar/", ["AdministrativeArea", "BreadcrumbList"]),
        ("open-data/", ["Dataset", "Dataset", "BreadcrumbList"]),
        ("news/article/", ["NewsArticle", "BreadcrumbList"]),
        ("", ["Organization", "WebSite"]),
    ],
)
def test_linked_data_say_what_the_page_is_about(client, world, path, kinds):
    [text] = head(client, f"/hy/{path}")(
        "//script[@type='application/ld+json']/text()"
    )
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    assert [part["@type"] for part in data["@graph"]] == kinds
    for part in data["@graph"]:
        assert "" not in part.values()
        assert part.get("url", "http").startswith("http")

import json
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from tests import make

pytestmark = pytest.mark.django_db
SCHEMAS = Path(__file__).parent.parent / "schemas"


def faults(content, name="atom.rng"):
    document = etree.parse(SCHEMAS / name)
    schema = (
        etree.RelaxNG(document)
        if name.endswith(".rng")
        else etree.XMLSchema(document)
    )
    schema.validate(etree.fromstring(content))
    return [str(error) for error in schema.error_log]


@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize("rows", [0, 1, 3])
def test_the_feed_is_atom_for_its_schema_and_for_a_reader(
    client, language, rows
):
    for _ in range(rows):
        make.article(
            title_hy="Ա & «Բ» <գ>",
            title_en="A & <b>",
            lead_hy="Ներածական",
            lead_en="Lead",
        )
    answer = client.get(f"/{language}/news/feed.atom")
    read = feedparser.parse(answer.content)
    assert faults(answer.content) == []
    assert (read.bozo, read.version, len(read.entries), read.feed.language) == (
        False,
        "atom10",
        rows,
        language,
    )


def test_the_schema_sees_a_fault(client):
    make.article()
    broken = (
        client.get("/hy/news/feed.atom")
        .content.replace(b"<updated>", b"<changed>")
        .replace(b"</updated>", b"</changed>")
    )
    assert faults(broken) != []


@pytest.mark.parametrize("kind", ["topic", "programme", "community"])
def test_a_feed_can_be_narrowed(client, kind):
    thing = getattr(make, kind)(slug="chosen")
    field = {
        "topic": "topics",
        "programme": "programmes",
        "community": "communities",
    }[kind]
    chosen = make.article()
    getattr(chosen, field).add(thing)
    make.article()
    for name in ("feed.atom", "feed.json"):
        content = client.get(f"/hy/news/{name}?{kind}=chosen").content.decode()
        assert content.count(chosen.title_hy) == 1
    read = feedparser.parse(
        client.get(f"/hy/news/feed.atom?{kind}=chosen").content
    )
    assert [entry.title for entry in read.entries] == [chosen.title_hy]


@pytest.mark.parametrize(
    "path",
    [
        "feed.atom?topic=none",
        "feed.json?community=none",
        "feed.atom?programme=none",
    ],
)
def test_a_feed_of_something_unknown_is_not_found(client, path):
    assert client.get(f"/hy/news/{path}").status_code == 404


def test_the_json_feed_says_what_its_version_asks(client):
    article = make.article(body_hy="<p>Ա</p><script>alert(1)</script>")
    feed = json.loads(client.get("/hy/news/feed.json").content)
    assert (feed["version"], feed["language"]) == (
        "https://jsonfeed.org/version/1.1",
        "hy",
    )
    assert feed["feed_url"].endswith("/hy/news/feed.json")
    (item,) = feed["items"]
    assert (item["title"], item["content_html"]) == (
        article.title_hy,
        "<p>Ա</p>",
    )
    assert {"id", "url", "date_published", "date_modified"} <= set(item)


def test_feeds_leave_out_what_is_not_ready_in_their_language(client):
    make.article(title_en="", body_en="")
    assert (
        len(feedparser.parse(client.get("/en/news/feed.atom").content).entries)
        == 0
    )
    assert json.loads(client.get("/en/news/feed.json").content)["items"] == []


def test_sitemaps_fit_their_schemas_and_name_the_other_language(
    client, register
):
    make.article(slug="both")
    make.article(slug="hy-only", title_en="", body_en="")
    make.lesson(of=make.course(slug="c"), slug="l")
    index = client.get("/sitemap.xml").content
    assert faults(index, "siteindex.xsd") == []
    sections = etree.fromstring(index).xpath("//*[local-name()='loc']/text()")
    assert len(sections) == 11
    filled = [
        s
        for s in sections
        if b"<loc>" in client.get(s.removeprefix("http://testserver")).content
    ]
    assert [
        s
        for s in filled
        if faults(
            client.get(s.removeprefix("http://testserver")).content,
            "sitemap.xsd",
        )
    ] == []
    articles = client.get("/sitemap-articles.xml").content.decode()
    assert articles.count("<loc>") == 3
    assert 'hreflang="en" href="http://testserver/en/news/both/"' in articles
    assert "/en/news/hy-only/" not in articles


@pytest.mark.parametrize(
    "path",
    [
        "/sitemap-nothing.xml",
        "/sitemap-articles.xml?p=99",
        "/sitemap-articles.xml?p=x",
    ],
)
def test_a_sitemap_that_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404

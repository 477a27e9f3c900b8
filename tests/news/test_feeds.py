import datetime as dt
import json
from pathlib import Path

import feedparser
import pytest
import time_machine
from django.utils import timezone
from lxml import etree, html

from calls.models import Call
from news.models import Article
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
    assert len(sections) == 7  # no events, pages, resources, calls
    assert [
        s
        for s in sections
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


# --- stored signs -------------------------------------------------------------------------------

#: a line end, a tabulator, controls, half signs and non-characters: XML knows only the first two
SIGNS = "\n\t\r\x00\x01\x0b\x0c\x1b\x1f\x7f\x85\x9f\u2028\u200b\ufeff\ufffe\uffff".replace(
    "\x00", ""
)


@pytest.mark.parametrize("sign", SIGNS)
def test_no_stored_sign_makes_a_feed_invalid(client, sign):
    """Rows as they came into the database by any way, past every form."""
    words = f"Ա{sign}Բ"
    make.call(slug="c")
    make.article().topics.add(make.topic(slug="t", name_hy=words))
    Article.objects.update(
        title_hy=words, lead_hy=words, body_hy=f"<p>{words}</p>"
    )
    Call.objects.update(title_hy=words, summary_hy=words)
    for path in ("news/feed.atom?topic=t", "calls/feed.atom"):
        content = client.get(f"/hy/{path}").content
        assert faults(content) == []
        read = feedparser.parse(content)
        assert (read.bozo, len(read.entries)) == (False, 1)
        seen = read.entries[0].title.replace(" ", "")
        assert seen == "ԱԲ"
    [item] = client.get("/hy/news/feed.json?topic=t").json()["items"]
    assert item["title"].replace(" ", "") == "ԱԲ"
    for name in ("articles", "calls"):
        sitemap = client.get(f"/sitemap-{name}.xml").content
        assert faults(sitemap, "sitemap.xsd") == []


# --- unchanged ----------------------------------------------------------------------------------

FEEDS = [
    "news/feed.atom",
    "news/feed.json",
    "news/feed.atom?topic=t",
    "calls/feed.atom",
    "calls.json",
    "calls/deadlines.ics",
    "calls/c/deadlines.ics",
    "events/calendar.ics",
    "events/calendar.ics?kind=deadline",
    "events/calendar.ics?kind=duty",
    "events/e.ics",
]


def fill():
    """Something for every feed and calendar."""
    make.article().topics.add(make.topic(slug="t"))
    make.event(slug="e")
    make.lot(make.call(slug="c", programme=make.programme()))
    make.adhesion(on=timezone.localdate() - dt.timedelta(days=100))


@pytest.mark.parametrize("is_filled", [True, False])
@pytest.mark.parametrize("path", FEEDS)
def test_an_unchanged_feed_answers_304(client, path, is_filled):
    if is_filled:
        fill()
    elif "=t" in path or "/c/" in path or "e.ics" in path:
        pytest.skip("of something that is there")
    later = timezone.now() + dt.timedelta(minutes=1)
    with time_machine.travel(later.replace(second=10), tick=False) as clock:
        first = client.get(f"/hy/{path}")
        assert first.status_code == 200
        clock.shift(20)
        etag = first["ETag"]
        again = client.get(f"/hy/{path}", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"].startswith("public")
    assert again["ETag"] == first["ETag"]


def test_a_changed_feed_is_sent_anew(client):
    """Also when what has changed has no later time: an article that is taken away."""
    gone, _stays = make.article(), make.article()
    for path in ("feed.atom", "feed.json"):
        gone.__class__.objects.filter(pk=gone.pk).update(
            published_at=timezone.now() - dt.timedelta(days=1)
        )
        first = client.get(f"/hy/news/{path}")
        gone.__class__.objects.filter(pk=gone.pk).update(published_at=None)
        again = client.get(
            f"/hy/news/{path}",
            headers={"if-none-match": first["ETag"]},
        )
        assert (again.status_code, again["ETag"] == first["ETag"]) == (
            200,
            False,
        )
        assert "Last-Modified" not in again


# --- whole addresses ----------------------------------------------------------------------------


def test_every_address_inside_the_json_feed_is_whole(client, settings):
    settings.SITE_URL = "https://portal.example"
    picture = make.picture()
    body = (
        f'<figure data-picture="{picture.uid}"></figure>'
        '<p><a href="/hy/faq/">Հ</a> <a href="https://x.example/?a=1&amp;b=2">'
        'X</a> <a href="mailto:a@b.am">a</a> a href="/stays"</p>'
    )
    make.article(slug="a", body_hy=body, lead_picture=picture)
    [item] = client.get("/hy/news/feed.json").json()["items"]
    tree = html.fromstring(item["content_html"])
    addresses = tree.xpath("//@href | //@src")
    addresses += [
        part.split()[0]
        for srcset in tree.xpath("//@srcset")
        for part in srcset.split(",")
    ]
    assert tree.xpath("//@href") == [
        "https://portal.example/hy/faq/",
        "https://x.example/?a=1&b=2",
        "mailto:a@b.am",
    ]
    assert [
        address
        for address in [*addresses, item["image"], item["url"]]
        if not address.startswith(("https://", "mailto:"))
    ] == []
    assert tree.xpath("//@srcset") != []
    assert 'a href="/stays"' in tree.text_content()

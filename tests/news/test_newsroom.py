import datetime as dt
import json
import re

import pytest
import time_machine
from django.utils import timezone
from lxml import html

from communities.models import Community
from news.related import related_things
from tests import make

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


@pytest.fixture
def forty():
    """Forty articles; five at a time share their instant, so that pages are cut within a tie."""
    at = {n: NOW - dt.timedelta(hours=n // 5) for n in range(40)}
    return [
        make.article(slug=f"a{n}", title_hy=f"Հոդված-{n}", published_at=at[n])
        for n in at
    ]


def shown(client, path):
    page = client.get(path).content.decode()
    grid = (
        page[page.index('<div class="grid">') :]
        .split('class="pager"')[0]
        .split("<aside")[0]
    )
    return re.findall(r'href="/hy/news/(a\d+)/"', grid), re.findall(
        r'href="(\?[^"]*)" rel="(prev|next)"', page
    )


def walk(client, rel, start):
    """Every page from one end of the list to the other."""
    seen, path = [], start
    while True:
        items, links = shown(client, path)
        seen.append(items)
        onward = [href for href, kind in links if kind == rel]
        if not onward:
            return seen
        path = "/hy/news/" + onward[0].replace("&amp;", "&")


def test_paging_shows_every_article_once_in_both_directions(client, forty):
    newest_first = sorted(
        forty, key=lambda one: (one.published_at, one.pk), reverse=True
    )
    expected = [article.slug for article in newest_first]
    down = walk(client, "next", f"/hy/news/?before={expected[0]}")
    assert [slug for page in down for slug in page] == expected[1:]
    up = walk(client, "prev", "/hy/news/?before=end")
    assert [slug for page in reversed(up) for slug in page][-39:] == expected[
        1:
    ]
    assert len(up[0]) == 12


def test_the_first_page_leads_with_the_featured_story_once(client, forty):
    forty[20].is_featured = True
    forty[20].save()
    page = client.get("/hy/news/").content.decode()
    assert page.index("Հոդված-20") < page.index('<form class="filters"')
    items, _links = shown(client, "/hy/news/")
    assert items == [f"a{n}" for n in (4, 3, 2, 1, 0, 9, 8, 7, 6, 5, 14, 13)]


def test_without_a_featured_story_the_newest_leads(client, forty):
    assert client.get("/hy/news/").context["lead"] == forty[4]


@pytest.mark.parametrize(
    "query",
    ["page=2", "page=9999", "before=nothing", "after=nothing", "page=abc"],
)
def test_a_place_that_is_not_there_is_not_found_with_a_sentence(client, query):
    make.article()
    answer = client.get(f"/hy/news/?{query}")
    assert answer.status_code == 404
    assert 'href="/hy/' in answer.content.decode()


@pytest.mark.parametrize(
    "kind, field",
    [
        ("topic", "topics"),
        ("programme", "programmes"),
        ("community", "communities"),
    ],
)
def test_the_list_can_be_narrowed(client, kind, field):
    thing = getattr(make, kind)(slug="chosen")
    chosen = make.article(slug="a1")
    getattr(chosen, field).add(thing)
    make.article(slug="a2")
    assert shown(client, f"/hy/news/?{kind}=chosen")[0] == ["a1"]
    assert "a2" not in str(shown(client, f"/hy/news/?{kind}=unknown")[0])


def test_the_list_can_be_narrowed_to_a_month_of_yerevan(client):
    make.article(
        slug="a1", published_at=dt.datetime(2025, 8, 31, 20, 30, tzinfo=dt.UTC)
    )  # 1 September there
    make.article(
        slug="a2", published_at=dt.datetime(2025, 8, 31, 19, 30, tzinfo=dt.UTC)
    )
    assert shown(client, "/hy/news/?month=2025-09")[0] == ["a1"]
    assert shown(client, "/hy/news/2025/08/")[0] == ["a2"]
    assert "Օգոստոս 2025" in client.get("/hy/news/2025/08/").content.decode()


@pytest.mark.parametrize(
    "path", ["2025/13/", "2025/0/", "0/1/", "99999/1/", "1/1/", f"{10**19}/1/"]
)
def test_a_month_that_does_not_exist_is_not_found(client, path):
    assert client.get(f"/hy/news/{path}").status_code == 404


def test_an_empty_month_says_so(client):
    make.article(published_at=NOW)
    assert client.get("/hy/news/1999/05/").status_code == 200


def test_an_article_leads_to_its_neighbours_and_the_six_latest(client, forty):
    page = client.get("/hy/news/a10/").content.decode()
    beside = re.findall(r'href="/hy/news/(a\d+)/" rel="(prev|next)"', page)
    assert [kind for _slug, kind in beside] == ["prev", "next"]
    side = page[page.index('<aside class="side"') :]
    assert len(re.findall(r'class="side__time"', side)) == 6
    assert "16:00" in side  # Yerevan's clock


@pytest.mark.parametrize("path", ["news/", "news/a/"])
def test_the_next_events_stand_beside_the_news(client, path):
    """Three of them, none that is over, cancelled or not public."""
    make.article(slug="a")
    now = timezone.now()
    for number in (4, 1, 3, 2):
        starts = now + dt.timedelta(days=number)
        ends = starts + dt.timedelta(hours=1)
        make.event(slug=f"e{number}", starts_at=starts, ends_at=ends)
    make.event(
        slug="over",
        starts_at=now - dt.timedelta(days=2),
        ends_at=now - dt.timedelta(days=1),
    )
    make.event(slug="cancelled", is_cancelled=True)
    make.event(slug="draft", published_at=None)
    tree = html.fromstring(client.get(f"/hy/{path}").content)
    links = tree.xpath("//li[@class='side__event']/a/@href")
    assert links == [f"/hy/events/e{number}/" for number in (1, 2, 3)]


def test_an_article_shows_everything_it_has(client):
    picture, second = (
        make.picture(alt_hy="Լիճ", credit="Անի"),
        make.picture(alt_hy="Լեռ", caption_hy="Մակագիր"),
    )
    call, event = (
        make.call(slug="call", title_hy="Հրավեր"),
        make.event(title_hy="Օր"),
    )
    article = make.article(
        slug="all",
        lead_picture=picture,
        sources="https://a.example/ Աղբյուրը\nhttps://b.example/",
        correction_hy="Օրը սխալ էր։",
        corrected_on=dt.date(2026, 11, 20),
        kind="success_story",
        body_hy='<h2>Վերնագիր</h2><p>Տեքստ</p><figure data-gallery="here"></figure>',
    )
    article.set_gallery([picture, second])
    article.calls.add(call)
    article.events.add(event)
    page = client.get("/hy/news/all/").content.decode()
    for said in (
        "Անի",
        "Աղբյուրը",
        "https://b.example/",
        "Օրը սխալ էր։",
        "20 նոյեմբերի, 2026 թ.",
        "Մակագիր",
        "Հրավեր",
        "Օր",
    ):
        assert said in page
    assert (
        page.count('class="gallery"') == 1
    )  # where the text puts it, not again at the end
    assert page.count('fetchpriority="high"') == 1
    assert f'srcset="/media/pictures/{picture.uid}/60.jpg 60w"' in page
    assert 'width="60" height="40" alt="Լիճ"' in page


def test_the_gallery_stands_at_the_end_when_the_text_has_no_place_for_it(
    client,
):
    article = make.article(slug="g")
    article.set_gallery([make.picture()])
    assert (
        client.get("/hy/news/g/").content.decode().count('class="gallery"') == 1
    )


def test_a_picture_in_the_text_speaks_the_language_of_the_page(client):
    picture = make.picture(alt_hy="Լիճ", alt_en="Lake")
    figure = f'<figure data-picture="{picture.uid}"></figure>'
    make.article(slug="p", body_hy=figure, body_en=figure)
    assert 'alt="Լիճ"' in client.get("/hy/news/p/").content.decode()
    assert 'alt="Lake"' in client.get("/en/news/p/").content.decode()


@pytest.mark.parametrize(
    "inside",
    [
        '<figure data-picture="00000000-0000-0000-0000-000000000000"></figure>',
        '<figure data-picture="x"></figure>',
        '<figure data-picture="&quot;><script>alert(1)</script>"></figure>',
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<o:p>Գ</o:p>",
        '<p style="color:red" class="MsoNormal" onclick="x()">Բ</p>',
    ],
)
def test_nothing_foreign_comes_out_of_a_text(client, inside):
    make.article(slug="x", body_hy=f"<p>Ա</p>{inside}")
    page = client.get("/hy/news/x/").content.decode()
    prose = page[page.index('<div class="prose">') :].split("</div>")[0]
    for bad in (
        "script",
        "onerror",
        "onclick",
        "style=",
        "Mso",
        "<o:p",
        "<img",
    ):
        assert bad not in prose


def graph(client, path):
    page = client.get(path).content.decode()
    pattern = r'<script type="application/ld\+json">(.*?)</script>'
    (found,) = re.findall(pattern, page, re.DOTALL)
    data = json.loads(found)
    return {node["@type"]: node for node in data["@graph"]}


def test_an_article_tells_machines_what_it_shows(client):
    make.article(
        slug="j",
        title_hy="Ա </script><b>",
        published_at=NOW,
        lead_picture=make.picture(),
    )
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        said = graph(client, "/hy/news/j/")
    article = said["NewsArticle"]
    assert (article["headline"], article["inLanguage"]) == (
        "Ա </script><b>",
        "hy",
    )
    assert article["datePublished"] == "2026-11-21T16:00:00+04:00"
    assert article["publisher"]["@type"] == "Organization"
    assert [
        item["position"] for item in said["BreadcrumbList"]["itemListElement"]
    ] == [1, 2, 3]


@pytest.mark.parametrize(
    "fields, status",
    [
        ({}, "EventScheduled"),
        ({"is_cancelled": True}, "EventCancelled"),
        ({"moved_from": NOW}, "EventRescheduled"),
    ],
)
def test_an_event_tells_machines_its_state(client, fields, status):
    make.event(
        slug="e", place_hy="Գավառ", online_link="https://a.example/", **fields
    )
    event = graph(client, "/hy/events/e/")["Event"]
    assert event["eventStatus"] == f"https://schema.org/{status}"
    assert [place["@type"] for place in event["location"]] == [
        "Place",
        "VirtualLocation",
    ]


def test_a_link_preview_has_its_picture_and_address(client):
    picture = make.picture()
    make.article(slug="o", lead_picture=picture)
    page = client.get("/hy/news/o/").content.decode()
    site = "http://127.0.0.1:8000"
    assert (
        f'property="og:image" content="{site}/media/pictures/{picture.uid}/share.jpg"'
        in page
    )
    assert (
        '<link rel="canonical" href="http://127.0.0.1:8000/hy/news/o/">' in page
    )


def test_an_article_that_is_not_ready_says_where_it_is(client):
    make.article(slug="h", title_en="", body_en="")
    answer = client.get("/en/news/h/")
    assert answer.status_code == 404
    assert 'href="/hy/news/h/" hreflang="hy"' in answer.content.decode()
    assert "in Armenian only" in client.get("/en/news/").content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/hy/news/",
        "/hy/news/a/",
        "/hy/events/",
        "/hy/events/e/",
        "/hy/search/?q=a",
        "/hy/library/",
        "/hy/learning/",
    ],
)
def test_readers_pages_depend_on_nobody(client, path):
    make.article(slug="a")
    make.event(slug="e")
    answer = client.get(path)
    assert ("public" in answer["Cache-Control"], answer.cookies) == (True, {})
    client.force_login(make.staff("editor"))
    assert client.get(path).content == answer.content


@pytest.mark.parametrize("rows", [1, 3])
def test_an_article_takes_as_many_queries_for_three_as_for_one(
    client, django_assert_num_queries, rows
):
    article = make.article(slug="q", lead_picture=make.picture())
    for _ in range(rows):
        make.article(lead_picture=make.picture())
        article.topics.add(make.topic())
        article.communities.add(make.community())
        article.calls.add(make.call())
        article.events.add(make.event())
    article.set_gallery([make.picture() for _ in range(rows)])
    with django_assert_num_queries(10):
        client.get("/hy/news/q/")


def test_past_and_coming_are_told_by_the_clock(client):
    ended = timezone.now() - dt.timedelta(hours=1)
    link = "https://a.example/register"
    make.event(
        slug="was",
        starts_at=ended - dt.timedelta(hours=2),
        ends_at=ended,
        registration_link=link,
    )
    page = client.get("/hy/events/was/").content.decode()
    assert link not in page


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_home_page_tells_machines_who_speaks(client, language):
    said = graph(client, f"/{language}/")
    assert said["Organization"]["url"] == f"http://127.0.0.1:8000/{language}/"
    assert said["WebSite"]["potentialAction"]["target"].endswith(
        f"/{language}/search/?q={{search_term_string}}"
    )


def test_related_things_stand_in_the_order_of_their_tables(client):
    article = make.article(slug="all", published_at=NOW)
    later, earlier = (
        make.event(title_hy="Երկրորդ", starts_at=NOW, ends_at=NOW),
        make.event(
            title_hy="Առաջին",
            starts_at=NOW - dt.timedelta(days=2),
            ends_at=NOW - dt.timedelta(days=2),
        ),
    )
    draft = make.event(title_hy="Սևագիր", published_at=None)
    article.events.set([earlier, draft, later])
    towns = [make.community() for _ in range(3)]
    article.communities.set(reversed(towns))
    pictures = [make.picture() for _ in range(3)]
    article.set_gallery([pictures[2], pictures[0], pictures[1]])
    related = related_things(article)
    assert related.events == [later, earlier]
    assert related.communities == list(
        Community.objects.filter(pk__in=[t.pk for t in towns])
    )
    assert related.gallery == article.gallery()
    assert related.topics == related.programmes == related.calls == []

"""What the portal says to browsers, telephones, search engines and whoever shares a link."""

import datetime as dt
import io
import json
import re

import pytest
from django.core.management import call_command
from django.utils import timezone
from lxml import html
from PIL import Image

from content.models import Page
from tests import make

# --- what machines ask --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path, kind, size",
    [
        ("/favicon.ico", "ICO", (48, 48)),
        ("/apple-touch-icon.png", "PNG", (180, 180)),
        ("/icon-192.png", "PNG", (192, 192)),
        ("/icon-512.png", "PNG", (512, 512)),
    ],
)
def test_the_icons_stand_where_they_are_asked_for(
    client,
    path,
    kind,
    size,
):
    answer = client.get(path)
    assert answer.status_code == 200
    icon = Image.open(io.BytesIO(answer.getvalue()))
    assert (icon.format, icon.size) == (kind, size)


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_manifest_names_icons_that_are_there(client, language):
    answer = client.get(f"/{language}/site.webmanifest")
    about = answer.json()
    assert answer["Content-Type"].startswith("application/manifest+json")
    assert (about["lang"], about["start_url"]) == (language, f"/{language}/")
    icons = [client.get(icon["src"]) for icon in about["icons"]]
    assert [
        (icon.status_code, len(icon.getvalue()) > 100) for icon in icons
    ] == [(200, True)] * 2
    policy = answer["Content-Security-Policy"]
    assert "manifest-src 'self'" in policy


@pytest.mark.django_db
def test_whoever_finds_a_weakness_is_told_where_to_write(client, settings):
    settings.SITE_URL = "https://portal.example"
    answer = client.get("/.well-known/security.txt")
    assert (answer.status_code, answer["Content-Type"]) == (
        200,
        "text/plain; charset=utf-8",
    )
    said = dict(
        line.split(": ", 1) for line in answer.content.decode().splitlines()
    )
    assert said["Contact"] == f"mailto:{settings.DEFAULT_FROM_EMAIL}"
    assert said["Canonical"] == (
        "https://portal.example/.well-known/security.txt"
    )
    left = dt.datetime.fromisoformat(said["Expires"]) - timezone.now()
    assert dt.timedelta(days=30) < left < dt.timedelta(days=365)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path, policy",
    [
        ("/hy/", "same-origin"),
        ("/hy/nothing/", "same-origin"),
        ("/", "same-origin"),
        ("/healthz", "same-origin"),
        ("/favicon.ico", "same-origin"),
        ("/static/img/favicon.svg", "same-origin"),
        ("/hy/accounts/login/", "same-origin"),
        ("/hy/workspace/", "same-origin"),
        ("/hy/events/calendar.ics", "same-origin"),
        ("/hy/communities.json", "cross-origin"),
        ("/hy/calls.json", "cross-origin"),
    ],
)
def test_every_answer_refuses_what_no_page_needs(client, path, policy):
    answer = client.get(path)
    answer.close()  # a file of ours stays open otherwise
    assert answer["Cross-Origin-Resource-Policy"] == policy
    refused = answer["Permissions-Policy"].split(", ")
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(refused)


@pytest.mark.django_db
def test_a_refusal_carries_the_headers_too(client, settings):
    settings.ALLOWED_HOSTS = ["portal.example"]
    answer = client.get("/hy/", headers={"host": "else.example"})
    assert (answer.status_code, "Permissions-Policy" in answer) == (400, True)


# --- what a page says of itself -----------------------------------------------------------------


def head_of(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return html.fromstring(answer.content.decode())


def alternates_of(page):
    return {
        link.get("hreflang"): link.get("href")
        for link in page.xpath("//link[@rel='alternate'][@hreflang]")
    }


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize(
    "path", ["", "news/", "news/both/?a=1", "communities/", "calls/c/", "faq/"]
)
def test_a_page_names_both_its_languages(
    client,
    settings,
    language,
    path,
):
    settings.SITE_URL = "https://portal.example"
    make.article(slug="both")
    make.call(slug="c")
    page = head_of(client, f"/{language}/{path}")
    address = f"https://portal.example/%s/{path.partition('?')[0]}"
    assert alternates_of(page) == {
        "hy": address % "hy",
        "en": address % "en",
        "x-default": address % "hy",
    }


@pytest.mark.django_db
def test_a_language_without_its_page_is_not_named(client, settings):
    settings.SITE_URL = "https://portal.example"
    make.article(slug="a", title_en="", body_en="")
    call_command("load_pages")
    Page.objects.filter(slug="about").update(body_en="")
    for path in ("news/a/", "about/"):
        here = f"https://portal.example/hy/{path}"
        wanted = {"hy": here, "x-default": here}
        assert alternates_of(head_of(client, f"/hy/{path}")) == wanted
        assert alternates_of(head_of(client, f"/en/{path}", 404)) == wanted
    assert alternates_of(head_of(client, "/hy/nothing/", 404)) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["hy", "en"])
def test_a_shared_link_has_a_title_a_description_and_a_picture(
    client, settings, language
):
    settings.SITE_URL = "https://portal.example"
    make.call(slug="c", title_hy="Հրավեր", title_en="Call")
    make.community(slug="town", name_hy="Քաղաք", name_en="Town")
    make.event(slug="e", title_hy="Հանդիպում", title_en="Meeting")
    titles = {
        "": None,
        "calls/c/": ("Հրավեր", "Call"),
        "communities/town/": ("Քաղաք", "Town"),
        "events/e/": ("Հանդիպում", "Meeting"),
    }
    for path, names in titles.items():
        page = head_of(client, f"/{language}/{path}")
        said = {
            meta.get("property"): meta.get("content")
            for meta in page.xpath("//meta[starts-with(@property, 'og:')]")
        }
        [description] = page.xpath("//meta[@name='description']/@content")
        assert len(page.xpath("//meta[@property='og:title']")) == 1
        assert len(page.xpath("//meta[@property='og:image']")) == 1
        assert said["og:description"] == description != ""
        own = f"https://portal.example/{language}/share/"
        usual = "https://portal.example/static/img/share.png"
        assert said["og:image"].startswith(own if names else usual)
        if names:
            assert said["og:title"] == names[language == "en"]


@pytest.mark.django_db
def test_an_article_shares_its_own_picture(client, settings):
    picture = make.picture()
    make.article(slug="a", lead_picture=picture)
    page = head_of(client, "/hy/news/a/")
    [shared] = page.xpath("//meta[@property='og:image']/@content")
    assert shared == settings.SITE_URL + picture.share_url
    assert page.xpath("//meta[@property='og:type']/@content") == ["article"]


@pytest.mark.django_db
def test_no_time_has_microseconds_and_no_element_a_bare_hx(client):
    at = dt.datetime(2026, 8, 19, 14, 9, 3, 123456, tzinfo=dt.UTC)
    make.article(slug="a", published_at=at)
    make.article(slug="b", correction_hy="Ու", corrected_on=at.date())
    make.event(slug="e", starts_at=at, ends_at=at + dt.timedelta(hours=1))
    make.lot(make.call(slug="c"))
    times = []
    for path in (
        "",
        "news/",
        "news/a/",
        "news/b/",
        "events/e/",
        "calls/",
        "calls/c/",
        "communities/",
        "open-data/",
        "search/?q=Հոդված",
    ):
        page = head_of(client, f"/hy/{path}")
        times += page.xpath("//time/@datetime")
        times += page.xpath(
            "//meta[@property='article:published_time']/@content"
        )
        assert page.xpath("//@*[starts-with(name(), 'hx-')]") == []
    assert "2026-08-19T18:09:03+04:00" in times
    shape = r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?"
    assert [time for time in times if not re.fullmatch(shape, time)] == []


@pytest.mark.django_db
def test_the_sitemap_names_pages_that_exist_and_may_be_indexed(client):
    make.article(), make.event(), make.resource(), make.programme()
    make.lesson()
    make.inventory()
    make.lot(make.call())
    call_command("load_pages")
    index = client.get("/sitemap.xml").content.decode()
    sections = re.findall(r"<loc>http://testserver(.+?)</loc>", index)
    addresses = [
        address
        for section in sections
        for address in re.findall(
            r"<loc>http://testserver(.+?)</loc>",
            client.get(section).content.decode(),
        )
    ]
    assert len(addresses) > 2 * len(sections)
    for address in addresses:
        page = head_of(client, address)
        assert page.xpath("//meta[@name='robots']") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "where, types",
    [
        ({"place_hy": "Գավառ"}, ["Event", "BreadcrumbList"]),
        ({"online_link": "https://a.example/"}, ["Event", "BreadcrumbList"]),
        ({}, ["BreadcrumbList"]),
    ],
)
def test_the_linked_data_of_an_event_have_a_place(client, where, types):
    at = timezone.now().replace(microsecond=5)
    make.event(slug="e", starts_at=at, ends_at=at, **where)
    page = head_of(client, "/hy/events/e/")
    [data] = page.xpath("//script[@type='application/ld+json']/text()")
    graph = json.loads(data)["@graph"]
    assert [node["@type"] for node in graph] == types
    assert ".000005" not in data

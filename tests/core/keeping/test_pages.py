"""Kept pages: made once, for everyone, and never for somebody."""

import gzip
import threading
from types import SimpleNamespace

import brotli
import pytest
import zstandard
from django.core.cache import caches
from django.db import connection
from django.utils import timezone

from core.keeping import pages
from core.keeping.store import Memory, Page
from tests import make
from tests.core.keeping.asking import Asked, ask, early_in_a_tick, environ_of
from tests.databases import close_caches

pytestmark = pytest.mark.django_db(transaction=True)
SESSION = "sessionid=x"


@pytest.fixture(autouse=True)
def empty_cache():
    caches["pages"].clear()
    with early_in_a_tick():
        yield


@pytest.fixture
def article():
    return make.article(slug="one", title_hy="Մեկ", title_en="One")


@pytest.fixture
def asked(article):
    return Asked()


@pytest.mark.parametrize(
    "path",
    [
        "/hy/news/one/",
        "/en/news/one/",
        "/hy/",
        "/en/news/?topic=x",
        "/hy/events/",
        "/hy/news/feed.atom",
        "/hy/events/calendar.ics",
        "/hy/calls.json",
        "/sitemap.xml",
    ],
)
def test_a_public_page_is_made_once(asked, path):
    first = asked(path)
    assert first.status == 200
    again = asked(path)
    assert (asked.made, again.body) == (1, first.body)
    assert again.headers == first.headers


def test_what_one_process_made_another_takes(asked):
    first = asked("/hy/news/one/")
    other = Asked()
    assert other("/hy/news/one/").body == first.body
    assert other.made == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_COOKIE": SESSION},
        {"HTTP_COOKIE": f"csrftoken=1; {SESSION}"},
        {"HTTP_COOKIE": "messages=x"},
        {"HTTP_AUTHORIZATION": "Basic x"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_ACCEPT": "application/json"},
    ],
)
def test_who_may_be_signed_in_and_scripts_are_led_past(asked, headers):
    for _ in range(2):
        assert asked("/hy/news/one/", **headers).status == 200
    assert asked.made == 2
    assert asked("/hy/news/one/").status == 200
    assert asked.made == 3  # nothing of theirs was kept


@pytest.mark.parametrize(
    "path",
    [
        "/hy/accounts/login/",
        "/hy/newsletter/",
        "/hy/news/nothing/",
        "/hy/verify/?hash=" + "0" * 64,
        "/hy/workspace/",
        "/",
        "/healthz",
    ],
)
def test_forms_refusals_and_ways_on_are_not_kept(asked, path):
    asked(path)
    asked(path)
    assert asked.made == 2


@pytest.mark.parametrize("method", ["POST", "OPTIONS", "PUT"])
def test_only_reading_is_answered(asked, method):
    asked("/hy/news/one/")
    asked("/hy/news/one/", method)
    assert asked.made == 2


def test_addresses_are_bounded(asked):
    asked("/hy/news/?topic=" + "x" * 8000)
    asked("/hy/news/?topic=" + "x" * 8000)
    assert asked.made == 2


def test_memory_is_bounded():
    memory = Memory(most=100_000)
    for n in range(10_000):
        memory.put(str(n), Page([], b"x" * 1000, "text/html"))
    kept = [n for n in range(10_000) if memory.get(str(n))]
    assert kept == list(range(9950, 10_000))


@pytest.mark.parametrize(
    "headers, status",
    [
        ({"HTTP_HOST": "evil.example"}, 400),
        ({"HTTP_X_FORWARDED_HOST": "evil.example"}, 200),
        ({"HTTP_X_FORWARDED_PROTO": "https"}, 200),
        ({"HTTP_X_FORWARDED_FOR": "1.2.3.4"}, 200),
        ({"HTTP_ACCEPT_LANGUAGE": "en"}, 200),
        ({"HTTP_COOKIE": "django_language=en; theme=dark"}, 200),
        ({"HTTP_X_ORIGINAL_URL": "/en/"}, 200),
    ],
)
def test_no_header_poisons_what_others_read(asked, headers, status):
    assert asked("/hy/news/one/", **headers).status == status
    fresh = Asked()
    caches["pages"].clear()
    assert asked("/hy/news/one/").body == fresh("/hy/news/one/").body


def test_head_has_the_headers_and_no_body(asked):
    page, head = asked("/hy/news/one/"), asked("/hy/news/one/", "HEAD")
    assert (head.body, head.headers) == (b"", page.headers)
    assert asked("/en/news/one/", "HEAD").body == b""
    assert asked("/en/news/one/").body != b""
    assert asked.made == 2


@pytest.mark.parametrize(
    "accepted, name, decode",
    [
        ("gzip, deflate", "gzip", gzip.decompress),
        ("gzip, br", "br", brotli.decompress),
        ("br, zstd", "zstd", lambda body: zstandard.decompress(body, 10**6)),
    ],
)
def test_a_page_is_compressed_as_the_browser_takes_it(
    asked, accepted, name, decode
):
    plain = asked("/hy/news/one/")
    packed = asked("/hy/news/one/", HTTP_ACCEPT_ENCODING=accepted)
    assert packed.headers["Content-Encoding"] == name
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert decode(packed.body) == plain.body
    assert packed.headers["Content-Length"] == str(len(packed.body))
    assert packed.headers["ETag"] != plain.headers["ETag"]
    refused = asked("/hy/news/one/", HTTP_ACCEPT_ENCODING=f"{name};q=0")
    assert "Content-Encoding" not in refused.headers


@pytest.mark.parametrize("accepted", ["", "gzip", "br", "zstd"])
def test_who_has_the_page_already_gets_304(asked, accepted):
    page = asked("/hy/news/one/", HTTP_ACCEPT_ENCODING=accepted)
    for condition in (page.headers["ETag"], f'"x", W/{page.headers["ETag"]}'):
        again = asked("/hy/news/one/", HTTP_IF_NONE_MATCH=condition)
        assert (again.status, again.body) == (304, b"")
    assert asked("/hy/news/one/", HTTP_IF_NONE_MATCH='"x"').status == 200
    assert asked.made == 1


def test_a_cold_page_is_made_once_for_a_crowd(article):
    asked = Asked()
    answers = []

    def ask_and_leave():
        answers.append(asked("/hy/news/one/"))
        close_caches()
        connection.close()

    threads = [threading.Thread(target=ask_and_leave) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status for answer in answers} == {200}
    assert (len(answers), asked.made) == (40, 1)


def failing(environ, start_response):
    start_response("500 Internal Server Error", [("Content-Type", "text/html")])
    return [b"broken"]


def test_a_page_that_fails_is_answered_with_its_last_good_one(asked, article):
    good = asked("/hy/news/one/")
    broken = Asked(failing)
    article.title_hy = "Երկու"
    article.save()
    assert broken("/hy/news/one/").body == good.body
    assert broken("/en/news/one/").status == 500


def test_a_page_that_was_withdrawn_does_not_come_back_by_a_fault(
    asked, article
):
    asked("/hy/news/one/")
    article.withdrawn_at = timezone.now()
    article.save()
    assert asked("/hy/news/one/").status == 404
    assert Asked(failing)("/hy/news/one/").status == 500


def test_what_is_never_kept_is_asked_as_it_came():
    """By whoever asks, at the same time, and with conditions: a large file knows its own tag."""
    seen = []

    def large(environ, start_response):
        seen.append(environ.get("HTTP_IF_NONE_MATCH"))
        headers = [("Cache-Control", "public"), ("ETag", '"own"')]
        start_response("200 OK", headers)
        return [b"a"]

    asked = Asked(large)
    for _ in range(2):
        assert asked("/hy/x.csv", HTTP_IF_NONE_MATCH='"own"').body == b"a"
    assert seen == [None, '"own"']


def test_questions_fill_no_cache_that_others_share(asked):
    asked("/hy/news/?topic=x")
    other = Asked()
    other("/hy/news/?topic=x")
    other("/hy/news/?topic=x")
    assert (asked.made, other.made) == (1, 1)


def refuse(*arguments):
    raise ConnectionError


def test_pages_are_served_when_the_cache_is_gone(asked, monkeypatch):
    gone = SimpleNamespace(get=refuse, set=refuse, delete=refuse)
    monkeypatch.setattr("core.keeping.store.caches", {"pages": gone})
    assert asked("/hy/news/one/").status == 200
    assert asked("/hy/news/one/").status == 200
    assert asked.made == 1


def test_an_answer_without_a_length_is_handed_on(asked):
    def streamed(environ, start_response):
        headers = [("Cache-Control", "public"), ("Content-Type", "text/csv")]
        start_response("200 OK", headers)
        return iter([b"a", b"b"])

    application = pages.KeptPages(streamed)
    assert ask(application, "/x").body == b"ab"


@pytest.mark.parametrize(
    "header",
    [
        ("Set-Cookie", "a=b"),
        ("Cache-Control", "private, no-store"),
        ("Vary", "Cookie"),
        ("Vary", "Accept-Encoding, User-Agent"),
        ("Content-Security-Policy", "script-src 'nonce-x'"),
        ("Content-Length", "1048577"),
        ("Content-Encoding", "gzip"),
    ],
)
def test_what_is_not_for_everyone_is_not_kept(header):
    headers = {"Cache-Control": "public", "Content-Length": "1"}
    assert pages.may_keep("200 OK", list(headers.items()))
    headers[header[0]] = header[1]
    assert not pages.may_keep("200 OK", list(headers.items()))


@pytest.mark.parametrize("cookie", ["", "django_language=en"])
@pytest.mark.parametrize("language", ["hy", "en"])
def test_an_address_without_a_language_is_kept_for_each(
    asked, cookie, language
):
    headers = {"HTTP_ACCEPT_LANGUAGE": language, "HTTP_COOKIE": cookie}
    asked("/sitemap.xml", HTTP_ACCEPT_LANGUAGE="ru")
    assert asked("/sitemap.xml", **headers).headers["Content-Language"] == (
        "en" if cookie else language
    )


def test_an_address_has_one_name():
    names = {
        pages.kept_address(environ_of(path, HTTP_HOST=host))
        for path in ("/hy/", "/hy/?a=1", "/en/", "/hy/x%C3%A9/")
        for host in ("a.example", "b.example")
    }
    assert len(names) == 8

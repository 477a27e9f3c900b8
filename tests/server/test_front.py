"""What strangers try on the way through nginx: names, headers, cookies, the cache between."""

import http.client
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

pytestmark = [
    pytest.mark.skipif(
        shutil.which("nginx") is None, reason="nginx is not there"
    ),
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="looked at once: it makes a database of its own",
    ),
]
OURS = ("DEBUG", "VAR_DIR", "CACHE_URL", "SITE_URL")


@pytest.fixture(scope="module")
def front(tmp_path_factory):
    """(port, folder) of an nginx with the portal behind it."""
    folder = tmp_path_factory.mktemp("fronted")
    environment = {
        name: value for name, value in os.environ.items() if name not in OURS
    }
    process = subprocess.Popen(
        [sys.executable, "bench/fronted.py"],
        cwd=settings.BASE_DIR,
        env=environment | {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    port, place = process.stdout.readline().split()
    yield int(port), Path(place)
    process.stdin.close()
    process.wait(60)
    process.stdout.close()


@pytest.fixture(scope="module")
def port(front):
    return front[0]


def ask(port, path="/en/about/", method="GET", body=None, **headers):
    """(status, headers, body), with the header names as given but for underscores."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        named = {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        link.request(method, path, body, named)
        answer = link.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        link.close()


def test_a_public_page_passes_and_says_what_may_be_kept(port):
    status, headers, body = ask(port)
    assert (status, headers["Server"]) == (200, "nginx")
    assert headers["Cache-Control"].startswith("public, max-age=0, s-maxage=1")
    assert b"<h1>" in body


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Forwarded-Host", "evil.example"),
        ("Forwarded", "host=evil.example;proto=http"),
        ("X-Forwarded-Port", "8443"),
        ("X-Host", "evil.example"),
        ("X-Original-URL", "/hy/evil/"),
        ("X-Rewrite-URL", "/hy/evil/"),
        ("X-HTTP-Method-Override", "POST"),
        ("X-Forwarded-Prefix", "/evil"),
        ("X-Forwarded-Proto", "evil"),
        ("Accept-Language", "evil"),
        ("User-Agent", "evil.example"),
        ("Cookie", "evil=1; csrftoken=evil"),
        ("Origin", "https://evil.example"),
        ("Referer", "https://evil.example/"),
    ],
)
def test_no_header_of_a_stranger_stays_in_the_page_that_others_get(
    port, name, value
):
    plain = ask(port)[2]
    status, _headers, body = ask(port, **{name.replace("-", "_"): value})
    assert (status, b"evil" in body) == (200, False)
    assert ask(port)[2] == plain == body


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_another_name_is_refused_and_nothing_of_it_is_kept(port, host):
    plain = ask(port)[2]
    status, _headers, body = ask(port, Host=host)
    assert (status, b"evil" in body) == (400, False)
    assert ask(port)[2] == plain


def test_a_query_has_a_page_of_its_own(port):
    status, _headers, body = ask(port, "/en/search/?q=<script>evil</script>")
    assert (status, b"<script>evil" in body) == (200, False)
    assert b"evil" not in ask(port, "/en/search/")[2]


def test_what_is_private_is_kept_by_nobody(port):
    _status, headers, _body = ask(port, "/en/accounts/login/")
    assert {"private", "no-store"} <= set(headers["Cache-Control"].split(", "))
    first = ask(port, "/en/accounts/login/")[1]["Set-Cookie"]
    assert ask(port, "/en/accounts/login/")[1]["Set-Cookie"] != first


def test_encodings_do_not_get_mixed_up(port):
    plain = ask(port)
    packed = ask(port, Accept_Encoding="gzip")
    assert packed[1]["Content-Encoding"] == "gzip"
    again = ask(port)
    assert ("Content-Encoding" in again[1], again[2]) == (False, plain[2])


def test_a_visitor_neither_stamps_nor_names_a_request(port):
    """nginx writes both itself; a stamp of the past opens nothing."""
    status, _headers, _body = ask(
        port, X_Request_Start="t=0", X_Request_ID="evil" * 200
    )
    assert status == 200


def test_what_is_too_large_is_refused_before_the_portal(port):
    status, _headers, _body = ask(
        port, method="POST", Content_Length=str(65 * 1024 * 1024)
    )
    assert status == 413


def test_private_files_have_no_address(port):
    for path in (
        "/media/../private/x",
        "/media/%2e%2e/private/x",
        "/media/..%2fprivate/x",
        "/private/x",
        "/var/x",
        "/.env",
        "/media/.env",
    ):
        assert ask(port, path)[0] in (302, 400, 403, 404), path


@pytest.fixture
def closed(front):
    """While the portal is being worked on; `deploy/maintenance.sh` of the server, in its place."""
    page = front[1] / "maintenance.html"
    words = (settings.BASE_DIR / "deploy/nginx/maintenance.html").read_text()
    page.write_text(words.replace("UNTIL", "18:30"))
    yield
    page.unlink()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/hy/"),
        ("GET", "/en/about/"),
        ("POST", "/en/applications/AB-L1-001/submit/"),
        ("POST", "/en/applications/AB-L1-001/edit/idea/"),
    ],
)
def test_while_it_is_worked_on_everybody_is_told_until_when(
    port, closed, method, path
):
    status, headers, body = ask(port, path, method)
    assert (status, headers["Retry-After"]) == (503, "120")
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"].startswith("text/html")
    for words in ("Պորտալը նորացվում է", "18:30-ին", "at 18:30, Yerevan time"):
        assert words in body.decode()


def test_those_who_watch_it_still_see_how_it_is(port, closed):
    assert ask(port, "/healthz")[::2] == (200, b"ok")


def test_afterwards_it_is_open_again(port):
    assert ask(port)[0] == 200

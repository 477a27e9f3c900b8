import datetime as dt
import socket

import pytest
import time_machine
from django.core.management import call_command

from content import link_check
from content.models import CheckedLink
from tests import make

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def links_in(**fields):
    make.article(**fields)
    return sorted({found.address for found in link_check.all_links()})


def test_links_of_texts_fields_and_sources_are_found():
    make.event(online_link="https://e.example/")
    make.article(published_at=None, body_hy='<p><a href="/draft/">Ա</a></p>')
    assert links_in(
        body_hy='<p><a href="/hy/news/">Ա</a></p>',
        sources="https://s.example/ Ա",
    ) == [
        "/hy/news/",
        "https://e.example/",
        "https://s.example/",
    ]


def test_links_within_the_portal_are_tried_for_real():
    make.article(slug="there")
    assert link_check.problem_of("/hy/news/there/") == ""
    assert (
        link_check.problem_of("http://127.0.0.1:8000/hy/news/gone/")
        == "HTTP 404"
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
    ],
)
def test_our_own_networks_are_never_asked(address):
    assert "private address" in link_check.problem_of(address)


@pytest.mark.parametrize("scheme, port", [("http", 80), ("https", 443)])
def test_the_address_that_was_looked_at_is_the_one_that_is_reached(
    monkeypatch, scheme, port
):
    """A name that answers with a public address first and with one of ours afterwards."""
    places, reached = ["93.184.216.34", "127.0.0.1"], []

    def look_up(_host, port, **_kind):
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (places.pop(0), port))
        ]

    def reach(place, timeout):
        reached.append((place, timeout))
        raise TimeoutError("nobody is there")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", reach)
    assert "nobody is there" in link_check.problem_of(
        f"{scheme}://rebinding.example/"
    )
    assert (reached, places) == (
        [(("93.184.216.34", port), link_check.TIMEOUT)],
        ["127.0.0.1"],
    )


def test_what_programs_cannot_try_is_no_problem():
    assert link_check.problem_of("mailto:a@b.example") == ""


@pytest.mark.parametrize(
    "address",
    [
        "https://nowhere.invalid/",
        "https://a.example:99999/",
        "http:///",
        "https://[bad/",
    ],
)
def test_an_address_that_leads_nowhere_is_a_problem_and_no_crash(address):
    assert link_check.problem_of(address) != ""


def test_a_link_stays_broken_since_its_first_failure_and_heals(capsys):
    article = make.article(
        slug="a",
        title_hy="Հոդված",
        body_hy='<p><a href="/hy/news/b/">Ա</a></p>',
    )
    for days in (0, 3):
        with time_machine.travel(NOW + dt.timedelta(days=days), tick=False):
            article.published_at = NOW - dt.timedelta(days=1)
            article.save()
            call_command("check_links", "--ours")
    link = CheckedLink.objects.get()
    assert (link.problem, link.broken_since, link.title) == (
        "HTTP 404",
        NOW,
        "Հոդված",
    )
    assert (
        "2026-11-21  /hy/news/b/  HTTP 404  (Հոդված)" in capsys.readouterr().out
    )
    make.article(slug="b", published_at=NOW - dt.timedelta(days=1))
    with time_machine.travel(NOW + dt.timedelta(days=4), tick=False):
        call_command("check_links")
    link.refresh_from_db()
    assert (link.problem, link.broken_since) == ("", None)
    article.body_hy = "<p>Առանց հղման</p>"
    article.save()
    with time_machine.travel(NOW + dt.timedelta(days=5), tick=False):
        call_command("check_links")
    assert CheckedLink.objects.count() == 0

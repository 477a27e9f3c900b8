"""One name for a request, in the log and on the page of an error."""

import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core.web.request_ids import (
    MADE_BY_PROXY,
    NameRequest,
    RequestIds,
    current_request_id,
)

OURS = "0123456789abcdef" * 2


def _seen(header: str) -> str:
    seen = []

    def view(request):
        seen.append(current_request_id())
        return HttpResponse()

    RequestIds(view)(
        RequestFactory().get("/", headers={"X-Request-ID": header})
    )
    assert current_request_id() == "-"
    return seen[0]


def test_the_proxys_name_is_taken_over(settings):
    settings.TRUSTED_PROXY_COUNT = 1
    assert _seen(OURS) == OURS


@pytest.mark.parametrize(
    ("proxies", "header"),
    [
        (0, OURS),
        (1, ""),
        (1, OURS.upper()),
        (1, f"{OURS}\r\nx"),
        (1, "a" * 5000),
    ],
)
def test_nothing_else_gets_into_the_log(settings, proxies, header):
    settings.TRUSTED_PROXY_COUNT = proxies
    seen = _seen(header)
    assert (seen != header, bool(MADE_BY_PROXY.fullmatch(seen))) == (True, True)


def test_a_line_of_the_log_names_its_request():
    record = logging.LogRecord("x", logging.INFO, "x", 1, "x", None, None)
    assert NameRequest().filter(record)
    assert record.request_id == "-"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_page_of_an_error_names_the_request(
    client, settings, monkeypatch, language
):
    settings.TRUSTED_PROXY_COUNT = 1
    client.raise_request_exception = False

    def broken(request):
        raise RuntimeError

    monkeypatch.setattr("portal.probes.ANSWERS", {"/broken": broken})
    answer = client.get(
        "/broken",
        headers={"X-Request-ID": OURS, "Accept-Language": language},
    )
    assert (answer.status_code, OURS in answer.content.decode()) == (500, True)

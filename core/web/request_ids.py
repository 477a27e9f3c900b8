"""One name for a request, from the proxy through every line that is logged while it is served."""

import logging
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

#: as nginx makes them; whatever else stands in the header is not ours
MADE_BY_PROXY = re.compile("[0-9a-f]{32}")

_request_id: ContextVar[str] = ContextVar("request_id", default="-")


def current_request_id() -> str:
    """32 hex digits while a request is served, or what it asked for is done later; else "-"."""
    return _request_id.get()


@contextmanager
def named_request(name: str) -> Iterator[None]:
    """What is logged meanwhile names this request."""
    before = _request_id.set(name)
    try:
        yield
    finally:
        _request_id.reset(before)


def _id_of(request: HttpRequest) -> str:
    """The proxy's own name for it, where there is one that we trust, else a new one."""
    given = request.headers.get("X-Request-ID", "")
    if settings.TRUSTED_PROXY_COUNT and MADE_BY_PROXY.fullmatch(given):
        return given
    return uuid.uuid4().hex


class RequestIds:
    """What is logged while a request is served names it."""

    def __init__(
        self, get_response: Callable[[HttpRequest], HttpResponse]
    ) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with named_request(_id_of(request)):
            return self.get_response(request)


class NameRequest(logging.Filter):
    """Gives each line of a log its request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id()
        return True

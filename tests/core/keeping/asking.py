"""A portal with kept pages, asked as a server asks it: by WSGI."""

import time
from dataclasses import dataclass

import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from core.keeping import due
from core.keeping.pages import KeptPages


def early_in_a_tick():
    """A clock that goes on from the beginning of the next five minutes: no test sees them end."""
    seconds = due.AT_MOST.total_seconds()
    begins = (time.time() // seconds + 1) * seconds
    return time_machine.travel(begins + 1)


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Asked:
    """Counts what the kept pages hand on to Django."""

    def __init__(self, application=None) -> None:
        self.made = 0
        self.application = application or WSGIHandler()
        self.pages = KeptPages(self.count)

    def count(self, environ, start_response):
        self.made += 1
        return self.application(environ, start_response)

    def __call__(
        self, path: str, method: str = "GET", **headers: str
    ) -> Answer:
        return ask(self.pages, path, method, **headers)


def environ_of(path: str, method: str = "GET", **headers: str) -> dict:
    """`headers`: as in WSGI, HTTP_ACCEPT and the like."""
    request = RequestFactory().generic(method, path, **headers)
    environ = dict(request.environ)
    environ.pop("HTTP_COOKIE", None)
    return {**environ, "HTTP_HOST": "testserver", **headers}


def ask(
    application,
    path: str,
    method: str = "GET",
    **headers: str,
) -> Answer:
    started: list = []

    def start_response(status, headers, exc_info=None):
        started[:] = [int(status[:3]), dict(headers)]

    result = application(environ_of(path, method, **headers), start_response)
    body = b"".join(result)
    if hasattr(result, "close"):
        result.close()
    return Answer(*started, body)

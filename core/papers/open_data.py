"""Answers that other programs read: anyone may fetch them, and ask whether they have changed.

Open data know their version before they are made. Feeds and calendars do not: they are made, and
their content is what is compared.
"""

import datetime as dt
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    set_response_etag,
)
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition

from core.text.reading import read_line, readable
from core.web.middleware import PUBLIC

METHODS = ("GET", "HEAD", "OPTIONS")


def _etag(version: str, request: HttpRequest) -> str:
    """Of what the data are and of what was asked; nothing is rendered for it."""
    key = f"{version} {request.get_host()} {request.get_full_path()}"
    return f'"{hashlib.sha256(key.encode()).hexdigest()[:32]}"'


def _open(response: HttpResponseBase) -> HttpResponseBase:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Link"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def open_data(version: Callable[[], str]) -> Callable:
    """Reading only, from any origin, with an ETag made of `version()` and the address."""

    def decorate(view: Callable) -> Callable:
        conditional = condition(
            etag_func=lambda request, *a, **k: _etag(version(), request)
        )(view)

        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
                response["Access-Control-Allow-Methods"] = ", ".join(METHODS)
                response["Access-Control-Allow-Headers"] = "If-None-Match"
                response["Access-Control-Max-Age"] = "86400"
                return _open(response)
            if request.method not in METHODS:
                return _open(
                    HttpResponse(
                        status=405, headers={"Allow": ", ".join(METHODS)}
                    )
                )
            response = conditional(request, *args, **kwargs)
            patch_cache_control(response, **PUBLIC)
            return _open(response)

        return csrf_exempt(
            guarded
        )  # it only reads; whoever tries to write is told 405

    return decorate


# --- feeds and calendars ------------------------------------------------------------------------


def unless_unchanged(view: Callable) -> Callable:
    """With an ETag of what was made, so that whoever has it already is told 304.

    No Last-Modified: an entry that was taken away, or that has come under another topic, has no
    later time than the others.
    """

    @wraps(view)
    def answered(
        request: HttpRequest, *args, **kwargs
    ) -> HttpResponseBase | None:
        response = view(request, *args, **kwargs)
        if response.status_code != 200:
            return response
        del response["Last-Modified"]
        set_response_etag(response)
        etag = response["ETag"]
        return get_conditional_response(request, etag, response=response)

    return answered


class ReadableAtom(Atom1Feed):
    """Atom of any stored text: XML refuses some signs, and one of them would stop a whole feed."""

    def __init__(
        self, title: str, link: str, description: str | None, **kwargs
    ) -> None:
        super().__init__(
            read_line(title), link, readable(description or ""), **kwargs
        )

    def add_item(
        self, title: str, link: str, description: str, *args: Any, **kwargs: Any
    ) -> None:
        super().add_item(
            read_line(title), link, readable(description), *args, **kwargs
        )

    def latest_post_date(self) -> dt.datetime:
        """Of the newest entry; a feed of nothing is as old as can be, not new at every reading."""
        if not self.items:
            return dt.datetime.fromtimestamp(0, dt.UTC)
        return super().latest_post_date()


class AtomFeed(Feed):
    """The base of our feeds."""

    feed_type = ReadableAtom

    @method_decorator(unless_unchanged)
    def __call__(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return super().__call__(request, *args, **kwargs)

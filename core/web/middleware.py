"""Public pages may be kept whole by anyone; everything else by nobody."""

from collections.abc import Callable, Iterator

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.cache import patch_cache_control

from core.text.reading import readable

#: what a page of ours never asks the browser for
ABILITIES = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
WALLS = {
    "Permissions-Policy": ", ".join(f"{name}=()" for name in ABILITIES),
    "Cross-Origin-Resource-Policy": "same-origin",
}


#: for a browser, which asks again with the page's tag; for a proxy, which may answer a crowd alone
PUBLIC = {
    "public": True,
    "max_age": 0,
    "s_maxage": 1,
    "stale_while_revalidate": 10,
}


class BrowserWalls:
    """What no page of ours needs is refused to all of them, and to whoever frames or embeds us.

    Before everything else, so that static files, probes and refusals carry it too. Open data open
    themselves (core/papers/open_data.py).
    """

    def __init__(
        self, get_response: Callable[[HttpRequest], HttpResponse]
    ) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in WALLS.items():
            response.headers.setdefault(name, value)
        return response


class CacheRules:
    """Marks a response public if it was made without looking at who asks, and private otherwise.

    The proof is what the request did, not a list of addresses: a page that opened the session or
    printed a CSRF token cannot be public.
    """

    def __init__(
        self, get_response: Callable[[HttpRequest], HttpResponse]
    ) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.has_header("Cache-Control"):
            return response
        if self._is_public(request, response):
            patch_cache_control(response, **PUBLIC)
        else:
            patch_cache_control(response, private=True, no_store=True)
        return response

    @staticmethod
    def _is_public(request: HttpRequest, response: HttpResponse) -> bool:
        looked = (
            getattr(request, "session", None) is not None
            and request.session.accessed
        )
        return (
            request.method in ("GET", "HEAD")
            and response.status_code in (200, 304, 404)
            and not looked
            and not response.cookies
            and "CSRF_COOKIE" not in request.META
        )


class Readable:
    """What is posted and asked is text that every page, paper, feed and database can carry.

    This is the one place that gives a request other values than it came with (ADR 27). A sign that
    controls the text comes with what is pasted, PostgreSQL and XML refuse it, and whoever pasted it
    can neither see it nor take it out: a form that refused it would be refused for ever. Each form
    could leave it out where it reads a value, but the forms of signing in and of the administration
    are not ours, and the one that is forgotten answers 500. So it is left out before any of them
    reads; what a value is for, its own field knows (core/text/reading.py). Files stay as they are.
    """

    def __init__(
        self, get_response: Callable[[HttpRequest], HttpResponse]
    ) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8").lower()
        if charset not in ("utf-8", "utf8", "us-ascii"):
            return HttpResponse(
                "UTF-8 only", status=415, content_type="text/plain"
            )
        if "\x00" in request.path_info:
            raise Http404
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked:
            # no text: refused where a code is wanted, found nowhere where words are
            request.META["QUERY_STRING"] = asked.replace("%00", "%EF%BF%BD")
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view,
        args,
        kwargs,
    ) -> None:
        """After the form has been read once, by the check of its token."""
        if request.method == "POST" and any(
            readable(text) != text for _name, text in _texts(request.POST)
        ):
            request.POST = _readable(request.POST)  # type: ignore[assignment]


def _texts(values: QueryDict) -> Iterator[tuple[str, str]]:
    for name, texts in values.lists():
        for text in texts:
            yield name, str(text)


def _readable(values: QueryDict) -> QueryDict:
    """The same values as they can be kept; read anew, so that nobody changes them either."""
    kept = QueryDict(mutable=True)
    for name, text in _texts(values):
        kept.appendlist(name, readable(text))
    return QueryDict(kept.urlencode())

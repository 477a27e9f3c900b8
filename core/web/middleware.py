"""Public pages may be kept whole by anyone; everything else by nobody."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.cache import patch_cache_control


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
            patch_cache_control(
                response, public=True, max_age=60, stale_while_revalidate=300
            )
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
            and response.status_code in (200, 404)
            and not looked
            and not response.cookies
            and "CSRF_COOKIE" not in request.META
        )


class Readable:
    """What a page or a script posts is text that can be kept: UTF-8, no NUL, no halves of
    characters.

    This is the one place that gives a request other values than it came with. A NUL comes with a
    text that is pasted, PostgreSQL cannot keep it, and whoever pasted it can neither see it nor
    take it out: a form that refused it would be refused for ever. Each form and each view could
    leave it out where it reads a value, but the forms of signing in and of the administration are
    not ours, and the one that is forgotten answers 500. So it is left out before any of them
    reads. Files are not text and stay as they are.
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
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        """After the form has been read once, by the check of its token."""
        if request.method == "POST" and any(
            _written(text) != text for _name, text in _texts(request.POST)
        ):
            request.POST = _readable(request.POST)  # type: ignore[assignment]


def _texts(values: QueryDict) -> Iterator[tuple[str, str]]:
    for name, texts in values.lists():
        for text in texts:
            yield name, str(text)


def _written(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def _readable(values: QueryDict) -> QueryDict:
    """The same values as they can be kept; read anew, so that nobody changes them either."""
    readable = QueryDict(mutable=True)
    for name, text in _texts(values):
        readable.appendlist(name, _written(text))
    return QueryDict(readable.urlencode())

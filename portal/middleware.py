"""Public pages may be kept whole by anyone; everything else by nobody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


class CacheRules:
    """Marks a response public if it was made without looking at who asks, and private otherwise.

    The proof is what the request did, not a list of addresses: a page that opened the session or
    printed a CSRF token cannot be public.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.has_header("Cache-Control"):
            return response
        if self._is_public(request, response):
            patch_cache_control(response, public=True, max_age=60, stale_while_revalidate=300)
        else:
            patch_cache_control(response, private=True, no_store=True)
        return response

    @staticmethod
    def _is_public(request: HttpRequest, response: HttpResponse) -> bool:
        looked = getattr(request, "session", None) is not None and request.session.accessed
        return (
            request.method in ("GET", "HEAD")
            and response.status_code in (200, 404)
            and not looked
            and not response.cookies
            and "CSRF_COOKIE" not in request.META
        )

"""Only a page with a film may frame a player, and only those of the two services."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from core.text.films import FRAME_HOSTS, FRAME_MARK

MARK = FRAME_MARK.encode()


class FilmFrames:
    """Widens the page's policy by what the page holds, not by a list of views.

    A film may stand in any text, also in a preview. The header is kept with the page.
    """

    def __init__(
        self, get_response: Callable[[HttpRequest], HttpResponse]
    ) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if has_film(response):
            wider = dict(getattr(response, "_csp_update", None) or {})
            framed = [*wider.get("frame-src", []), *FRAME_HOSTS]
            response._csp_update = {**wider, "frame-src": framed}  # type: ignore[attr-defined]
        return response


def has_film(response: HttpResponse) -> bool:
    """Whether an answer is a page in which a player may be put in place of a film."""
    is_page = response.get("Content-Type", "").startswith("text/html")
    return is_page and not response.streaming and MARK in response.content

"""Staff without a second factor are led to setting one up before any page of staff is opened.

The rule is turned round, so that a new page is behind it without being named: what is open to
everyone is listed (by the roof, in `portal/open_pages.py`), and all else waits.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import is_script
from accounts.second_factor import is_open_page, is_second_factor_missing
from core.web import posted


def _has_session(request: HttpRequest) -> bool:
    """Without opening one: a page that looked at who asks could not be kept for others."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _introduce(request: HttpRequest) -> HttpResponse:
    """To the page that says what it is about; what was typed stays on a page of its own."""
    if request.method in ("GET", "HEAD"):
        onward = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('accounts:second_factor')}?{onward}")
    if is_script(request):
        said = _("Nothing was saved: set up your second factor first.")
        body = {"errors": [said], "token": get_token(request)}
        return JsonResponse(body, status=403)
    context = {
        "typed": posted.posted_words(request),
        "posted_fields": posted.posted_fields(request),
    }
    return render(
        request, "accounts/second_factor_first.html", context, status=403
    )


class SecondFactorFirst:
    """Asks before any view is called, and before a form with a key has its effect."""

    def __init__(
        self, get_response: Callable[[HttpRequest], HttpResponse]
    ) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view, args, kwargs
    ) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_REQUIRED or not _has_session(request):
            return None
        match = request.resolver_match
        if match is None or is_open_page(match.view_name):
            return None
        if is_second_factor_missing(request.user):  # type: ignore[arg-type]
            return _introduce(request)
        return None

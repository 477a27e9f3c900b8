"""Pages of staff open from the networks that the settings name, where they name any.

Elsewhere a person of the staff is a visitor: signing in goes on, and the pages open to everyone.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import words_given_back
from accounts.models import User
from accounts.second_factor import is_open_page, works_for_the_programme
from core.web.networks import asks_from


def _is_of_staff(request: HttpRequest) -> bool:
    user = request.user
    return isinstance(user, User) and works_for_the_programme(user)


def _refuse(request: HttpRequest) -> HttpResponse:
    if given_back := words_given_back(request, 403):
        return given_back
    return render(request, "accounts/other_network.html", status=403)


class StaffFromTheirNetworks:
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
        networks = settings.STAFF_NETWORKS
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if not networks or not has_session or asks_from(request, networks):
            return None
        match = request.resolver_match
        if match is None or is_open_page(match.view_name):
            return None
        return _refuse(request) if _is_of_staff(request) else None

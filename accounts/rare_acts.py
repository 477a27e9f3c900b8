"""Rare acts with wide effect ask anew who is there, when that was long ago."""

import time
from collections.abc import Callable
from functools import wraps

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.http import HttpRequest, HttpResponse


def is_recently_signed_in(request: HttpRequest) -> bool:
    """Whether the person signed in, or confirmed who they are, a quarter of an hour ago or less."""
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    latest = max((record["at"] for record in records), default=0)
    return time.time() - latest < app_settings.REAUTHENTICATION_TIMEOUT


def recently_signed_in(view: Callable) -> Callable:
    """For acts that are rare and wide: inviting staff, roles, site settings, the newsletter.

    Looking is free. A form that comes too long after the sign-in is laid aside with all that was
    typed (files excepted), the person confirms by password, code or passkey, and it goes on by
    itself. Stands inside whatever asks for the sign-in and the permission.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs) -> HttpResponse:
        ways = get_adapter(request).get_reauthentication_methods(request.user)
        if (
            request.method != "POST"
            or is_recently_signed_in(request)
            or not ways  # neither password nor second factor: a code by letter alone
        ):
            return view(request, *args, **kwargs)
        return suspend_request(request, ways[0]["url"])

    return guarded

"""What a request says of how someone has just signed in."""

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from accounts.known_devices import is_known_device
from accounts.models import SignIn, User
from accounts.sign_ins import Visit
from core.web.networks import network_of
from core.web.rate_limits import address_of

METHODS = {"password": SignIn.PASSWORD, "code": SignIn.CODE}


def _method(records: list[dict]) -> str:
    if any(record.get("passwordless") for record in records):
        return SignIn.PASSKEY
    named = (METHODS.get(record["method"], "") for record in records)
    return next(filter(None, named), "")


def _second_factor(records: list[dict]) -> str:
    used = [
        record["type"]
        for record in records
        if record["method"] == "mfa" and not record.get("passwordless")
    ]
    return used[-1] if used else ""


def visit_of(request: HttpRequest, user: User) -> Visit:
    records = get_authentication_records(request, user)
    return Visit(
        address=network_of(address_of(request)) or None,
        user_agent=request.headers.get("User-Agent", ""),
        method=_method(records),
        second_factor=_second_factor(records),
        is_new_device=not is_known_device(request, user),
    )

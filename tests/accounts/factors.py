"""Second factors for tests: an app whose codes can be computed, and sign-ins by the page."""

import time

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)


def add_app(user):
    """The secret of an authenticator app, as after setting it up."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def add_recovery_codes(user):
    return RecoveryCodes.activate(user).get_unused_codes()


def add_lost_passkey(user):
    """A row only: nobody can sign in with it."""
    return Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "Lost telephone"}
    )


def app_code(secret, steps=0):
    """What the app shows now, or some steps of half a minute later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def verified(user):
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, verified=True, primary=True
    )
    return user


def sign_in(client, user, code="", language="en", **headers):
    """By the page, with the password and, where one is given, a code; the last answer."""
    data = {"login": verified(user).email, "password": "pass"}
    address = f"/{language}/accounts/"
    answer = client.post(f"{address}login/", data, headers=headers)
    if code:
        answer = client.post(
            f"{address}2fa/authenticate/", {"code": code}, headers=headers
        )
    return answer


def is_signed_in(client):
    return client.get("/en/workspace/").status_code == 200

"""A browser that someone has signed in with before says so by a signed cookie.

It is set at a sign-in and never for those who only read. It proves nothing and opens nothing: it
only spares a letter. Several people may share one browser, so it names each, by a hash.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from accounts.models import User

COOKIE = "known_device"
SALT = "accounts.known_devices"
#: the longest that browsers keep a cookie
AGE = 400 * 24 * 60 * 60
#: people whom one browser is remembered for, the last ones
MOST = 10


def _mark(user: User) -> str:
    return salted_hmac(SALT, str(user.uid), algorithm="sha256").hexdigest()[:24]


def _marks(request: HttpRequest) -> list[str]:
    try:
        return signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=AGE
        )
    except signing.BadSignature:
        return []


def is_known_device(request: HttpRequest, user: User) -> bool:
    """Whether this browser was used for a sign-in of this person before."""
    return _mark(user) in _marks(request)


def remember_device(
    request: HttpRequest, response: HttpResponseBase, user: User
) -> None:
    mark = _mark(user)
    marks = [one for one in _marks(request) if one != mark] + [mark]
    response.set_cookie(
        COOKIE,
        signing.dumps(marks[-MOST:], salt=SALT),
        max_age=AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )

"""When a request reached the server: by the proxy's stamp, or by our own before it is worked on."""

import datetime as dt
import re
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from core.clock import LONGEST_QUEUE, counting_from

#: what the server's entrance notes in the environment of a request: seconds since 1970
ENTERED = "arrival.entered"
#: nginx: `X-Request-Start "t=$msec d=$request_time"`, seconds since 1970 when the whole request had
#: come, and how many seconds it took to come
STAMP = re.compile(
    r"t=([0-9]{9,11}(?:\.[0-9]{1,6})?)(?: d=([0-9]{1,4}(?:\.[0-9]{1,6})?))?"
)
#: a request counts from its first byte, but a body that dribbles in longer wins no time by it
LONGEST_BODY = dt.timedelta(minutes=1)


def note_entering(environ: dict) -> None:
    """Stamp a request as the server's process gets it."""
    environ[ENTERED] = time.time()


def _at(seconds: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def _stamped_at(stamp: str) -> dt.datetime | None:
    """The instant of a proxy's stamp; None for anything that is not one."""
    parts = STAMP.fullmatch(stamp)
    if parts is None:
        return None
    took = dt.timedelta(seconds=float(parts[2] or 0))
    return _at(float(parts[1])) - min(took, LONGEST_BODY)


def arrived_at(request: HttpRequest) -> dt.datetime:
    """When it reached the server.

    The stamp is believed behind configured proxies only, as the visitor's address is, and only
    between `LONGEST_QUEUE` ago and now; else the entrance's own stamp, else now.
    """
    now = timezone.now()
    entered = request.META.get(ENTERED)
    latest = min(_at(entered), now) if entered else now
    if not settings.TRUSTED_PROXY_COUNT:
        return latest
    stamped = _stamped_at(request.headers.get("X-Request-Start", ""))
    if stamped is None or not now - LONGEST_QUEUE <= stamped <= latest:
        return latest
    return stamped


class Arrival:
    """What a request asks for counts from when it reached the server."""

    def __init__(
        self, get_response: Callable[[HttpRequest], HttpResponse]
    ) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with counting_from(arrived_at(request)):
            return self.get_response(request)

"""When a request reached the server, and whom that is believed of."""

import datetime as dt

import pytest
import time_machine
from django.http import HttpResponse
from django.test import RequestFactory

from core.clock import LONGEST_QUEUE, counted_at
from core.web.arrival import ENTERED, Arrival, arrived_at, note_entering

NOON = dt.datetime(2026, 12, 22, 12, tzinfo=dt.UTC)
SECONDS = NOON.timestamp()


def _ago(**how_long) -> dt.datetime:
    return NOON - dt.timedelta(**how_long)


def _asked(stamp: str = "", entered: float | None = None) -> dt.datetime:
    request = RequestFactory().post("/", headers={"X-Request-Start": stamp})
    if entered is not None:
        request.META[ENTERED] = entered
    with time_machine.travel(NOON, tick=False):
        return arrived_at(request)


@pytest.mark.parametrize(
    ("stamp", "arrived"),
    [
        (f"t={SECONDS - 90:.3f}", _ago(seconds=90)),
        (f"t={SECONDS - 90:.3f} d=2.500", _ago(seconds=92.5)),
        (f"t={SECONDS - 90:.3f} d=0.000", _ago(seconds=90)),
        # a body that dribbles in for an hour wins one minute
        (f"t={SECONDS - 90:.3f} d=3600.000", _ago(seconds=150)),
        (f"t={SECONDS - LONGEST_QUEUE.seconds:.3f}", NOON - LONGEST_QUEUE),
        (f"t={SECONDS:.0f}", NOON),
        # not believed: counts now
        (f"t={SECONDS - LONGEST_QUEUE.seconds - 1:.3f}", NOON),
        (f"t={SECONDS + 1:.3f}", NOON),
        ("t=0", NOON),
        ("t=-1", NOON),
        ("t=99999999999", NOON),
        ("t=1e9", NOON),
        (f"t={SECONDS - 90:.3f}, t={SECONDS - 900:.3f}", NOON),
        (f"{SECONDS - 90:.3f}", NOON),
        ("t=١٧٦٦٤٠٤٨٠٠", NOON),
        ("yesterday", NOON),
        ("", NOON),
    ],
)
def test_the_stamp_of_a_proxy_is_believed_within_its_bounds(
    settings, stamp, arrived
):
    settings.TRUSTED_PROXY_COUNT = 1
    assert _asked(stamp) == arrived


def test_nobody_stamps_a_request_where_no_proxy_is_configured(settings):
    settings.TRUSTED_PROXY_COUNT = 0
    assert _asked(f"t={SECONDS - 90:.3f}") == NOON


def test_without_a_proxy_the_entrance_of_the_process_counts(settings):
    settings.TRUSTED_PROXY_COUNT = 0
    assert _asked(entered=SECONDS - 4) == _ago(seconds=4)
    assert _asked(entered=SECONDS + 4) == NOON


def test_a_stamp_later_than_the_entrance_is_not_believed(settings):
    settings.TRUSTED_PROXY_COUNT = 1
    stamp = f"t={SECONDS - 1:.3f}"
    assert _asked(stamp, entered=SECONDS - 3) == _ago(seconds=3)
    assert _asked(stamp, entered=SECONDS) == _ago(seconds=1)


def test_what_a_request_asks_counts_from_its_arrival(settings):
    settings.TRUSTED_PROXY_COUNT = 1
    counted = []

    def view(request):
        counted.append(counted_at())
        return HttpResponse()

    request = RequestFactory().post(
        "/", headers={"X-Request-Start": f"t={SECONDS - 90:.3f}"}
    )
    with time_machine.travel(NOON, tick=False):
        Arrival(view)(request)
        assert counted_at() == NOON
    assert counted == [_ago(seconds=90)]


def test_the_entrance_is_stamped_once_for_each_request():
    environ: dict = {}
    with time_machine.travel(NOON, tick=False):
        note_entering(environ)
    assert environ == {ENTERED: SECONDS}

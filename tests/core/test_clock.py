"""By which instant what a person does counts."""

import datetime as dt

import time_machine
from django.utils import timezone

from core.clock import counted_at, counting_from

NOON = dt.datetime(2026, 12, 22, 12, tzinfo=dt.UTC)


def test_what_is_done_outside_a_request_counts_now():
    with time_machine.travel(NOON, tick=False):
        assert counted_at() == NOON == timezone.now()


def test_what_is_done_in_a_request_counts_from_its_arrival_and_never_in_the_future():
    early, late = NOON - dt.timedelta(minutes=2), NOON + dt.timedelta(hours=1)
    with time_machine.travel(NOON, tick=False):
        with counting_from(early):
            assert counted_at() == early
            with counting_from(late):
                assert counted_at() == NOON
            assert counted_at() == early
        assert counted_at() == NOON

"""A clock that is put right by an hour, and timers that run twice."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from accounts.models import BrowserSession
from applications.drafts import saving
from applications.errors import Closed
from applications.models import Version
from applications.submissions import lifecycle
from mailing.models import Letter
from portal.backups.records import record_faults
from portal.desks.site_health import TIMERS
from tests import make

HOUR = dt.timedelta(hours=1)


@pytest.mark.django_db
@pytest.mark.parametrize("step", [-HOUR, HOUR])
def test_journals_chain_and_receipts_agree_after_a_step_of_the_clock(step):
    draft = make.application(closes_at=timezone.now() + 5 * HOUR)
    lifecycle.submit(draft, by=draft.created_by)
    with time_machine.travel(timezone.now() + step, tick=True):
        draft.refresh_from_db()
        lifecycle.withdraw(draft, reason="r", by=draft.created_by)
        draft.refresh_from_db()
        lifecycle.reinstate(draft, by=draft.created_by)
        draft.refresh_from_db()
        saving.save_answers(draft, {"title": ("Other", 1)}, by=draft.created_by)
        lifecycle.submit(draft, by=draft.created_by)
    assert record_faults() == []
    numbers = Version.objects.order_by("number").values_list(
        "number", flat=True
    )
    assert list(numbers) == [1, 2]


@pytest.mark.django_db
def test_a_clock_that_goes_back_reopens_nothing():
    now = timezone.now()
    draft = make.application(closes_at=now + HOUR)
    with time_machine.travel(now + 2 * HOUR, tick=True):
        call_command("watch_deadlines")
    with pytest.raises(Closed):
        lifecycle.submit(draft, by=draft.created_by)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "command",
    sorted(set(TIMERS) - {"read_bounces", "backup", "verify_backup"}),
)
def test_a_timer_that_runs_twice_does_its_work_once(command):
    make.application()
    call_command(command)
    letters = set(Letter.objects.values_list("pk", "sent_at"))
    sessions = BrowserSession.objects.count()
    call_command(command)
    assert set(Letter.objects.values_list("pk", "sent_at")) == letters
    assert BrowserSession.objects.count() == sessions

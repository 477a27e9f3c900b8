"""What the clock asks for between visits: reminders, files that never came, closings that were
seen.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications import deadlines, letters, states
from applications.models import (
    Application,
    DraftReminder,
    ProvisionalSubmission,
)
from applications.submissions import lifecycle, uploading
from core.clock import LONGEST_QUEUE
from core.registry import Registry
from mailing import background

#: before the deadline, to everyone with a draft that is not submitted
STAGES = (
    ("2h", dt.timedelta(hours=2)),
    ("48h", dt.timedelta(hours=48)),
    ("7d", dt.timedelta(days=7)),
)


def reminder_stage(left: dt.timedelta) -> str:
    """The nearest stage that has been reached with this much time left; '' for none."""
    if left <= dt.timedelta(0):
        return ""
    return next((name for name, before in STAGES if left <= before), "")


def remind_draft(application: Application, now: dt.datetime) -> int:
    """Tell the people of a draft, once for each stage and deadline; how many letters."""
    deadline = application.deadline_at
    stage = reminder_stage(deadline - now)
    if not stage or application.state != states.DRAFT:
        return 0
    try:
        with transaction.atomic():
            reminder, is_new = DraftReminder.objects.get_or_create(
                application=application, deadline_at=deadline, stage=stage
            )
            if not is_new:
                return 0
            reminder.letters = letters.write_draft_reminder(
                application, deadline
            )
            reminder.save(update_fields=["letters"])
            return reminder.letters
    except IntegrityError:  # another run of the command was quicker
        return 0


def remind_all_drafts(now: dt.datetime | None = None) -> int:
    now = now or timezone.now()
    drafts = Application.objects.filter(
        state=states.DRAFT, lot__call__status="published"
    ).with_lot()
    recent = drafts.filter(lot__closes_at__gt=now - dt.timedelta(days=60))
    by_key = {str(draft.pk): draft for draft in recent.order_by("pk")}
    return sum(
        background.do_each(
            DRAFT_REMINDERS.code,
            by_key,
            lambda key: remind_draft(by_key[key], now),
        )
    )


def _remind_again(key: str) -> int:
    draft = Application.objects.with_lot().get(pk=key)
    return remind_draft(draft, timezone.now())


DRAFT_REMINDERS = background.Work(
    "draft_reminders", _("reminders about drafts"), 40, _remind_again
)


def end_late_transfers(now: dt.datetime | None = None) -> int:
    """Submissions whose announced files never came within the grace; how many are void."""
    waiting = ProvisionalSubmission.objects.filter(
        ended_at=None, waits_until__lte=(now or timezone.now()) - LONGEST_QUEUE
    )
    keys = list(waiting.order_by("pk").values_list("pk", flat=True))
    return sum(background.do_each(LATE_TRANSFERS.code, keys))


def _end_transfer(key: str) -> bool:
    waiting = ProvisionalSubmission.objects.select_related("application")
    return lifecycle.end_provisional(waiting.get(pk=key))


LATE_TRANSFERS = background.Work(
    "late_transfers",
    _("submissions whose files never arrived"),
    41,
    _end_transfer,
)


@dataclass(frozen=True)
class Round:
    """One thing the watch does each time; what it did already it does not do again."""

    code: str
    order: int
    act: Callable[[], int]


ROUNDS: Registry[Round] = Registry()
ROUNDS.register(
    Round("closings", 10, deadlines.remember_all_closings),
    Round("void", 20, end_late_transfers),
    Round("letters", 30, remind_all_drafts),
    Round("scanned", 40, uploading.scan_waiting_files),
)
WATCH = background.Work(
    "watch",
    _("rounds of the deadline watch"),
    44,
    lambda key: ROUNDS.get(key).act(),
    is_one_transaction=False,
)


def watch_deadlines() -> dict[str, int]:
    """One round of the watch; a timer calls it every few minutes, and again changes nothing.

    A part that fails is counted as -1 and noted; the others go on.
    """
    done = {
        one.code: background.do_one(WATCH.code, one.code)
        for one in ROUNDS.all()
    }
    return {
        code: -1 if count is None else count for code, count in done.items()
    }

"""What the clock asks for between visits: reminders, files that never came, closings that were
seen.
"""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from applications import deadlines, letters, states
from applications.models import (
    Application,
    DraftReminder,
    ProvisionalSubmission,
)
from applications.office import exporting
from applications.submissions import lifecycle, uploading

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
    return sum(remind_draft(draft, now) for draft in recent.order_by("pk"))


def end_late_transfers(now: dt.datetime | None = None) -> int:
    """Submissions whose announced files never came within the grace; how many are void."""
    waiting = ProvisionalSubmission.objects.filter(
        ended_at=None, waits_until__lt=now or timezone.now()
    )
    return sum(
        lifecycle.end_provisional(one)
        for one in waiting.select_related("application")
    )


def watch_deadlines() -> dict[str, int]:
    """One round of the watch; a timer calls it every few minutes, and again changes nothing."""
    return {
        "closings": deadlines.remember_all_closings(),
        "void": end_late_transfers(),
        "letters": remind_all_drafts(),
        "scanned": uploading.scan_waiting_files(),
        "old exports": exporting.forget_exports(),
    }

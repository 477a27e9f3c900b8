"""Reminders to reviewers: by hand for a lot, once a day each."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from applications import states as application_states
from applications.rules import may_run_calls
from calls.models import Lot
from evaluation import letters
from evaluation.models import Review

PAUSE = dt.timedelta(hours=20)


def remind_reviewers(lot: Lot, *, by: User) -> int:
    """Write to whoever has not finished in this lot, unless they were told today; how many letters.

    Raises PermissionDenied.
    """
    if not may_run_calls(by):
        raise PermissionDenied
    now = timezone.now()
    waiting = Review.objects.unfinished().filter(
        Q(reminded_at=None) | Q(reminded_at__lt=now - PAUSE),
        application__lot=lot,
        application__state=application_states.IN_REVIEW,
    )
    count = 0
    for review in waiting.select_related("reviewer", "application__lot__call"):
        count += letters.write_review_reminder(review)
        review.reminded_at = now
        review.save(update_fields=["reminded_at"])
    return count

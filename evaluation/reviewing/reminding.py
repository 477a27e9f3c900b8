"""Reminders to reviewers: by the clock around the day that was agreed, by hand at most once a day.

One letter names all reviews of a lot that one person has not finished.
"""

import datetime as dt
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from applications import states as application_states
from applications.office.deadline_watch import Round
from applications.rules import may_run_calls
from calls.models import Lot
from evaluation import letters
from evaluation.models import Review
from evaluation.models.review import WRITE_REVIEWS

PAUSE = dt.timedelta(hours=20)
#: when the clock reminds, in days from the day a review is due
DAYS = (-3, 0, 1)
HOUR = dt.time(9)


def remind_reviewers(lot: Lot, *, by: User) -> int:
    """Write to whoever has not finished in this lot, unless they were told today; how many letters.

    Raises PermissionDenied.
    """
    if not may_run_calls(by):
        raise PermissionDenied
    now = timezone.now()
    waiting = _unfinished().filter(
        Q(reminded_at=None) | Q(reminded_at__lt=now - PAUSE),
        application__lot=lot,
    )
    return _remind(list(waiting), now)


def remind_by_the_clock() -> int:
    """Write to whoever has not finished three days before the day, on it and the day after it, each
    time at nine in the morning, unless they were told since; how many letters.
    """
    now = timezone.now()
    soonest = timezone.localdate(now) - dt.timedelta(days=DAYS[0])
    due = _unfinished().filter(due_on__lte=soonest)
    return _remind([review for review in due if _waits(review, now)], now)


def _unfinished():
    return (
        Review.objects.unfinished()
        .untied()
        .filter(application__state=application_states.IN_REVIEW)
        .select_related("reviewer", "application__lot__call")
        .order_by("reviewer", "application__lot", "due_on", "application")
    )


def _waits(review: Review, now: dt.datetime) -> bool:
    """Whether a day has come since the reviewer last heard of this review."""
    mornings = (
        timezone.make_aware(
            dt.datetime.combine(review.due_on + dt.timedelta(days=days), HOUR)
        )
        for days in DAYS
    )
    told_at = review.reminded_at or review.assigned_at
    return any(told_at < morning <= now for morning in mornings)


def _remind(reviews: list[Review], now: dt.datetime) -> int:
    """A letter to each person and lot; the reviews come in that order."""
    count = 0
    for (reviewer, lot), group in groupby(
        reviews, lambda review: (review.reviewer, review.application.lot)
    ):
        if not reviewer.has_perm(WRITE_REVIEWS):
            continue
        unfinished = list(group)
        count += letters.write_review_reminder(reviewer, lot, unfinished)
        for review in unfinished:
            review.reminded_at = now
        Review.objects.bulk_update(unfinished, ["reminded_at"])
    return count


ROUND = Round("reviews", 50, remind_by_the_clock)

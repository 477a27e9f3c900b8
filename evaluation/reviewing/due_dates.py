"""By when a review is due, moved by the office."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from evaluation import letters, rules, states
from evaluation.errors import wrong_state
from evaluation.models import Review
from evaluation.reviewing.assigning import (
    locked_review,
    record_review_act,
    refuse_past,
)

UNFINISHED = (states.ASSIGNED, states.READING)


@transaction.atomic
def move_due_date(review: Review, *, due_on: dt.date, by: User) -> None:
    """Give a reviewer another day, and tell them.

    Raises PermissionDenied, ValidationError 'past', 'state'.
    """
    if not rules.may_evaluate(by, review.application):
        raise PermissionDenied
    refuse_past(due_on)
    locked = locked_review(review)
    if locked.state not in UNFINISHED:
        raise wrong_state()
    facts = {
        "from": locked.due_on.isoformat(),
        "due": due_on.isoformat(),
    }
    locked.due_on = due_on
    locked.save(update_fields=["due_on"])
    record_review_act(locked, "move_due_date", by, facts=facts)
    lot = locked.application.lot
    letters.write_review_reminder(locked.reviewer, lot, [locked])
    review.due_on = due_on

"""What ends, and what is refused, when a reviewer leaves or becomes a colleague of the office."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from applications import states as application_states
from evaluation import states
from evaluation.models import Review
from evaluation.reviewing.assigning import locked_review, record_review_act

REVIEWS = "reviews"


def _in_hand(person: User):
    return Review.objects.filter(
        reviewer=person, application__state=application_states.IN_REVIEW
    ).select_related("application__lot__call", "reviewer")


def refuse_staff_with_reviews(person: User) -> None:
    """Raises ValidationError 'reviews': whoever works in the office reads what the others wrote."""
    if _in_hand(person).standing().exists():
        raise ValidationError(
            _(
                "This person reviews applications at present. Take their reviews"
                " back first."
            ),
            code=REVIEWS,
        )


@transaction.atomic
def end_reviews_of(person: User, *, by: User, successor: str = "") -> None:
    """What is not final goes back to the office, which finds it among what waits for a reviewer."""
    for review in _in_hand(person).unfinished().order_by("application__lot"):
        locked = locked_review(review)
        locked.state = states.TAKEN_BACK
        locked.save(update_fields=["state"])
        note = _("The account was deactivated.")
        record_review_act(locked, "take_back", by, note)

"""What a reviewer has in hand, and what an office page says of a lot's reviews."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from applications import states as application_states
from applications.models import Application
from calls.models import Lot
from evaluation import states
from evaluation.models import Review
from evaluation.models.review import WRITE_REVIEWS
from evaluation.reviewing import agreement, reading
from evaluation.reviewing.agreement import Standing


@dataclass(frozen=True)
class PiledReview:
    """One line of a reviewer's pile. `community`: None where the lot hides it."""

    review: Review
    title: str
    scored: int
    criteria: int

    @property
    def is_late(self) -> bool:
        return (
            self.review.state != states.FINAL
            and self.review.due_on < timezone.localdate()
        )


def reviews_of_reviewer(user: User):
    """Their own, the soonest due first; what was taken back or recused is not among them, nor what
    they are tied to by now, and nothing once the role is gone or they work in the office.
    """
    if not user.has_perm(WRITE_REVIEWS) or user.works_in_the_office:
        return Review.objects.none()
    return (
        Review.objects.untied()
        .filter(
            reviewer=user,
            state__in=states.STANDING,
            application__state=application_states.IN_REVIEW,
        )
        .select_related(
            "application__lot__call", "application__community", "version"
        )
        .prefetch_related("answers")
        .order_by("due_on", "application__reference")
    )


def reviewer_pile(user: User) -> list[PiledReview]:
    """What there is to do, then what is final."""
    piled = []
    for review in reviews_of_reviewer(user):
        review.version.application = review.application
        scored = [
            answer
            for answer in review.answers.all()
            if answer.key.startswith("score-") and answer.value
        ]
        count = review.application.lot.call.criteria.count()
        piled.append(
            PiledReview(
                review,
                reading.title_for_reviewer(review),
                len(scored),
                count,
            )
        )
    return sorted(piled, key=lambda one: one.review.state == states.FINAL)


def waiting_count(user: User) -> int:
    return reviews_of_reviewer(user).exclude(state=states.FINAL).count()


@dataclass(frozen=True)
class ReviewedApplication:
    """One application with its reviews as the office lists them."""

    application: Application
    reviews: list[Review]
    standing: Standing


def applications_with_reviewers(lot: Lot, user: User):
    """Every application of a lot that is or was in the hands of reviewers, to be listed a page at a
    time.
    """
    shown = (
        application_states.ELIGIBLE,
        application_states.IN_REVIEW,
        application_states.RANKED,
        application_states.AWARDED,
        application_states.RESERVE,
        application_states.REJECTED,
        application_states.DECLINED,
    )
    return (
        Application.objects.visible_to(user)
        .filter(lot=lot, state__in=shown)
        .select_related("community", "lot__call")
        .prefetch_related("reviews__reviewer", "reviews__finals")
        .order_by("reference")
    )


def with_standings(
    lot: Lot, applications: Iterable[Application]
) -> list[ReviewedApplication]:
    """Each with its reviews and where they stand; asks nothing more of the database."""
    return [
        ReviewedApplication(
            one,
            list(one.reviews.all()),
            agreement.reviews_standing(lot, one.reviews.all()),
        )
        for one in applications
    ]

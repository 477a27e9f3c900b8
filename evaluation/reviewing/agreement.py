"""Whether the reviews of an application are complete, agree, or need a third."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from applications.models import Application
from calls.models import Lot
from evaluation import states
from evaluation.models import FinalReview, Review

#: where a prefetch of many reviews puts their finals
LISTED_FINALS = "listed_finals"


@dataclass(frozen=True)
class Standing:
    """Where the reviews of one application stand. `points`: of each that is final."""

    required: int
    unfinished: int
    points: tuple[Decimal, ...]
    gap: Decimal | None
    has_third: bool

    @property
    def missing(self) -> int:
        """How many reviewers are still to be found."""
        have = self.unfinished + len(self.points)
        return max(0, self.required - have) + self.needs_third

    @property
    def difference(self) -> Decimal:
        return (
            max(self.points) - min(self.points) if self.points else Decimal(0)
        )

    @property
    def needs_third(self) -> bool:
        """Two that are final differ by more than the lot allows, and no third was asked for."""
        return (
            self.gap is not None
            and not self.has_third
            and self.unfinished == 0
            and len(self.points) == self.required
            and self.difference > self.gap
        )

    @property
    def is_complete(self) -> bool:
        return self.missing == 0 and self.unfinished == 0


def newest_final(review: Review) -> FinalReview | None:
    """What counts of a review that is final. Its `finals` are prefetched, as rows or as a list."""
    if review.state != states.FINAL:
        return None
    finals = getattr(review, LISTED_FINALS, None)
    if finals is None:
        finals = review.finals.all()
    return max(finals, key=lambda one: one.number, default=None)


def reviews_standing(lot: Lot, reviews: Iterable[Review]) -> Standing:
    """`reviews`: of one application, each with its `finals`; those that do not count are left
    out.
    """
    counting = [one for one in reviews if one.state in states.STANDING]
    finals = [newest_final(review) for review in counting]
    points = tuple(one.points for one in finals if one is not None)
    return Standing(
        required=lot.reviews_required,
        unfinished=len(counting) - len(points),
        points=points,
        gap=lot.third_review_gap,
        has_third=any(one.is_third for one in counting),
    )


def standing_of(application: Application) -> Standing:
    reviews = application.reviews.standing().prefetch_related("finals")
    return reviews_standing(application.lot, reviews)


def others_to_read(review: Review) -> list[FinalReview]:
    """What the other reviewers wrote: nothing until every review of the application is final."""
    reviews = review.application.reviews.standing().prefetch_related(
        "finals__scores__criterion"
    )
    standing = list(reviews)
    if any(one.state != states.FINAL for one in standing):
        return []
    others = [newest_final(one) for one in standing if one.pk != review.pk]
    return [one for one in others if one is not None]

"""The order of a lot's applications, computed anew from their final reviews; nothing is saved.

The points of an application are the mean of its reviews' totals, to the cent, and what is shown is
what counts. Equal totals are told apart, in this order, by the higher mean at the criterion that
weighs most, then at the next; by the smaller grant asked for; by the community's code in the
register. When something was submitted or saved never counts.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import (
    Exists,
    OuterRef,
    Prefetch,
    Q,
    prefetch_related_objects,
)
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications import states as application_states
from applications.models import Application, ApplicationExtension
from calls import scoring_rules
from calls.models import Criterion, Lot
from communities.models import Seat
from core.clock import LONGEST_QUEUE
from evaluation import states
from evaluation.models import FinalReview, Review, Score
from evaluation.reviewing import agreement, conflicts

CENT = Decimal("0.01")
ZERO = Decimal(0)
#: why a ranking cannot be made yet
WRITTEN, NOT_CHECKED, NOT_REVIEWED, NO_THIRD, TIED = (
    "written",
    "not_checked",
    "not_reviewed",
    "no_third",
    "tied",
)
PROBLEMS = {
    WRITTEN: _("Its own, later deadline is not over: it may still come."),
    NOT_CHECKED: _("Its eligibility is not decided."),
    NOT_REVIEWED: _("Its reviews are not complete."),
    NO_THIRD: _("Its reviews differ: a third one is needed."),
    TIED: _(
        "A reviewer has a tie to the community by now: take that review back."
    ),
}
#: in which an application waits for something before the lot can be ranked
UNDECIDED = (
    application_states.SUBMITTED,
    application_states.COMPLETION,
    application_states.ELIGIBLE,
)
#: and which have their place in it: also what was decided, for a correction
RANKABLE = (
    application_states.IN_REVIEW,
    application_states.RANKED,
    application_states.AWARDED,
    application_states.RESERVE,
    application_states.REJECTED,
)


@dataclass(frozen=True)
class Line:
    """One application in the order. `means`: criterion → mean score; `fails`: the criteria, or
    None for the total, whose threshold it does not reach. Money in the currency of the call.
    """

    application: Application
    finals: tuple[FinalReview, ...]
    points: Decimal
    means: dict[int, Decimal]
    fails: tuple[int | None, ...]
    grant: Decimal
    place: int | None = None
    standing: str = states.BELOW
    #: what is left of the budget after it, where it is within it
    left: Decimal | None = None

    @property
    def passes(self) -> bool:
        return not self.fails


@dataclass(frozen=True)
class Order:
    """The lines of a lot in their order, and what keeps it from being signed."""

    lot: Lot
    criteria: tuple[Criterion, ...]
    lines: tuple[Line, ...]
    problems: tuple[tuple[Application, str], ...]

    @property
    def funded(self) -> list[Line]:
        return [one for one in self.lines if one.standing == states.FUNDED]

    @property
    def is_ready(self) -> bool:
        return bool(self.lines) and not self.problems


def still_written() -> Q:
    """Applications with a deadline of their own that two officers agreed on and that is not over:
    they may still come.
    """
    now = timezone.now()
    later = ApplicationExtension.objects.filter(
        application=OuterRef("pk"),
        approved_at__isnull=False,
        closes_at__gt=now - LONGEST_QUEUE,
    )
    return Q(Exists(later), state=application_states.DRAFT)


def mean(values: Collection[int | Decimal]) -> Decimal:
    """To the cent, halves up."""
    total = sum((Decimal(one) for one in values), ZERO)
    return (total / len(values)).quantize(CENT, ROUND_HALF_UP)


def _scores_of_finals(lot: Lot) -> dict[int, list[tuple[int, int]]]:
    """final review → (criterion, score) of each: rows as they are, thousands of them."""
    rows = Score.objects.filter(final__review__application__lot=lot)
    scores: dict[int, list[tuple[int, int]]] = {}
    for final, criterion, value in rows.order_by("final").values_list(
        "final", "criterion", "value"
    ):
        scores.setdefault(final, []).append((criterion, value))
    return scores


def _means(
    finals: Collection[FinalReview], scores: dict[int, list[tuple[int, int]]]
) -> dict[int, Decimal]:
    values: dict[int, list[int]] = {}
    for final in finals:
        for criterion, value in scores[final.pk]:
            values.setdefault(criterion, []).append(value)
    return {criterion: mean(given) for criterion, given in values.items()}


def _fails(
    lot: Lot,
    criteria: Collection[Criterion],
    points: Decimal,
    means: dict[int, Decimal],
) -> tuple[int | None, ...]:
    below: list[int | None] = [
        one.pk
        for one in criteria
        if one.threshold is not None and means.get(one.pk, ZERO) < one.threshold
    ]
    if lot.overall_threshold is not None and points < lot.overall_threshold:
        below.append(None)
    return tuple(below)


def _line(
    lot: Lot,
    application: Application,
    finals: tuple[FinalReview, ...],
    criteria: Collection[Criterion],
    means: dict[int, Decimal],
) -> Line:
    points = mean([one.points for one in finals])
    return Line(
        application,
        finals,
        points,
        means,
        _fails(lot, criteria, points, means),
        application.grant or ZERO,
    )


def tie_order(criteria: Collection[Criterion]) -> list[Criterion]:
    """The criteria as they tell equal totals apart: the heaviest first."""
    return sorted(
        criteria, key=lambda one: (-(one.weight or 0), one.order, one.pk)
    )


def _sort_key(line: Line, criteria: list[Criterion]) -> tuple:
    by_criterion = tuple(-line.means.get(one.pk, ZERO) for one in criteria)
    return (
        not line.passes,
        -line.points,
        *by_criterion,
        line.grant,
        line.application.community.hd002_code,
    )


#: what a ranking asks of an application: the facts of a community are a hundred columns
NEEDED = (
    "reference",
    "lot_id",
    "state",
    "grant",
    "community__name_hy",
    "community__name_en",
    "community__hd002_code",
    "eligibility_check__version__sha256",
)


def _applications(lot: Lot) -> list[Any]:
    """With their reviews and finals in lists: a set of rows for each of hundreds costs a third of
    the page.
    """
    applications: list[Any] = list(
        Application.objects.filter(
            Q(state__in=(*UNDECIDED, *RANKABLE)) | still_written(), lot=lot
        )
        .select_related("community", "eligibility_check__version")
        .only(*NEEDED)
        .order_by("reference")
    )
    reviews = Review.objects.only(
        "application", "reviewer", "state", "is_third"
    )
    finals = FinalReview.objects.only("review", "number", "points", "sha256")
    prefetch_related_objects(
        applications, Prefetch("reviews", reviews, to_attr="listed_reviews")
    )
    prefetch_related_objects(
        [one for given in applications for one in given.listed_reviews],
        Prefetch("finals", finals, to_attr=agreement.LISTED_FINALS),
    )
    return applications


def _finals(application: Any) -> tuple[FinalReview, ...]:
    finals = map(agreement.newest_final, application.listed_reviews)
    return tuple(one for one in finals if one is not None)


def _ties(lot: Lot) -> set[int]:
    """Reviews of this lot whose reviewers are tied to what they review by now; of an application
    that was decided nothing is undone by a tie that came later.
    """
    reviews = Review.objects.standing().filter(
        application__lot=lot,
        application__state__in=(
            application_states.IN_REVIEW,
            application_states.RANKED,
        ),
    )
    untied = reviews.untied().values("pk")
    tied = set(
        reviews.exclude(pk__in=untied).order_by().values_list("pk", flat=True)
    )
    seated = Seat.objects.filter(user=OuterRef("reviewer"))
    rest = reviews.filter(Exists(seated), pk__in=untied).select_related(
        "reviewer", "version__application"
    )
    for review in rest:
        if conflicts.conflict_between(review.reviewer, review.version):
            tied.add(review.pk)
    return tied


def _problem(lot: Lot, application: Any, ties: set[int]) -> str:
    reviews = application.listed_reviews
    if application.state == application_states.DRAFT:
        return WRITTEN
    if application.state in UNDECIDED[:2]:
        return NOT_CHECKED
    if any(one.pk in ties for one in reviews):
        return TIED
    standing = agreement.reviews_standing(lot, reviews)
    if standing.needs_third:
        return NO_THIRD
    return "" if standing.is_complete else NOT_REVIEWED


def compute_order(
    lot: Lot,
    *,
    without: Collection[str] = (),
    grants: int | None = None,
) -> Order:
    """The lot as its final reviews order it now: a fixed number of queries.

    `without`: references left out, `grants`: how many lines are funded at most; both only to see
    what would be.
    """
    criteria = scoring_rules.lot_criteria(lot, lot.call.criteria.all())
    scores, ties = _scores_of_finals(lot), _ties(lot)
    lines, problems = [], []
    for application in _applications(lot):
        if problem := _problem(lot, application, ties):
            problems.append((application, problem))
        finals = _finals(application)
        if finals and application.reference not in without:
            means = _means(finals, scores)
            lines.append(_line(lot, application, finals, criteria, means))
    heaviest = tie_order(criteria)
    lines.sort(key=lambda line: _sort_key(line, heaviest))
    placed = draw_line(lot, lines, grants=grants)
    return Order(lot, tuple(criteria), tuple(placed), tuple(problems))


def draw_line(
    lot: Lot, lines: Collection[Line], *, grants: int | None = None
) -> list[Line]:
    """Give places and the standing: from the top, as far as the budget and the number of grants
    reach. The line is drawn before the first that does not fit; nobody is passed over.
    """
    most = lot.expected_grants if grants is None else grants
    left, count, is_open = lot.budget, 0, True
    placed = []
    for place, line in enumerate(lines, start=1):
        if not line.passes:
            placed.append(replace(line, place=None, standing=states.BELOW))
            continue
        fits = (left is None or line.grant <= left) and (
            most is None or count < most
        )
        is_open = is_open and fits
        if is_open:
            count += 1
            left = None if left is None else left - line.grant
        placed.append(
            replace(
                line,
                place=place,
                standing=states.FUNDED if is_open else states.ON_RESERVE,
                left=left if is_open else None,
            )
        )
    return placed

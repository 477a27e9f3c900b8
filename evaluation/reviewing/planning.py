"""Who could review what: a plan over a whole lot, shown before it is kept.

Each application gets reviewers who read its language, have no tie to it and room for it; those
with less in hand come first, and among these whoever knows more of what the lot is about.
"""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from applications.models import Application
from applications.rules import may_run_calls
from calls.models import Lot
from core.language.bilingual import with_colon
from evaluation import states
from evaluation.models import Review, Reviewer
from evaluation.reviewing import agreement, assigning, conflicts, pool


@dataclass(frozen=True)
class PlannedReview:
    """One application for one reviewer; `knows`: how many of the lot's topics are theirs."""

    application: Application
    reviewer: Reviewer
    knows: int


@dataclass(frozen=True)
class Plan:
    """`short`: applications for which nobody is left, with how many are missing."""

    reviews: list[PlannedReview]
    short: list[tuple[Application, int]]


@dataclass
class Need:
    """An application that lacks reviewers, and who could be one."""

    application: Application
    missing: int
    candidates: list[Reviewer]


def applications_in_hand(lot: Lot, user: User) -> list[Application]:
    """What can be given to reviewers, with all that a plan asks of it: a fixed number of
    queries.
    """
    applications = (
        Application.objects.visible_to(user)
        .filter(lot=lot, state__in=assigning.IN_HAND)
        .exclude(community__seats__user=user)
        .with_lot()
        .select_related("eligibility_check__version")
        .prefetch_related("reviews__finals")
    )
    return list(applications.order_by("reference"))


def _candidates(
    application: Application, of: pool.Pool, due_on: dt.date
) -> list[Reviewer]:
    version = application.eligibility_check.version
    partners = conflicts.partner_words(version)
    had = {
        one.reviewer_id
        for one in application.reviews.all()
        if one.state != states.TAKEN_BACK
    }
    today = timezone.localdate()
    return [
        reviewer
        for reviewer in of.reviewers
        if reviewer.user_id not in had
        and reviewer.reads(application.language)
        and not pool.is_away(reviewer, today, due_on)
        and not of.ties.conflict_with(reviewer.user, application, partners)
    ]


def _needs(lot: Lot, user: User, of: pool.Pool, due_on: dt.date) -> list[Need]:
    needs = []
    for application in applications_in_hand(lot, user):
        standing = agreement.reviews_standing(lot, application.reviews.all())
        if standing.missing:
            candidates = _candidates(application, of, due_on)
            needs.append(Need(application, standing.missing, candidates))
    return needs


def make_plan(lot: Lot, *, due_on: dt.date, by: User) -> Plan:
    """Propose reviewers for every application of a lot that lacks some; nothing is saved.

    The hardest to serve are served first. Raises PermissionDenied.
    """
    if not may_run_calls(by):
        raise PermissionDenied
    of = pool.read_pool()
    topics = {topic.pk for topic in lot.topics.all()}
    planned, short = [], []
    needs = _needs(lot, by, of, due_on)
    for need in sorted(
        needs, key=lambda one: (len(one.candidates), one.application.reference)
    ):
        chosen = _choose(need, of, topics)
        planned += chosen
        if len(chosen) < need.missing:
            short.append((need.application, need.missing - len(chosen)))
    planned.sort(key=lambda one: one.application.reference)
    return Plan(planned, short)


def _choose(need: Need, of: pool.Pool, topics: set[int]) -> list[PlannedReview]:
    """The best for one application; what they are given counts for the next."""
    chosen: list[PlannedReview] = []
    candidates = list(need.candidates)
    while len(chosen) < need.missing:
        free = [one for one in candidates if of.has_room(one)]
        if not free:
            break
        best = min(
            free,
            key=lambda one: (
                of.fullness(one),
                -_known(one, topics),
                one.user.name,
                one.pk,
            ),
        )
        candidates.remove(best)
        of.load[best.user_id] += 1
        chosen.append(
            PlannedReview(need.application, best, _known(best, topics))
        )
    return chosen


def _known(reviewer: Reviewer, topics: set[int]) -> int:
    return len(topics.intersection(one.pk for one in reviewer.topics.all()))


@transaction.atomic
def keep_plan(
    lot: Lot,
    pairs: list[tuple[str, int]],
    *,
    due_on: dt.date,
    by: User,
) -> tuple[list[Review], list[str]]:
    """Assign what was shown: pairs of reference and user. Each is asked about anew; returns the
    reviews, and what was refused in words. Raises PermissionDenied.
    """
    if not may_run_calls(by):
        raise PermissionDenied
    reviews, refused = [], []
    applications = {one.reference: one for one in applications_in_hand(lot, by)}
    people = User.objects.in_bulk({user for _reference, user in pairs})
    for reference, user in pairs:
        application, person = applications.get(reference), people.get(user)
        if application is None or person is None:
            continue
        try:
            reviews.append(
                assigning.assign(application, person, due_on=due_on, by=by)
            )
        except ValidationError as error:
            said = " ".join(error.messages)
            refused.append(f"{with_colon(f'{reference}, {person}')} {said}")
    return reviews, refused


@dataclass(frozen=True)
class ReviewerChoice:
    """A reviewer for one application. `conflict`: why they cannot be chosen; the rest warns."""

    reviewer: Reviewer
    in_hand: int
    knows: int
    conflict: str
    has_had_it: bool
    is_away: bool
    reads: bool

    @property
    def is_possible(self) -> bool:
        return not (self.conflict or self.has_had_it)


def reviewer_choices(application: Application) -> list[ReviewerChoice]:
    """Everyone in the pool for one application, those who fit best first."""
    of = pool.read_pool()
    version = application.eligibility_check.version
    partners = conflicts.partner_words(version)
    topics = {topic.pk for topic in application.lot.topics.all()}
    had = set(
        application.reviews.exclude(state=states.TAKEN_BACK).values_list(
            "reviewer", flat=True
        )
    )
    today = timezone.localdate()
    choices = [
        ReviewerChoice(
            one,
            of.load_of(one),
            _known(one, topics),
            of.ties.conflict_with(one.user, application, partners),
            one.user_id in had,
            pool.is_away(one, today, today),
            one.reads(application.language),
        )
        for one in of.reviewers
    ]
    return sorted(
        choices,
        key=lambda one: (
            not one.is_possible,
            not one.reads,
            one.is_away,
            of.fullness(one.reviewer),
            -one.knows,
        ),
    )


def nobody_chosen() -> ValidationError:
    return ValidationError(_("Choose a reviewer."), code="nobody")

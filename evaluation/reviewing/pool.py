"""The reviewers, and who of them can take on what: languages, absences, load, ties."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.contrib.auth.models import Group
from django.db.models import Count, Q, QuerySet

from accounts import roles
from accounts.models import User
from applications import states as application_states
from evaluation import states
from evaluation.models import Review, Reviewer
from evaluation.reviewing.conflicts import TiesOfPeople


def reviewers_of_the_pool() -> QuerySet[Reviewer]:
    """Everyone with the role of a reviewer and an account that is active, in the order of names."""
    return (
        Reviewer.objects.filter(
            user__is_active=True, user__groups__name=roles.REVIEWER
        )
        .select_related("user")
        .prefetch_related("topics", "absences", "user__conflicts__community")
        .order_by("user__name", "pk")
    )


def complete_pool() -> int:
    """Give everyone with the role a place in the pool; how many were new."""
    group = Group.objects.filter(name=roles.REVIEWER)
    missing = User.objects.filter(
        groups__in=group, is_active=True, reviewer=None
    )
    new = [
        Reviewer(
            user=user,
            reads_en=user.language == "en",
        )
        for user in missing
    ]
    Reviewer.objects.bulk_create(new)
    return len(new)


@dataclass
class Pool:
    """The reviewers as they stand: what each holds now, and whom they are tied to."""

    reviewers: list[Reviewer]
    ties: TiesOfPeople
    load: Counter[int] = field(default_factory=Counter)

    def load_of(self, reviewer: Reviewer) -> int:
        return self.load[reviewer.user_id]

    def has_room(self, reviewer: Reviewer) -> bool:
        return self.load_of(reviewer) < reviewer.most_reviews

    def fullness(self, reviewer: Reviewer) -> float:
        """0 for nothing in hand, 1 for as much as they take on."""
        return self.load_of(reviewer) / max(1, reviewer.most_reviews)


def read_pool() -> Pool:
    """The active reviewers with what they have in hand: a fixed number of queries."""
    reviewers = [one for one in reviewers_of_the_pool() if one.is_active]
    in_hand = (
        Review.objects.unfinished()
        .filter(application__state=application_states.IN_REVIEW)
        .values_list("reviewer")
        .annotate(count=Count("pk"))
        .order_by("reviewer")
    )
    return Pool(
        reviewers,
        TiesOfPeople([one.user for one in reviewers]),
        Counter(dict(in_hand)),
    )


def is_away(reviewer: Reviewer, begins_on: dt.date, ends_on: dt.date) -> bool:
    """Whether an absence covers the whole of these days: then nothing can be written in them."""
    return any(
        one.begins_on <= begins_on and one.ends_on >= ends_on
        for one in reviewer.absences.all()
    )


def finished_counts(users: list[int]) -> dict[int, tuple[int, int]]:
    """user → (reviews that are final, reviews that are not), for the page of the pool."""
    counted = (
        Review.objects.filter(reviewer__in=users)
        .values("reviewer")
        .annotate(
            final=Count("pk", filter=Q(state=states.FINAL)),
            unfinished=Count(
                "pk", filter=Q(state__in=(states.ASSIGNED, states.READING))
            ),
        )
        .order_by("reviewer")
    )
    return {
        row["reviewer"]: (row["final"], row["unfinished"]) for row in counted
    }

"""What a lot waits for, from its first reviewer to the last grant: lines of the office's day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import states as application_states
from applications.models import Application
from applications.panels import WaitingWork
from calls.models import Lot
from evaluation import rules, states
from evaluation.decisions import amounts
from evaluation.models import Decision, FinalReview, Ranking
from evaluation.reviewing.agreement import Standing

REVIEWERS, THIRD, RANK, PREPARE, PUBLISH, CALL_UP = (
    "reviewers",
    "third",
    "rank",
    "prepare",
    "publish",
    "call_up",
)
#: what is to be done, and on which page: of the lot, or of its call
STEPS: dict[str, tuple[Any, str]] = {
    REVIEWERS: (_("Reviewers are needed"), "evaluation:assignments"),
    THIRD: (_("A third review is needed"), "evaluation:assignments"),
    RANK: (_("All reviews are final: make the ranking"), "evaluation:order"),
    PREPARE: (
        _("The ranking is signed: prepare the decisions"),
        "evaluation:decisions",
    ),
    PUBLISH: (
        _("Decisions are prepared: make the letters and publish"),
        "evaluation:decisions",
    ),
    CALL_UP: (
        _("A grant is free: call up the reserve list"),
        "evaluation:decisions",
    ),
}


@dataclass(frozen=True)
class NextStep:
    """One line: `count` applications of a lot wait for the step."""

    lot: Lot
    code: str
    count: int

    @property
    def label(self) -> str:
        return str(STEPS[self.code][0])

    @property
    def page(self) -> str:
        return STEPS[self.code][1]

    @property
    def is_of_call(self) -> bool:
        """Whether its page is one of the whole call."""
        return self.page == "evaluation:decisions"


@dataclass(frozen=True)
class _InReview:
    """How far the reviews of one application are."""

    pk: int
    lot: int
    required: int
    gap: Decimal | None
    standing: int
    unfinished: int
    thirds: int

    def standing_with(self, points: list[Decimal]) -> Standing:
        """`points`: of its final reviews."""
        return Standing(
            required=self.required,
            unfinished=self.unfinished,
            points=tuple(points),
            gap=self.gap,
            has_third=self.thirds > 0,
        )


def _in_review(visible) -> list[_InReview]:
    standing = Q(reviews__state__in=states.STANDING)
    unfinished = Q(reviews__state__in=(states.ASSIGNED, states.READING))
    rows = (
        visible.filter(
            state__in=(
                application_states.ELIGIBLE,
                application_states.IN_REVIEW,
            )
        )
        .order_by()
        .annotate(
            standing=Count("reviews", filter=standing),
            unfinished=Count("reviews", filter=unfinished),
            thirds=Count(
                "reviews", filter=standing & Q(reviews__is_third=True)
            ),
        )
        .values_list(
            "pk",
            "lot",
            "lot__reviews_required",
            "lot__third_review_gap",
            "standing",
            "unfinished",
            "thirds",
        )
    )
    return [_InReview(*row) for row in rows]


def _apart(found: Iterable[_InReview]) -> set[int]:
    """Applications whose two reviews differ by more than their lot allows."""
    asked = [one for one in found if one.gap is not None and not one.unfinished]
    if not asked:
        return set()
    later = FinalReview.objects.filter(
        review=OuterRef("review"), number__gt=OuterRef("number")
    )
    newest = FinalReview.objects.filter(
        ~Exists(later),
        review__application__in=[one.pk for one in asked],
        review__state=states.FINAL,
    )
    points: dict[int, list[Decimal]] = {}
    for key, given in newest.order_by().values_list(
        "review__application", "points"
    ):
        points.setdefault(key, []).append(given)
    return {
        one.pk
        for one in asked
        if one.standing_with(points.get(one.pk, [])).needs_third
    }


def _reviewing_steps(visible) -> dict[str, Counter[int]]:
    found = _in_review(visible)
    apart = _apart(found)
    needed = Counter(one.lot for one in found if one.standing < one.required)
    third = Counter(one.lot for one in found if one.pk in apart)
    busy = {one.lot for one in found if one.unfinished} | {*needed, *third}
    complete = Counter(one.lot for one in found if one.lot not in busy)
    return {
        REVIEWERS: needed,
        THIRD: third,
        RANK: _without_unchecked(complete, visible),
    }


def _without_unchecked(complete: Counter[int], visible) -> Counter[int]:
    """Lots in which nothing waits for its check, and no ranking for its signatures."""
    if not complete:
        return complete
    unchecked = visible.filter(
        lot__in=complete,
        state__in=(
            application_states.SUBMITTED,
            application_states.COMPLETION,
        ),
    )
    waiting = Ranking.objects.filter(
        lot__in=complete, signed_at=None, set_aside_at=None
    )
    blocked = {
        *unchecked.order_by().values_list("lot", flat=True),
        *waiting.order_by().values_list("lot", flat=True),
    }
    return Counter(
        {lot: count for lot, count in complete.items() if lot not in blocked}
    )


def _deciding_steps(visible) -> dict[str, Counter[int]]:
    prepared = Decision.objects.prepared().filter(application=OuterRef("pk"))
    ranked = visible.filter(~Exists(prepared), state=application_states.RANKED)
    waiting = Decision.objects.prepared().filter(application__in=visible)
    return {
        PREPARE: Counter(ranked.order_by().values_list("lot", flat=True)),
        PUBLISH: Counter(
            waiting.order_by().values_list("application__lot", flat=True)
        ),
    }


def _free_grants(visible) -> Counter[int]:
    """Lots with a reserve list and a declined award, and something left to give."""
    reserve = Counter(
        visible.filter(state=application_states.RESERVE)
        .order_by()
        .values_list("lot", flat=True)
    )
    declined = Decision.objects.that_hold().filter(
        application__lot__in=reserve, response__is_accepted=False
    )
    lots = Lot.objects.filter(pk__in=declined.values("application__lot"))
    free = [lot.pk for lot in lots if amounts.gives_more(lot)]
    return Counter({lot: reserve[lot] for lot in free})


def next_steps(user: User) -> list[NextStep]:
    """What waits for this person in each lot, in the order of calls and lots."""
    visible = Application.objects.visible_to(user)
    steps: dict[str, Counter[int]] = {}
    if rules.may_run_calls(user):
        steps |= _reviewing_steps(visible)
    if rules.roles_to_sign(user):
        steps |= _deciding_steps(visible)
    if rules.may_publish(user):
        steps[CALL_UP] = _free_grants(visible)
    keys = {lot for counts in steps.values() for lot in counts}
    if not keys:
        return []
    lots = Lot.objects.filter(pk__in=keys).select_related("call")
    return [
        NextStep(lot, code, counts[lot.pk])
        for lot in lots.order_by("call", "number")
        for code, counts in steps.items()
        if lot.pk in counts
    ]


WORK = WaitingWork(
    "next_steps", 30, "evaluation/today/next_steps.html", next_steps
)

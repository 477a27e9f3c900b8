"""The dates of a call in their order, for its page: what has passed, and what comes next."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from calls.models import Call, Lot

PUBLISHED, OPENS, QUESTIONS, CLOSES, RESULTS = (
    "published",
    "opens",
    "questions",
    "closes",
    "results",
)
#: what comes first of what happens at one instant
ORDER = (PUBLISHED, OPENS, QUESTIONS, CLOSES, RESULTS)


@dataclass(frozen=True)
class Milestone:
    """Something of a call at an instant; of some of its lots, where not of all."""

    what: str
    at: dt.datetime
    lots: tuple[Lot, ...]
    is_ahead: bool


def call_milestones(call: Call) -> list[Milestone]:
    """Nothing of a past call: its sources know days at most, and they stand among the facts."""
    if call.is_historic:
        return []
    lots = list(call.lots.all())
    instants: dict[tuple[str, dt.datetime], list[Lot]] = defaultdict(list)
    for what, at in (
        (PUBLISHED, call.published_at),
        (QUESTIONS, call.questions_until),
        (RESULTS, call.results_published_at),
    ):
        if at:
            instants[what, at] = []
    for lot in lots:
        for what, at in (
            (OPENS, lot.opens_at),
            (CLOSES, lot.closes_at),
            (RESULTS, lot.results_published_at),
        ):
            if at:
                instants[what, at].append(lot)
    now = timezone.now()
    return [
        Milestone(what, at, () if of == lots else tuple(of), at > now)
        for (what, at), of in sorted(
            instants.items(),
            key=lambda one: (one[0][1], ORDER.index(one[0][0])),
        )
    ]

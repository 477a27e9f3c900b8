"""Whether reviews, what was made final of them, and conflicts of interest are what the journal
says that was done.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from core.hashing import sha256
from evaluation.journal import acts_in_order, who_and_when
from evaluation.models import Conflict, EvaluationEntry, FinalReview, Review
from evaluation.states import REVIEW_MOVES

#: who and which community → the acts that tell of a conflict between them
Conflicts = dict[tuple[int, int], list[EvaluationEntry]]


@dataclass
class _Told:
    """What the entries about one review come to, one after the other."""

    assigned: EvaluationEntry
    newest: EvaluationEntry
    declared: EvaluationEntry | None = None
    finals: dict[int, EvaluationEntry] = field(default_factory=dict)
    due: str = ""

    def follow(self, entry: EvaluationEntry) -> None:
        self.due = entry.facts.get("due", self.due)
        if entry.verb in REVIEW_MOVES:
            self.newest = entry
        if entry.verb in ("declare", "recuse"):
            self.declared = self.declared or entry
        elif entry.verb == "finalise":
            self.finals[entry.facts["number"]] = entry

    def __str__(self) -> str:
        """As the review calls itself."""
        return f"{self.assigned.application} {self.assigned.at:%Y-%m-%d}"


def _reviews_told() -> dict[str, _Told]:
    told: dict[str, _Told] = {}
    for entry in acts_in_order(*REVIEW_MOVES, "move_due_date"):
        acts = told.setdefault(entry.facts["review"], _Told(entry, entry))
        acts.follow(entry)
    return told


def _review_agrees(review: Review, told: _Told | None) -> bool:
    if told is None:
        return False
    facts = told.assigned.facts
    kept = (
        review.application_id,
        review.version.sha256,
        str(review.reviewer.uid),
        review.is_third,
        review.assigned_by_id,
        review.assigned_at,
        review.state,
        review.declared_at,
        review.due_on.isoformat(),
    )
    return kept == (
        told.assigned.application_id,
        facts["version_sha256"],
        facts["reviewer"],
        facts["third"],
        *who_and_when(told.assigned),
        REVIEW_MOVES[told.newest.verb][1],
        told.declared.at if told.declared else None,
        told.due,
    )


def _scores_agree(final: FinalReview, kept: dict) -> bool:
    scores = [
        (
            one.criterion.title_hy,
            one.value,
            one.comment,
        )
        for one in final.scores.select_related("criterion")
    ]
    told = [
        (
            one["criterion"],
            one["score"],
            one["comment"],
        )
        for one in kept["scores"]
    ]
    return sorted(scores) == sorted(told)


def _final_agrees(final: FinalReview, told: EvaluationEntry | None) -> bool:
    """With its hash, with the one before, with its review and with what was done."""
    if told is None or sha256(final.record) != final.sha256:
        return False
    kept, review = json.loads(final.record), final.review
    before = review.finals.filter(number=final.number - 1).first()
    facts = {
        "application": review.application.reference,
        "version_sha256": review.version.sha256,
        "reviewer": str(review.reviewer.uid),
        "number": final.number,
        "comment": final.comment,
        "previous_sha256": final.previous_sha256,
    }
    row = (
        final.sha256,
        final.points,
        final.previous_sha256,
        review.reviewer_id,
        final.at,
    )
    return (
        kept == kept | facts
        and _scores_agree(final, kept)
        and row
        == (
            told.facts["sha256"],
            Decimal(kept["points"]),
            before.sha256 if before else "",
            *who_and_when(told),
        )
    )


def _final_faults(told: dict[str, _Told]) -> Iterator[str]:
    finals = FinalReview.objects.select_related(
        "review__application", "review__version", "review__reviewer"
    )
    for final in finals.order_by("pk").iterator():
        acts = told.get(str(final.review.uid))
        entry = acts.finals.pop(final.number, None) if acts else None
        if not _final_agrees(final, entry):
            yield f"final review {final}"
    for acts in told.values():
        for number in acts.finals:
            yield f"final review {acts} {number}"


def review_faults() -> Iterator[str]:
    """Reviews and their finals that are not what was done, or that were done and are gone."""
    told = _reviews_told()
    left = dict(told)
    reviews = Review.objects.select_related(
        "application", "version", "reviewer"
    )
    for review in reviews.order_by("pk").iterator():
        if not _review_agrees(review, left.pop(str(review.uid), None)):
            yield f"review {review}"
    for gone in left.values():
        yield f"review {gone}"
    yield from _final_faults(told)


def _conflicts_told() -> Conflicts:
    told: Conflicts = {}
    for entry in acts_in_order("recuse"):
        if entry.application is not None:
            key = (entry.by_id, entry.application.community_id)
            told.setdefault(key, []).append(entry)
    return told


def _conflict_words(conflict: Conflict | EvaluationEntry) -> str:
    """The person by number, as in the journal."""
    if isinstance(conflict, Conflict):
        person, community = conflict.user, conflict.community
    else:
        assert conflict.application is not None
        person, community = conflict.by, conflict.application.community
    return f"conflict of interest of {person.uid} with {community}"


def conflict_faults() -> Iterator[str]:
    """Every conflict was declared in a review, and what was declared there is still here."""
    told = _conflicts_told()
    conflicts = Conflict.objects.select_related("user", "community")
    for conflict in conflicts.order_by("pk").iterator():
        entries = told.pop((conflict.user_id, conflict.community_id), [])
        if (conflict.by_id, conflict.at) not in map(who_and_when, entries):
            yield _conflict_words(conflict)
    for gone in told.values():
        yield _conflict_words(gone[0])

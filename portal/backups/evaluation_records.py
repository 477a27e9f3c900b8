"""Whether the records of an evaluation still agree: with their hashes, and each row with the record
or the entry of the journal that tells of it.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from core.hashing import sha256
from evaluation import states
from evaluation.decisions import letter_papers
from evaluation.journal import evaluation_journal_faults
from evaluation.models import (
    AwardResponse,
    Check,
    Decision,
    DecisionLetter,
    EvaluationEntry,
    FinalReview,
    Ranking,
)
from evaluation.ranking.records import ranking_faults


def _newest_entries(*verbs: str) -> dict[Any, EvaluationEntry]:
    """The newest entry with one of these verbs of each application and decision."""
    entries = EvaluationEntry.objects.filter(verb__in=verbs)
    return {
        (entry.application_id, entry.facts.get("decision")): entry
        for entry in entries.order_by("lot", "number").iterator()
    }


def _final_agrees(final: FinalReview) -> bool:
    """Its hash, the one before it, and the rows with the record."""
    if sha256(final.record) != final.sha256:
        return False
    kept = json.loads(final.record)
    before = final.review.finals.filter(number=final.number - 1).first()
    scores = [
        (one.criterion.title_hy, one.value, one.comment)
        for one in final.scores.select_related("criterion")
    ]
    told = [
        (one["criterion"], one["score"], one["comment"])
        for one in kept["scores"]
    ]
    facts = (final.number, final.comment, final.points, final.previous_sha256)
    return sorted(scores) == sorted(told) and facts == (
        kept["number"],
        kept["comment"],
        Decimal(kept["points"]),
        before.sha256 if before else "",
    )


def _final_faults() -> Iterator[str]:
    finals = FinalReview.objects.select_related("review__application")
    for final in finals.order_by("pk").iterator():
        if not _final_agrees(final):
            yield f"final review {final}"


def _check_faults() -> Iterator[str]:
    """The results of a concluded check are those that its conclusion wrote down."""
    concluded = _newest_entries("find_eligible", "find_ineligible")
    checks = Check.objects.exclude(outcome="").select_related("application")
    for check in checks.order_by("pk").prefetch_related("lines"):
        entry = concluded.get((check.application_id, None))
        results = {line.key: line.result for line in check.lines.all()}
        if (
            entry is None
            or entry.verb != f"find_{check.outcome}"
            or entry.facts["results"] != results
        ):
            yield f"check of {check.application}"


def _decision_agrees(decision: Decision, entry: EvaluationEntry | None) -> bool:
    """A place on the reserve list alone is told by the entry of the ranking that gave it."""
    if entry is None:
        return False
    amount = None if decision.amount is None else str(decision.amount)
    outcome = entry.facts.get("outcome", states.AWARDED)
    return (outcome, entry.facts["amount"]) == (decision.outcome, amount)


def _decision_faults() -> Iterator[str]:
    """What was decided is what the journal says, and so is each answer to an award."""
    told = _newest_entries("decide", "call_up")
    decisions = Decision.objects.select_related("application").order_by("pk")
    for decision in decisions.iterator():
        key = (decision.application_id, decision.number)
        if not _decision_agrees(decision, told.get(key)):
            yield f"decision {decision.number} about {decision.application}"
    answered = _newest_entries("accept", "decline")
    responses = AwardResponse.objects.select_related("decision__application")
    for response in responses.order_by("pk").iterator():
        decision = response.decision
        entry = answered.get((decision.application_id, decision.number))
        verb = "accept" if response.is_accepted else "decline"
        if entry is None or (entry.verb, entry.note) != (verb, response.reason):
            yield f"answer to the award of {decision.application}"


def _ranking_faults() -> Iterator[str]:
    for ranking in Ranking.objects.order_by("pk"):
        yield from ranking_faults(ranking)


def _letter_faults() -> Iterator[str]:
    for letter in DecisionLetter.objects.order_by("pk").iterator():
        if not letter_papers.is_whole(letter):
            yield f"letter of decision {letter}"


def evaluation_faults() -> list[str]:
    """What does not agree, each in a few words; empty when all is well."""
    return [
        *evaluation_journal_faults(),
        *_check_faults(),
        *_final_faults(),
        *_ranking_faults(),
        *_decision_faults(),
        *_letter_faults(),
    ]

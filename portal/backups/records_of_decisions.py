"""Whether decisions, their publication and the answers to awards are what the journals say that was
done.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from applications.models import Application, StatusChange
from evaluation import states
from evaluation.decisions import letter_papers
from evaluation.journal import acts_in_order
from evaluation.models import (
    AwardResponse,
    Decision,
    DecisionLetter,
    EvaluationEntry,
)
from portal.backups.records_of_publications import publication_faults

ANSWERS = ("accept", "decline")
PUBLISHED = tuple(states.MOVE_OF_OUTCOME.values())


@dataclass
class _Told:
    """What the entries about one application come to: number of a decision → its entries."""

    application: Application
    decisions: dict[int, list[EvaluationEntry]] = field(default_factory=dict)
    answers: dict[int, EvaluationEntry] = field(default_factory=dict)

    def follow(self, entry: EvaluationEntry) -> None:
        number = entry.facts["decision"]
        if entry.verb == "drop":
            self.decisions.pop(number, None)
        elif entry.verb in ANSWERS:
            self.answers[number] = entry
        else:
            self.decisions.setdefault(number, []).append(entry)


def _decisions_told() -> dict[int, _Told]:
    told: dict[int, _Told] = {}
    for entry in acts_in_order("decide", "drop", "call_up", *ANSWERS):
        if entry.application is not None:
            key = entry.application.pk
            told.setdefault(key, _Told(entry.application)).follow(entry)
    return told


def _moves_told(*verbs: str) -> dict[int, list[StatusChange]]:
    """application → its moves with one of these verbs, in their order."""
    found = defaultdict(list)
    moves = StatusChange.objects.filter(verb__in=verbs)
    for move in moves.order_by("application", "number").iterator():
        found[move.application_id].append(move)
    return found


def _told_amount(entry: EvaluationEntry) -> Decimal | None:
    amount = entry.facts["amount"]
    return None if amount is None else Decimal(amount)


def _decision_agrees(
    decision: Decision, entries: list[EvaluationEntry]
) -> bool:
    """With the newest entry about it; who decided is one of those who did."""
    if not entries:
        return False
    if decision.decided_by_id not in {one.by_id for one in entries}:
        return False
    told = entries[-1]
    kept = (
        decision.outcome,
        decision.amount,
        decision.reserve_place,
        decision.reason.strip(),
        decision.ranking.number,
    )
    return kept == (
        told.facts.get("outcome", states.AWARDED),
        _told_amount(told),
        told.facts.get("place"),
        told.note,
        told.facts["ranking"],
    )


def _decision_words(number: int, application: Application) -> str:
    return f"decision {number} about {application}"


def _prepared_faults(told: dict[int, _Told]) -> Iterator[str]:
    """What was decided is what the journal says; nothing is gone that was not dropped."""
    decisions = Decision.objects.select_related("application", "ranking")
    for decision in decisions.order_by("pk").iterator():
        number = decision.number
        acts = told.get(decision.application_id)
        entries = acts.decisions.pop(number, []) if acts else []
        if not _decision_agrees(decision, entries):
            yield _decision_words(number, decision.application)
    for acts in told.values():
        for number in acts.decisions:
            yield _decision_words(number, acts.application)


def _published_faults() -> Iterator[str]:
    """Each publication of a decision is a move of its application, at the same instant."""
    moves = _moves_told(*PUBLISHED)
    decisions = Decision.objects.published().select_related("application")
    kept: dict[int, int] = defaultdict(int)
    for decision in decisions.order_by("pk").iterator():
        kept[decision.application_id] += 1
        verb = states.MOVE_OF_OUTCOME[decision.outcome]
        facts = (
            verb,
            decision.published_by_id,
            decision.published_at,
        )
        told = moves.get(decision.application_id, [])
        if facts not in [(one.verb, one.by_id, one.at) for one in told]:
            yield _decision_words(decision.number, decision.application)
    short = [key for key, found in moves.items() if len(found) != kept[key]]
    applications = Application.objects.filter(pk__in=short)
    for application in applications.order_by("pk"):
        yield f"published decisions about {application}"


def _answer_agrees(
    response: AwardResponse,
    told: EvaluationEntry | None,
    moves: list[StatusChange],
) -> bool:
    """With the entry about it, and with a move of the application at the same instant."""
    moved = [one for one in moves if one.at == response.at]
    verb = "accept" if response.is_accepted else "decline"
    kept = (
        verb,
        response.by_id,
        response.reason,
    )
    return bool(told and moved) and all(
        kept == (one.verb, one.by_id, one.note) for one in (told, *moved) if one
    )


def _answer_faults(told: dict[int, _Told]) -> Iterator[str]:
    """Each answer to an award is what both journals say, and none is gone."""
    moves = _moves_told(*ANSWERS)
    responses = AwardResponse.objects.select_related("decision__application")
    for response in responses.order_by("pk").iterator():
        decision = response.decision
        key = decision.application_id
        acts = told.get(key)
        entry = acts.answers.pop(decision.number, None) if acts else None
        if not _answer_agrees(response, entry, moves.get(key, [])):
            yield f"answer to the award of {decision.application}"
    for acts in told.values():
        if acts.answers:
            yield f"answer to the award of {acts.application}"


def _letters_told() -> set[tuple]:
    """(reference, when, hash) of every letter that was sent with a decision."""
    told = set()
    for entry in acts_in_order("publish", "call_up"):
        if entry.application is None:
            sent = entry.facts["letters"]
        else:
            reference = entry.application.reference
            sent = {reference: entry.facts["letter_sha256"]}
        told |= {(key, entry.at, value) for key, value in sent.items()}
    return told


def _letter_agrees(letter: DecisionLetter, told: set[tuple]) -> bool:
    decision = letter.decision
    sent = (
        decision.application.reference,
        decision.published_at,
        letter.sha256,
    )
    is_known = decision.published_at is None or sent in told
    return is_known and letter_papers.is_whole(letter)


def _letter_faults() -> Iterator[str]:
    told = _letters_told()
    letters = DecisionLetter.objects.select_related("decision__application")
    for letter in letters.order_by("pk").iterator():
        if not _letter_agrees(letter, told):
            yield f"letter of decision {letter}"
    without = Decision.objects.published().filter(letter=None)
    for decision in without.select_related("application").order_by("pk"):
        yield f"letter of decision {decision}"


def decision_faults() -> Iterator[str]:
    """Decisions, answers and letters that are not what was done, or that are gone."""
    told = _decisions_told()
    yield from _prepared_faults(told)
    yield from _published_faults()
    yield from publication_faults()
    yield from _answer_faults(told)
    yield from _letter_faults()

"""What a publication would make known now, and what keeps it from being published."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from applications import deadlines
from applications import states as application_states
from applications.models import Application
from calls.models import Lot
from core.hashing import canonical, sha256
from evaluation.decisions import letter_papers, preparing
from evaluation.models import (
    Decision,
    DecisionLetter,
    EvaluationEntry,
    Ranking,
)
from evaluation.ranking import computing
from evaluation.ranking.records import keeps_its_money, signed_ranking


@dataclass
class Preview:
    """What will become known of some lots, and what keeps it from being published."""

    lots: list[Lot]
    decisions: list[Decision]
    #: references of applications in them about which nothing is decided
    undecided: list[str] = field(default_factory=list)
    #: references whose letter is missing or no longer fits
    without_letter: list[str] = field(default_factory=list)
    #: references whose decision rests on a corrected ranking, or that were taken back since
    outdated: list[str] = field(default_factory=list)
    #: rankings signed with another budget, number of grants or limits than their lot has now
    with_other_money: list[Ranking] = field(default_factory=list)
    #: lots in which nothing is left to decide, and nobody was told so yet
    empty: list[Lot] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        return bool(self.decisions or self.empty) and not (
            self.undecided
            or self.without_letter
            or self.outdated
            or self.with_other_money
        )

    @property
    def fingerprints(self) -> dict[int, str]:
        """lot → hash of all that becomes known of it: who publishes says what they have seen."""
        facts: dict[int, list[list[str]]] = {lot.pk: [] for lot in self.lots}
        for one in self.decisions:
            letter = _letter_of(one)
            known = [
                one.application.reference,
                letter_papers.letter_fingerprint(one),
                letter.sha256 if letter else "",
            ]
            facts[one.application.lot_id].append(known)
        return {lot: sha256(canonical(told)) for lot, told in facts.items()}


def _letter_of(decision: Decision) -> DecisionLetter | None:
    return getattr(decision, "letter", None)


def prepared_decisions(lots: list[Lot]) -> list[Decision]:
    """What waits to be published; what is about an application that was taken back does not."""
    decisions = Decision.objects.prepared().filter(
        application__lot__in=lots, application__state__in=preparing.OPEN
    )
    related = decisions.select_related(
        "application__lot__call",
        "application__community",
        "ranking",
        "letter",
    )
    return list(related.order_by("application__reference"))


def _undecided(lots: list[Lot]) -> list[str]:
    """What still waits for something, or is ranked and has no decision."""
    waiting = (
        application_states.SUBMITTED,
        application_states.COMPLETION,
        application_states.ELIGIBLE,
        application_states.IN_REVIEW,
    )
    prepared = Decision.objects.prepared().filter(application=OuterRef("pk"))
    without = Q(~Exists(prepared), state=application_states.RANKED)
    applications = Application.objects.filter(
        Q(state__in=waiting) | without | computing.still_written(),
        lot__in=lots,
    )
    references = applications.order_by("reference")
    return list(references.values_list("reference", flat=True))


def _outdated(lots: list[Lot]) -> list[str]:
    """Prepared from a ranking that a later one corrects, or about what was taken back."""
    return sorted(
        decision.application.reference
        for lot in lots
        for decision in preparing.outdated_decisions(
            lot, signed_ranking(lot)
        ).select_related("application")
    )


def _with_other_money(decisions: list[Decision]) -> list[Ranking]:
    rankings = {one.ranking_id: one.ranking for one in decisions}
    return [one for one in rankings.values() if not keeps_its_money(one)]


def _empty(lots: list[Lot]) -> list[Lot]:
    """Closed, with nothing that is or could be ranked: nothing came, or nothing was eligible."""
    rankable = Application.objects.filter(
        Q(state__in=(*computing.UNDECIDED, *computing.RANKABLE))
        | computing.still_written(),
        lot__in=lots,
    )
    told = EvaluationEntry.objects.filter(lot__in=lots, verb="publish")
    other = {
        *rankable.order_by().values_list("lot", flat=True),
        *told.order_by().values_list("lot", flat=True),
    }
    return [
        lot
        for lot in lots
        if lot.pk not in other
        and lot.closes_at is not None
        and deadlines.is_settled(lot.closes_at)
    ]


def _has_fitting_letter(decision: Decision) -> bool:
    letter = _letter_of(decision)
    return (
        letter is not None
        and letter.facts_sha256 == letter_papers.letter_fingerprint(decision)
    )


def preview_publication(lots: list[Lot]) -> Preview:
    """What a publication would make known now."""
    decisions = prepared_decisions(lots)
    return Preview(
        lots,
        decisions,
        _undecided(lots),
        [
            one.application.reference
            for one in decisions
            if not _has_fitting_letter(one)
        ],
        _outdated(lots),
        _with_other_money(decisions),
        _empty(lots),
    )

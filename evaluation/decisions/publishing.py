"""Making decisions known: to every applicant and to the public, at one instant or not at all."""

import datetime as dt
import logging
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import deadlines
from applications import journal as moves
from applications import states as application_states
from applications.drafts.saving import locked_application
from applications.models import Application
from calls.models import Call, Lot
from core.hashing import canonical, sha256
from evaluation import journal, letters, rules, states
from evaluation.decisions import amounts, letter_papers, preparing, results
from evaluation.errors import refuse_unread
from evaluation.models import Decision, EvaluationEntry, Ranking
from evaluation.ranking import computing
from evaluation.ranking.records import keeps_its_money, signed_ranking
from mailing import background

log = logging.getLogger(__name__)
NOT_READY, NOTHING = "not_ready", "nothing"


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
            facts[one.application.lot_id].append(
                [
                    one.application.reference,
                    letter_papers.letter_fingerprint(one),
                    getattr(getattr(one, "letter", None), "sha256", ""),
                ]
            )
        return {lot: sha256(canonical(known)) for lot, known in facts.items()}


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
    """Closed, with nothing that could be ranked: nothing came, or nothing was eligible."""
    rankable = Application.objects.filter(
        lot__in=lots, state__in=computing.RANKABLE
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
    letter = getattr(decision, "letter", None)
    return (
        letter is not None
        and letter.facts_sha256 == letter_papers.letter_fingerprint(decision)
        and letter_papers.is_whole(letter)
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


def make_letters(lots: list[Lot], *, by: User) -> dict[str, str]:
    """Make every letter that is missing or no longer fits; reference → why one could not be made.

    Raises PermissionDenied.
    """
    if not (rules.may_publish(by) or rules.roles_to_sign(by)):
        raise PermissionDenied
    failed = {}
    for decision in prepared_decisions(lots):
        reference = decision.application.reference
        try:
            with transaction.atomic():
                letter_papers.make_letter(decision)
        except Exception as error:
            # whatever is wrong with one letter, it is named and the others are made
            failed[reference] = background.reason_of(error)
            log.exception("the letter of %s cannot be made", reference)
    return failed


@transaction.atomic
def publish_decisions(
    lots: list[Lot], *, seen: dict[int, str], by: User
) -> int:
    """Make the prepared decisions of some lots known, all at once; how many. `seen`: lot → the
    fingerprint of the preview that was looked at.

    States, letters and the public results change in this one transaction. Raises
    PermissionDenied, ValidationError 'not_ready' (what is missing is named), 'nothing' or 'unread'.
    """
    if not rules.may_publish(by):
        raise PermissionDenied
    locked = [journal.locked_lot(key) for key in sorted(one.pk for one in lots)]
    preview = preview_publication(locked)
    _refuse_unready(preview)
    refuse_unread(seen, preview.fingerprints)
    now = timezone.now()
    for decision in _money_freed_first(preview.decisions):
        _publish(decision, by, now)
    told = {one.application.lot_id for one in preview.decisions}
    for lot in locked:
        if lot.pk in told or lot in preview.empty:
            _show_results(lot, by, now)
    return len(preview.decisions)


def _money_freed_first(decisions: list[Decision]) -> list[Decision]:
    """In an order in which what is published never exceeds a budget, not even between two rows."""
    given = amounts.published_amounts([one.application_id for one in decisions])
    return sorted(
        decisions,
        key=lambda one: (
            (one.amount or amounts.ZERO)
            - given.get(one.application_id, amounts.ZERO)
        ),
    )


def _refuse_unready(preview: Preview) -> None:
    for ranking in preview.with_other_money:
        preparing.refuse_other_money(ranking)
    if preview.undecided:
        raise ValidationError(
            _("Nothing is decided about: %(references)s.")
            % {"references": ", ".join(preview.undecided)},
            code=NOT_READY,
        )
    if preview.outdated:
        raise ValidationError(
            _(
                "Something has changed since these were prepared: prepare them"
                " anew: %(references)s."
            )
            % {"references": ", ".join(preview.outdated)},
            code=NOT_READY,
        )
    if preview.without_letter:
        raise ValidationError(
            _("The letter is missing, or no longer fits: %(references)s.")
            % {"references": ", ".join(preview.without_letter)},
            code=NOT_READY,
        )
    if not (preview.decisions or preview.empty):
        raise ValidationError(_("There is nothing to publish."), code=NOTHING)


def _publish(decision: Decision, by: User, now: dt.datetime) -> None:
    application = locked_application(decision.application)
    verb = states.MOVE_OF_OUTCOME[decision.outcome]
    moves.record_move(application, verb, by=by, at=now)
    decision.published_at, decision.published_by = now, by
    decision.save(update_fields=["published_at", "published_by"])
    decision.application = application
    letters.write_decision(decision)


def _show_results(lot: Lot, by: User, now: dt.datetime) -> None:
    """The lot, and with its last one the call, have results from now on, whatever instant was
    planned: nobody learns before or after the others.
    """
    later = Q(results_published_at=None) | Q(results_published_at__gt=now)
    Lot.objects.filter(later, pk=lot.pk).update(results_published_at=now)
    if not lot.call.lots.filter(later).exists():
        Call.objects.filter(later, pk=lot.call_id).update(
            results_published_at=now
        )
    journal.record_act(lot, "publish", by=by, facts=published_counts(lot))
    results.show_anew(lot)


def published_counts(lot: Lot) -> dict[str, int]:
    """How many applications of a lot have come to what."""
    published = Decision.objects.that_hold().filter(application__lot=lot)
    outcomes = list(published.values_list("outcome", flat=True))
    return {outcome: outcomes.count(outcome) for outcome in states.OUTCOMES}

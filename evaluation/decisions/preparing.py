"""What becomes of each application of a signed ranking: prepared here, known to nobody outside."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import states as application_states
from applications.rules import may_run_calls
from calls.models import Lot
from evaluation import journal, rules, states
from evaluation.decisions import amounts
from evaluation.errors import refuse_silence, wrong_state
from evaluation.models import Decision, Ranking, RankingRow
from evaluation.ranking.records import signed_ranking

NOT_SIGNED = "not_signed"
#: of which something can be decided
OPEN = (
    application_states.RANKED,
    application_states.AWARDED,
    application_states.RESERVE,
    application_states.REJECTED,
)


@dataclass
class Planned:
    """What one line of a ranking comes to. `holds`: the published decision, `prepared`: the one
    that waits; `place`: on the reserve list.
    """

    row: RankingRow
    holds: Decision | None
    prepared: Decision | None
    outcome: str = states.REJECTED
    amount: Decimal | None = None
    place: int | None = None

    @property
    def is_fixed(self) -> bool:
        """Decided otherwise than the ranking, with a reason that was published: only a person
        changes that.
        """
        return self.holds is not None and bool(self.holds.reason)

    @property
    def is_new(self) -> bool:
        """Whether something is to be prepared."""
        if self.prepared is not None or self.is_fixed:
            return False
        return not says_the_same(
            self.holds, self.outcome, self.amount, self.place
        )


def says_the_same(
    decision: Decision | None,
    outcome: str,
    amount: Decimal | None,
    place: int | None,
) -> bool:
    return decision is not None and (
        decision.outcome,
        decision.amount,
        decision.reserve_place,
    ) == (outcome, amount, place)


def _plans(ranking: Ranking) -> list[Planned]:
    """The lines whose application can still be decided about, in their order."""
    rows = ranking.rows.select_related("application")
    lines = [row for row in rows if row.application.state in OPEN]
    keys = [row.application_id for row in lines]
    decisions = Decision.objects.filter(application__in=keys)
    holds = {one.application_id: one for one in decisions.that_hold()}
    prepared = {one.application_id: one for one in decisions.prepared()}
    return [
        Planned(
            row,
            holds.get(row.application_id),
            prepared.get(row.application_id),
        )
        for row in lines
    ]


def _plan(lot: Lot, ranking: Ranking) -> list[Planned]:
    """From the top, as far as money and grants reach: whoever was taken back since the signatures
    leaves room for the next. Nobody is passed over.
    """
    plans = _plans(ranking)
    left, count, is_open = lot.budget, 0, True
    for plan in plans:
        decided = plan.prepared or (plan.holds if plan.is_fixed else None)
        if decided is not None:
            plan.outcome, plan.amount = decided.outcome, decided.amount
        elif plan.row.standing != states.BELOW:
            is_open = is_open and _fits(lot, plan.row, left, count)
            _decide_within(lot, plan, is_open)
        if plan.outcome == states.AWARDED:
            count += 1
            left = None if left is None else left - (plan.amount or 0)
    _number_reserve(plans)
    return plans


def _fits(lot: Lot, row: RankingRow, left: Decimal | None, count: int) -> bool:
    return (left is None or row.grant <= left) and (
        lot.expected_grants is None or count < lot.expected_grants
    )


def _decide_within(lot: Lot, plan: Planned, is_open: bool) -> None:
    plan.outcome = states.AWARDED if is_open else states.RESERVE
    if is_open:
        try:
            plan.amount = amounts.usual_amount(lot, plan.row.grant)
        except ValidationError:
            # less than the smallest grant: an officer decides
            plan.outcome = states.RESERVE


def _number_reserve(plans: list[Planned]) -> None:
    on_reserve = [one for one in plans if one.outcome == states.RESERVE]
    for place, plan in enumerate(on_reserve, start=1):
        plan.place = place


@transaction.atomic
def prepare_decisions(lot: Lot, *, by: User) -> int:
    """Prepare what the signed ranking says, wherever that is not prepared or published already;
    how many. What was prepared from an earlier ranking falls.

    Raises PermissionDenied, ValidationError 'not_signed', 'budget'.
    """
    if not may_run_calls(by):
        raise PermissionDenied
    locked = journal.locked_lot(lot.pk)
    ranking = signed_ranking(locked)
    if ranking is None:
        raise ValidationError(
            _("Two people sign the ranking first."), code=NOT_SIGNED
        )
    _drop_outdated(locked, ranking, by)
    plans = [one for one in _plan(locked, ranking) if one.is_new]
    # what frees money first, then what takes it
    plans.sort(key=lambda one: one.outcome == states.AWARDED)
    for plan in plans:
        _prepare(locked, ranking, plan, by)
    return len(plans)


def _drop_outdated(lot: Lot, ranking: Ranking, by: User) -> None:
    outdated = Decision.objects.prepared().filter(application__lot=lot)
    for decision in outdated.exclude(ranking=ranking):
        _drop(lot, decision, by)


def _drop(lot: Lot, decision: Decision, by: User) -> None:
    journal.record_act(
        lot,
        "drop",
        by=by,
        application=decision.application,
        facts={"decision": decision.number},
    )
    decision.delete()


def _prepare(lot: Lot, ranking: Ranking, plan: Planned, by: User) -> None:
    application = plan.row.application
    if plan.outcome == states.AWARDED:
        amounts.refuse_amount(lot, application, plan.amount)
    decision = Decision(
        application=application,
        number=application.decisions.count() + 1,
        ranking=ranking,
        outcome=plan.outcome,
        amount=plan.amount,
        reserve_place=plan.place,
        decided_by=by,
        decided_at=timezone.now(),
    )
    decision.save(force_insert=True)
    _record(lot, decision, by)


def _record(lot: Lot, decision: Decision, by: User) -> None:
    facts = {
        "decision": decision.number,
        "outcome": decision.outcome,
        "amount": None if decision.amount is None else str(decision.amount),
        "place": decision.reserve_place,
    }
    journal.record_act(
        lot,
        "decide",
        by=by,
        application=decision.application,
        note=decision.reason,
        facts=facts,
    )


def differs_from_ranking(
    decision: Decision, outcome: str, amount: Decimal | None
) -> bool:
    """Whether it is another outcome than the ranking's, or other money than was asked for."""
    row = decision.ranking.rows.get(application=decision.application_id)
    usual = states.OUTCOME_OF_STANDING[row.standing]
    if outcome != usual:
        return True
    return outcome == states.AWARDED and amount not in (None, row.grant)


@transaction.atomic
def change_decision(
    decision: Decision,
    *,
    outcome: str,
    amount: Decimal | None = None,
    reason: str = "",
    by: User,
) -> None:
    """Decide otherwise than the ranking, with a reason that the applicant reads; until it is
    published. Back to what is published already, nothing is left to publish.

    Raises PermissionDenied, ValidationError 'state', 'no_reason', 'amount', 'limits', 'budget'.
    """
    if not rules.may_evaluate(by, decision.application):
        raise PermissionDenied
    lot = journal.locked_lot(decision.application.lot_id)
    locked = Decision.objects.select_for_update().get(pk=decision.pk)
    if locked.published_at is not None or outcome not in states.OUTCOMES:
        raise wrong_state()
    if differs_from_ranking(locked, outcome, amount):
        refuse_silence(reason)
    if outcome == states.AWARDED:
        amounts.refuse_amount(lot, locked.application, amount)
    locked.outcome, locked.reason = outcome, reason.strip()[:4000]
    locked.amount = amount if outcome == states.AWARDED else None
    locked.reserve_place = 1 if outcome == states.RESERVE else None
    locked.decided_by, locked.decided_at = by, timezone.now()
    locked.save()
    _record(lot, locked, by)
    _renumber_reserve(lot, locked.ranking, by)


def _renumber_reserve(lot: Lot, ranking: Ranking, by: User) -> None:
    """After a change: places in the order of the ranking, and nothing prepared that says what is
    published already.
    """
    plans = _plans(ranking)
    for plan in plans:
        decided = plan.prepared or plan.holds
        plan.outcome = decided.outcome if decided else states.REJECTED
    _number_reserve(plans)
    for plan in plans:
        if plan.prepared is not None:
            _keep_place(lot, plan, plan.prepared, by)


def _keep_place(lot: Lot, plan: Planned, prepared: Decision, by: User) -> None:
    if says_the_same(plan.holds, prepared.outcome, prepared.amount, plan.place):
        _drop(lot, prepared, by)
    elif prepared.reserve_place != plan.place:
        prepared.reserve_place = plan.place
        prepared.save(update_fields=["reserve_place"])

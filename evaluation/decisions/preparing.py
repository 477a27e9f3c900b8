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
from core.hashing import number_fact
from evaluation import journal, rules, states
from evaluation.decisions import amounts
from evaluation.errors import refuse_silence, wrong_state
from evaluation.models import Decision, Ranking, RankingRow
from evaluation.ranking.records import keeps_its_money, signed_ranking

NOT_SIGNED, OTHER_MONEY = "not_signed", "other_money"
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
    that waits, `by_hand`: the one of them that a person took otherwise than the ranking; `place`:
    on the reserve list.
    """

    row: RankingRow
    holds: Decision | None
    prepared: Decision | None
    by_hand: Decision | None = None
    outcome: str = states.REJECTED
    amount: Decimal | None = None
    place: int | None = None

    @property
    def reason(self) -> str:
        """Only a person changes what a person has decided."""
        return self.by_hand.reason if self.by_hand else ""

    @property
    def is_new(self) -> bool:
        """Whether something is to be prepared: for what was reviewed again even the same."""
        is_ranked = self.row.application.state == application_states.RANKED
        stands = self.prepared or (None if is_ranked else self.holds)
        return not says_the_same(stands, self.outcome, self.amount, self.place)


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
    plans = []
    for row in lines:
        held = holds.get(row.application_id)
        waits = prepared.get(row.application_id)
        plans.append(Planned(row, held, waits, _by_hand(waits or held)))
    return plans


def _by_hand(decision: Decision | None) -> Decision | None:
    """The decision, where it differs from its ranking with a reason."""
    if decision is None or not decision.reason:
        return None
    differs = differs_from_ranking(decision, decision.outcome, decision.amount)
    return decision if differs else None


def _plan(lot: Lot, ranking: Ranking) -> list[Planned]:
    """What people decided with a reason stands; for the rest from the top, as far as money and
    grants reach: whoever was taken back since the signatures leaves room for the next. Nobody is
    passed over.
    """
    plans = _plans(ranking)
    left, count, is_open = lot.budget, 0, True
    for plan in plans:
        if plan.by_hand is not None:
            plan.outcome = plan.by_hand.outcome
            plan.amount = plan.by_hand.amount
            if plan.outcome == states.AWARDED:
                left = _less(left, plan.amount)
                count += 1
    for plan in plans:
        if plan.by_hand is None and plan.row.standing != states.BELOW:
            is_open = is_open and _fits(lot, plan.row, left, count)
            _decide_within(lot, plan, is_open)
            if plan.outcome == states.AWARDED:
                left = _less(left, plan.amount)
                count += 1
    _number_reserve(plans)
    return plans


def _less(left: Decimal | None, amount: Decimal | None) -> Decimal | None:
    return None if left is None else left - (amount or 0)


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
    how many. What was prepared from an earlier ranking, or has been overtaken since, falls.

    Raises PermissionDenied, ValidationError 'not_signed', 'other_money', 'budget'.
    """
    if not may_run_calls(by):
        raise PermissionDenied
    locked = journal.locked_lot(lot.pk)
    ranking = signed_ranking(locked)
    if ranking is None:
        raise ValidationError(
            _("Two people sign the ranking first."), code=NOT_SIGNED
        )
    refuse_other_money(ranking)
    _drop_outdated(locked, ranking, by)
    plans = [one for one in _plan(locked, ranking) if one.is_new]
    for plan in plans:
        if plan.prepared is not None:
            _drop(locked, plan.prepared, by)
    # what frees money first, then what takes it
    plans.sort(key=lambda one: one.outcome == states.AWARDED)
    for plan in plans:
        _prepare(locked, ranking, plan, by)
    return len(plans)


def refuse_other_money(ranking: Ranking) -> None:
    """Raises ValidationError 'other_money' where the budget, the number of grants or their limits
    are not those that two people signed.
    """
    if not keeps_its_money(ranking):
        raise ValidationError(
            _(
                "The budget, the number of grants or their limits are not those"
                " of the signed ranking: make a new ranking."
            ),
            code=OTHER_MONEY,
        )


def outdated_decisions(lot: Lot, ranking: Ranking | None):
    """Prepared from another ranking, or about what was taken back since."""
    return (
        Decision.objects.prepared()
        .filter(application__lot=lot)
        .exclude(ranking=ranking, application__state__in=OPEN)
    )


def _drop_outdated(lot: Lot, ranking: Ranking, by: User) -> None:
    for decision in outdated_decisions(lot, ranking):
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
        reason=plan.reason,
        decided_by=by,
        decided_at=timezone.now(),
    )
    decision.save(force_insert=True)
    _record(lot, decision, by)


def _record(lot: Lot, decision: Decision, by: User) -> None:
    facts = {
        "decision": decision.number,
        "outcome": decision.outcome,
        "amount": number_fact(decision.amount),
        "place": decision.reserve_place,
        "ranking": decision.ranking.number,
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
    published already; what was reviewed again is decided again, even if it is the same.
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
    is_ranked = plan.row.application.state == application_states.RANKED
    is_said = says_the_same(
        plan.holds, prepared.outcome, prepared.amount, plan.place
    )
    if is_said and not is_ranked:
        _drop(lot, prepared, by)
    elif prepared.reserve_place != plan.place:
        prepared.reserve_place = plan.place
        prepared.save(update_fields=["reserve_place"])
        _record(lot, prepared, by)

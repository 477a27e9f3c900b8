"""What becomes of each application of a signed ranking: prepared here, known to nobody outside."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import states as application_states
from applications.models import Application
from applications.rules import may_run_calls
from calls.models import Lot
from core.language.figures import money
from evaluation import journal, states
from evaluation.errors import refuse_silence, wrong_state
from evaluation.models import Decision, Ranking, RankingRow
from evaluation.ranking.signing import signed_ranking

NOT_SIGNED, BUDGET, LIMITS, AMOUNT = (
    "not_signed",
    "budget",
    "limits",
    "amount",
)
ZERO = Decimal(0)
#: of which something can be decided
OPEN = (
    application_states.RANKED,
    application_states.AWARDED,
    application_states.RESERVE,
    application_states.REJECTED,
)
#: the outcome that an application's state already says
OUTCOME_OF_STATE = {
    application_states.AWARDED: states.AWARDED,
    application_states.RESERVE: states.RESERVE,
    application_states.REJECTED: states.REJECTED,
}


def standing_awards(lot: Lot):
    """The awards of a lot that hold: prepared or published, and not declined."""
    awards = Decision.objects.newest().filter(
        application__lot=lot, outcome=states.AWARDED
    )
    withdrawn = application_states.WITHDRAWN
    return awards.exclude(response__is_accepted=False).exclude(
        application__state=withdrawn
    )


def awarded_sum(lot: Lot, *, but: Application | None = None) -> Decimal:
    """What the awards that hold come to, in the currency of the call."""
    awards = standing_awards(lot)
    if but is not None:
        awards = awards.exclude(application=but)
    return sum(awards.values_list("amount", flat=True), ZERO)


def budget_left(lot: Lot) -> Decimal | None:
    """None where the lot has no budget of its own."""
    return None if lot.budget is None else lot.budget - awarded_sum(lot)


def refuse_amount(
    lot: Lot, application: Application, amount: Decimal | None
) -> None:
    """Raises ValidationError 'amount', 'limits' or 'budget'. The lot is locked."""
    if amount is None or amount <= 0:
        raise ValidationError(_("Enter the amount awarded."), code=AMOUNT)
    currency = lot.call.currency
    low, high = lot.grant_min, lot.grant_max
    if (low is not None and amount < low) or (
        high is not None and amount > high
    ):
        raise ValidationError(
            _("Grants of this lot are from %(low)s to %(high)s.")
            % {"low": money(low, currency), "high": money(high, currency)},
            code=LIMITS,
        )
    if lot.budget is None:
        return
    left = lot.budget - awarded_sum(lot, but=application)
    if amount > left:
        raise ValidationError(
            _("%(left)s is left of the budget of this lot.")
            % {"left": money(max(left, ZERO), currency)},
            code=BUDGET,
        )


def _rows_to_decide(ranking: Ranking) -> list[RankingRow]:
    """The lines whose application can still be decided about, in their order."""
    rows = ranking.rows.select_related("application")
    return [row for row in rows if row.application.state in OPEN]


def _usual_outcomes(lot: Lot, ranking: Ranking) -> list[tuple[RankingRow, str]]:
    """What each line comes to, from the top: whoever was taken back since the signatures leaves
    room for the next.
    """
    left, count, is_open = lot.budget, 0, True
    outcomes = []
    for row in _rows_to_decide(ranking):
        if row.standing == states.BELOW:
            outcomes.append((row, states.REJECTED))
            continue
        fits = (left is None or row.grant <= left) and (
            lot.expected_grants is None or count < lot.expected_grants
        )
        is_open = is_open and fits
        if is_open:
            count += 1
            left = None if left is None else left - row.grant
        outcomes.append((row, states.AWARDED if is_open else states.RESERVE))
    return outcomes


@transaction.atomic
def prepare_decisions(lot: Lot, *, by: User) -> int:
    """Prepare what the signed ranking says, for each application that nothing is prepared for and
    whose outcome it changes; how many. Raises PermissionDenied, ValidationError 'not_signed'.
    """
    if not may_run_calls(by):
        raise PermissionDenied
    locked = journal.locked_lot(lot.pk)
    ranking = signed_ranking(locked)
    if ranking is None:
        raise ValidationError(
            _("Two people sign the ranking first."), code=NOT_SIGNED
        )
    count = reserve = 0
    for row, outcome in _usual_outcomes(locked, ranking):
        reserve += outcome == states.RESERVE
        is_new = OUTCOME_OF_STATE.get(row.application.state) != outcome
        prepared = row.application.decisions.prepared()
        if is_new and not prepared.exists():
            _prepare(locked, ranking, row, outcome, reserve, by)
            count += 1
    return count


def _prepare(
    lot: Lot,
    ranking: Ranking,
    row: RankingRow,
    outcome: str,
    reserve: int,
    by: User,
) -> None:
    amount = row.grant if outcome == states.AWARDED else None
    if amount is not None:
        refuse_amount(lot, row.application, amount)
    decision = Decision(
        application=row.application,
        number=row.application.decisions.count() + 1,
        ranking=ranking,
        outcome=outcome,
        amount=amount,
        reserve_place=reserve if outcome == states.RESERVE else None,
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
    """Whether it is another outcome than the ranking's, or less money than was asked for."""
    row = decision.ranking.rows.get(application=decision.application_id)
    usual = states.OUTCOME_OF_STANDING[row.standing]
    return outcome != usual or (
        outcome == states.AWARDED and amount != row.grant
    )


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
    published.

    Raises PermissionDenied, ValidationError 'state', 'no_reason', 'amount', 'limits', 'budget'.
    """
    if not may_run_calls(by):
        raise PermissionDenied
    lot = journal.locked_lot(decision.application.lot_id)
    locked = Decision.objects.select_for_update().get(pk=decision.pk)
    if locked.published_at is not None or outcome not in states.OUTCOMES:
        raise wrong_state()
    if differs_from_ranking(locked, outcome, amount):
        refuse_silence(reason)
    if outcome == states.AWARDED:
        refuse_amount(lot, locked.application, amount)
    locked.outcome, locked.reason = outcome, reason.strip()[:4000]
    locked.amount = amount if outcome == states.AWARDED else None
    locked.reserve_place = _reserve_place(locked)
    locked.decided_by, locked.decided_at = by, timezone.now()
    locked.save()
    _record(lot, locked, by)


def _reserve_place(decision: Decision) -> int | None:
    """Its place among those on the reserve list, by the order of the ranking."""
    if decision.outcome != states.RESERVE:
        return None
    row = decision.ranking.rows.get(application=decision.application_id)
    before = Decision.objects.newest().filter(
        outcome=states.RESERVE,
        ranking=decision.ranking_id,
        application__ranking_rows__ranking=decision.ranking_id,
        application__ranking_rows__order__lt=row.order,
    )
    return before.exclude(pk=decision.pk).count() + 1

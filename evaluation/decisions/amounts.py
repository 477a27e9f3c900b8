"""What a lot can give: its budget, what is awarded of it, and the limits of one grant."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications import states as application_states
from applications.models import Application
from calls.models import Lot
from core.language.figures import money
from evaluation import states
from evaluation.models import Decision

BUDGET, LIMITS, AMOUNT = "budget", "limits", "amount"
ZERO = Decimal(0)


def names_money(lot: Lot) -> bool:
    """Whether it gives grants; an expression of interest may be selected without any."""
    amounts = (lot.budget, lot.grant_min, lot.grant_max)
    return any(one is not None for one in amounts)


def standing_awards(lot: Lot):
    """The awards of a lot that count: prepared or published, and not declined."""
    awards = Decision.objects.newest().filter(
        application__lot=lot, outcome=states.AWARDED
    )
    withdrawn = application_states.WITHDRAWN
    return awards.exclude(response__is_accepted=False).exclude(
        application__state=withdrawn
    )


def published_amounts(applications: Any) -> dict[int, Decimal]:
    """application → what was awarded to it in public and was neither declined nor taken back.
    `applications`: their keys, or a query of them.
    """
    awards = Decision.objects.that_hold().filter(
        application__in=applications, outcome=states.AWARDED
    )
    standing = awards.exclude(response__is_accepted=False).exclude(
        application__state=application_states.WITHDRAWN
    )
    return {
        application: amount or ZERO
        for application, amount in standing.values_list("application", "amount")
    }


def awarded_sum(lot: Lot, *, but: Application | None = None) -> Decimal:
    """What the awards that count come to, in the currency of the call."""
    awards = standing_awards(lot)
    if but is not None:
        awards = awards.exclude(application=but)
    amounts = awards.values_list("amount", flat=True)
    return sum((amount or ZERO for amount in amounts), ZERO)


def published_sum(lot: Lot) -> Decimal:
    """What the awards that are public and not declined come to."""
    return sum(published_amounts(lot.applications.values("pk")).values(), ZERO)


def budget_left(lot: Lot) -> Decimal | None:
    """None where the lot has no budget of its own."""
    return None if lot.budget is None else lot.budget - awarded_sum(lot)


def gives_more(lot: Lot) -> bool:
    """Whether another grant can be awarded: money is left, and their number is not reached."""
    left = budget_left(lot)
    return has_grants_left(lot) and (left is None or left > ZERO)


def has_grants_left(lot: Lot) -> bool:
    """Whether fewer are awarded than the lot gives."""
    most = lot.expected_grants
    return most is None or standing_awards(lot).count() < most


def capped_grant(lot: Lot, grant: Decimal | None) -> Decimal | None:
    """What was asked for, within the largest grant; None where the lot gives no money."""
    if not names_money(lot) or grant is None:
        return None
    largest = lot.grant_max
    if largest is None:
        return grant
    return min(grant, largest)


def usual_amount(lot: Lot, grant: Decimal | None) -> Decimal | None:
    """As `capped_grant`.

    Raises ValidationError 'limits' for less than the smallest grant: nobody is given more than
    they asked for unasked.
    """
    amount = capped_grant(lot, grant)
    if amount is not None:
        _refuse_limits(lot, amount)
    return amount


def _refuse_limits(lot: Lot, amount: Decimal) -> None:
    low, high = lot.grant_min, lot.grant_max
    too_low = low is not None and amount < low
    if too_low or (high is not None and amount > high):
        limits = {
            "low": money(low, lot.call.currency),
            "high": money(high, lot.call.currency),
        }
        raise ValidationError(
            _("Grants of this lot are from %(low)s to %(high)s.") % limits,
            code=LIMITS,
        )


def refuse_amount(
    lot: Lot, application: Application, amount: Decimal | None
) -> None:
    """Raises ValidationError 'amount', 'limits' or 'budget'. The lot is locked."""
    if amount is None and not names_money(lot):
        return
    if amount is None or amount <= 0:
        raise ValidationError(_("Enter the amount awarded."), code=AMOUNT)
    _refuse_limits(lot, amount)
    if lot.budget is None:
        return
    left = lot.budget - awarded_sum(lot, but=application)
    if amount > left:
        raise ValidationError(
            _("%(left)s is left of the budget of this lot.")
            % {"left": money(max(left, ZERO), lot.call.currency)},
            code=BUDGET,
        )

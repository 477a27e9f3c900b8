"""Sums of a budget and the limits of its lot; computed on the server, never believed from a form."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from applications.models import Application, BudgetLine
from portal.templatetags.portal import money

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Totals:
    """Sums in the currency of the call, to the cent."""

    total: Decimal = ZERO
    grant: Decimal = ZERO
    own: Decimal = ZERO
    partner: Decimal = ZERO

    @property
    def cofinancing_percent(self) -> Decimal:
        """Own and partners' money as a share of the whole."""
        if not self.total:
            return ZERO
        share = (self.own + self.partner) * 100 / self.total
        return share.quantize(CENT, ROUND_HALF_UP)


def line_total(line: BudgetLine) -> Decimal:
    return (line.quantity * line.unit_cost).quantize(CENT, ROUND_HALF_UP)


def shares(line: BudgetLine) -> Decimal:
    return line.grant + line.own + line.partner


def totals(lines: list[BudgetLine]) -> Totals:
    return Totals(
        total=sum((line_total(line) for line in lines), ZERO),
        grant=sum((line.grant for line in lines), ZERO),
        own=sum((line.own for line in lines), ZERO),
        partner=sum((line.partner for line in lines), ZERO),
    )


def from_record(lines: list[dict[str, str]]) -> list[BudgetLine]:
    """Budget lines as a submitted record holds them: unsaved, numbers as numbers."""
    numbers = ("quantity", "unit_cost", *BudgetLine.SHARES)
    return [BudgetLine(**line | {name: Decimal(line[name]) for name in numbers}) for line in lines]


def _wrong_line(number: int, line: BudgetLine) -> str:
    total, paid = line_total(line), shares(line)
    if paid == total:
        return ""
    return _("Row %(row)d, «%(title)s»: the shares add up to %(paid)s, the cost is %(total)s.") % {
        "row": number, "title": line.title, "paid": money(paid), "total": money(total),
    }  # fmt: skip


def _wrong_limits(application: Application, sums: Totals) -> list[str]:
    lot = application.lot
    currency, found = lot.call.currency, []
    asked = {"asked": money(sums.grant, currency)}
    if lot.grant_max is not None and sums.grant > lot.grant_max:
        limit = asked | {"limit": money(lot.grant_max, currency)}
        found.append(_("You ask for %(asked)s; the lot grants at most %(limit)s.") % limit)
    if lot.grant_min is not None and sums.grant < lot.grant_min:
        limit = asked | {"limit": money(lot.grant_min, currency)}
        found.append(_("You ask for %(asked)s; the lot grants no less than %(limit)s.") % limit)
    needed = lot.cofinancing_percent
    if needed is not None and sums.cofinancing_percent < needed:
        said = {"have": sums.cofinancing_percent, "need": needed}
        found.append(_("Own and partners' money is %(have)s %%; the lot asks for %(need)s %%.") % said)
    return found


def wrong(application: Application) -> list[str]:
    """What keeps the budget from being submitted; the row that breaks a rule is named."""
    lines = list(application.budget_lines.all())
    if not lines:
        return [_("Fill in the budget.")]
    said = [_wrong_line(number, line) for number, line in enumerate(lines, start=1)]
    return [words for words in said if words] + _wrong_limits(application, totals(lines))

"""Sums of a budget and the limits of its lot; computed on the server, never believed from a
form.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import Application, BudgetLine
from calls.question_types.money import Money
from calls.question_types.number import Number
from calls.question_types.one_choice import OneChoice
from calls.question_types.rows import (
    Column,
    Row,
    Rows,
    checked_rows,
    faults_in_words,
)
from calls.question_types.short_text import ShortText
from core.language.figures import grouped, money
from core.text.numbers import to_number

KEY = "budget"
MOST_LINES = 80
CENT = Decimal("0.01")
ZERO = Decimal("0.00")
LARGEST = 10**8  # what the columns of a budget line can hold
NUMBERS = ("quantity", "unit_cost", *BudgetLine.SHARES)
COLUMNS = [
    Column(
        "category",
        gettext_lazy("Category"),
        OneChoice(),
        choices=tuple(BudgetLine.CATEGORIES),
    ),
    Column("title", gettext_lazy("Purpose"), ShortText()),
    Column("quantity", gettext_lazy("Quantity"), Number()),
    Column("unit_cost", gettext_lazy("Unit cost"), Money()),
    Column(
        "grant",
        gettext_lazy("From the grant"),
        Money(),
        is_required=False,
    ),
    Column("own", gettext_lazy("Own funds"), Money(), is_required=False),
    Column(
        "partner",
        gettext_lazy("From partners"),
        Money(),
        is_required=False,
    ),
]


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


def paid_shares(line: BudgetLine) -> Decimal:
    return line.grant + line.own + line.partner


def budget_totals(lines: list[BudgetLine]) -> Totals:
    return Totals(
        total=sum((line_total(line) for line in lines), ZERO),
        grant=sum((line.grant for line in lines), ZERO),
        own=sum((line.own for line in lines), ZERO),
        partner=sum((line.partner for line in lines), ZERO),
    )


def lines_from_record(lines: list[dict[str, str]]) -> list[BudgetLine]:
    """Budget lines as a submitted record holds them: unsaved, numbers as numbers."""
    return [
        BudgetLine(**line | {name: Decimal(line[name]) for name in NUMBERS})
        for line in lines
    ]


def _too_exact(name: str, value: str) -> str:
    number = to_number(value) if value else None
    if number is None:
        return ""
    if number >= LARGEST:
        return _("The number is too large.")
    if number != round(number, 2):
        return _("At most two decimal places.")
    return (
        _("The quantity cannot be zero.")
        if name == "quantity" and number == 0
        else ""
    )


def read_budget(typed: Rows) -> list[Row]:
    """The rows as they stand on the page, with what is wrong in each cell."""
    rows = checked_rows(COLUMNS, typed)
    for row in rows:
        for cell in row.cells:
            if cell.column.key in NUMBERS:
                cell.error = cell.error or _too_exact(
                    cell.column.key, cell.value
                )
            elif len(cell.value) > 200:
                cell.error = _("At most 200 characters.")
    return rows


def budget_line(row: Row) -> BudgetLine | None:
    """The line that a row without faults means; None for one that is not finished."""
    if row.errors:
        return None
    values: dict[str, Any] = {cell.column.key: cell.value for cell in row.cells}
    values |= {name: to_number(values[name]) or ZERO for name in NUMBERS}
    return BudgetLine(order=row.number, **values)


def _wrong_line(line: BudgetLine) -> str:
    total, paid = line_total(line), paid_shares(line)
    if paid == total:
        return ""
    return _(
        "Row %(row)d, “%(title)s”: the shares add up to %(paid)s, the cost is %(total)s."
    ) % {
        "row": line.order,
        "title": line.title,
        "paid": money(paid),
        "total": money(total),
    }


def _largest(lines: list[BudgetLine], share: str) -> str:
    """The row that weighs most in a sum that is too large."""
    line = max(lines, key=lambda one: getattr(one, share))
    return _("The largest part is row %(row)d, “%(title)s”: %(amount)s.") % {
        "row": line.order,
        "title": line.title,
        "amount": money(getattr(line, share)),
    }


def _wrong_grant(
    application: Application, lines: list[BudgetLine], grant: Decimal
) -> list[str]:
    lot, currency = application.lot, application.lot.call.currency
    amounts = {"asked": money(grant, currency)}
    if lot.grant_max is not None and grant > lot.grant_max:
        sentence = _("You ask for %(asked)s; the lot grants at most %(limit)s.")
        too_much = sentence % (
            amounts | {"limit": money(lot.grant_max, currency)}
        )
        return [f"{too_much} {_largest(lines, 'grant')}"]
    if lot.grant_min is not None and grant < lot.grant_min:
        sentence = _(
            "You ask for %(asked)s; the lot grants no less than %(limit)s."
        )
        return [
            sentence % (amounts | {"limit": money(lot.grant_min, currency)})
        ]
    return []


def _wrong_limits(
    application: Application, lines: list[BudgetLine]
) -> list[str]:
    sums, needed = budget_totals(lines), application.lot.cofinancing_percent
    faults = _wrong_grant(application, lines, sums.grant)
    if needed is not None and sums.cofinancing_percent < needed:
        percents = {
            "have": grouped(sums.cofinancing_percent),
            "need": grouped(needed),
        }
        faults.append(
            _(
                "Own and partners' contribution is %(have)s%%; the lot asks for %(need)s%%."
            )
            % percents
        )
    return faults


def wrong_rows(read_rows: list[Row]) -> list[str]:
    """What is wrong with what stands in the rows; shares that are not typed yet are not wrong."""
    if unfinished := faults_in_words(read_rows):
        return unfinished
    lines = [line for row in read_rows if (line := budget_line(row))]
    return [
        fault
        for line in lines
        if paid_shares(line) and (fault := _wrong_line(line))
    ]


def budget_faults(application: Application, typed: Rows) -> list[str]:
    """What keeps the budget from being submitted; the row that breaks a rule is named."""
    if not typed:
        return [_("Fill in the budget.")]
    if len(typed) > MOST_LINES:
        return [
            _("At most %(count)d rows are allowed.") % {"count": MOST_LINES}
        ]
    read_rows = read_budget(typed)
    if unfinished := faults_in_words(read_rows):
        return unfinished
    lines = [line for row in read_rows if (line := budget_line(row))]
    faults = [fault for line in lines if (fault := _wrong_line(line))]
    return faults + _wrong_limits(application, lines)

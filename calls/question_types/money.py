"""An amount in the currency of the call."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calls.question_types.limits import Limits
from calls.question_types.number import Number
from calls.question_types.registry import QUESTION_TYPES
from core.language.figures import money
from core.text.numbers import Reading, read_number

#: the currency that an applicant may write beside an amount
CURRENCY = "EUR"


class Money(Number):
    code = "money"
    order = 4
    label = gettext_lazy("amount of money")
    example = gettext_lazy("What something costs, in euros.")
    settings = ("min_value", "max_value")
    is_money = True
    currency = CURRENCY

    def takes_currency(self, reading: Reading) -> bool:
        return reading.currency in ("", CURRENCY)

    def cell_fault(self, limits: Limits, value: str) -> str:
        number = read_number(value).value
        if number is not None and number != round(number, 2):
            return _("At most two decimal places.")
        return super().cell_fault(limits, value)

    def understood(self, value: str) -> str:
        number = read_number(value).value
        return "" if number is None else money(number, CURRENCY)


QUESTION_TYPES.register(Money())

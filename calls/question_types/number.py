"""A number, by the one grammar of the portal; not negative unless the question allows it."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calls.question_types.base import QuestionType
from calls.question_types.limits import Limits
from calls.question_types.registry import QUESTION_TYPES
from core.language.figures import grouped
from core.text.fields import NOT_A_NUMBER, ambiguous_number
from core.text.numbers import Reading, read_number, to_number


class Number(QuestionType):
    code = "number"
    order = 3
    label = gettext_lazy("a number")
    example = gettext_lazy("People, months, square metres.")
    settings: tuple[str, ...] = (
        "is_whole",
        "min_value",
        "max_value",
        "prefill",
    )
    is_for_columns = True
    input_mode = "decimal"
    is_narrow = True
    paper_lines = 1

    is_number = True

    def fault(self, question, value: str) -> str:
        return self.cell_fault(question, value)

    def cell_fault(self, limits: Limits, value: str) -> str:
        reading = read_number(value)
        if reading.either:
            return ambiguous_number(value, reading.either)
        if reading.value is None or not self.takes_currency(reading):
            return str(NOT_A_NUMBER)
        return _limit_fault(limits, reading.value)

    def takes_currency(self, reading: Reading) -> bool:
        return not reading.currency

    def limits(self, question) -> list[str]:
        """The same limits in words, beside the question and on the blank form."""
        return limits_in_words(question)

    def in_words(self, question, value: str) -> str:
        return self.understood(value or "") or value or ""

    def recorded(self, entry: dict, value: str) -> str:
        return self.understood(value or "") or value

    def exported(self, value: str) -> Decimal | str:
        number = to_number(value)
        return value if number is None else number

    def understood(self, value: str) -> str:
        number = to_number(value)
        return "" if number is None else grouped(number)


def limits_in_words(limits: Limits) -> list[str]:
    words = [_("a whole number")] if limits.is_whole else []
    if limits.min_value is not None:
        words.append(
            _("at least %(limit)s") % {"limit": grouped(limits.min_value)}
        )
    if limits.max_value is not None:
        words.append(
            _("at most %(limit)s") % {"limit": grouped(limits.max_value)}
        )
    return words


def _limit_fault(limits: Limits, number: Decimal) -> str:
    if number < 0 and limits.min_value is None:
        return _("The number cannot be negative.")
    if limits.is_whole and number != int(number):
        return _("Write a whole number.")
    if limits.min_value is not None and number < limits.min_value:
        return _("The number must be at least %(limit)s.") % {
            "limit": grouped(limits.min_value)
        }
    if limits.max_value is not None and number > limits.max_value:
        return _("The number must be at most %(limit)s.") % {
            "limit": grouped(limits.max_value)
        }
    return ""


QUESTION_TYPES.register(Number())

"""A number, not negative."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calls.question_types.base import QuestionType
from calls.question_types.registry import QUESTION_TYPES
from core.text.typed_values import to_decimal


class Number(QuestionType):
    code = "number"
    order = 3
    label = gettext_lazy("a number")
    is_for_columns = True
    input_mode = "decimal"
    is_narrow = True
    paper_lines = 1

    def fault(self, question, value: str) -> str:
        number = to_decimal(value)
        if number is not None and number < 0:
            return _("The number cannot be negative.")
        return self.cell_fault(value)

    def cell_fault(self, value: str) -> str:
        number = to_decimal(value)
        if number is None or number < 0:
            return _("Write a number, for example 12500 or 12500,50.")
        return ""


QUESTION_TYPES.register(Number())

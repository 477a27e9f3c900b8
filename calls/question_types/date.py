"""A day."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calls.question_types.base import QuestionType
from calls.question_types.registry import QUESTION_TYPES
from core.text.typed_values import to_date


class Date(QuestionType):
    code = "date"
    order = 8
    label = gettext_lazy("date")
    is_for_columns = True
    placeholder = "21.11.2026"
    is_narrow = True
    paper_lines = 1

    def fault(self, question, value: str) -> str:
        return self.cell_fault(value)

    def cell_fault(self, value: str) -> str:
        if to_date(value):
            return ""
        return _("Write a date as day, month and year: 21.11.2026.")


QUESTION_TYPES.register(Date())

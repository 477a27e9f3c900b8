"""A day."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calls.question_types.base import QuestionType
from calls.question_types.limits import Limits
from calls.question_types.registry import QUESTION_TYPES
from core.text.dates import to_day
from core.text.fields import NOT_A_DAY


class Date(QuestionType):
    code = "date"
    order = 8
    label = gettext_lazy("date")
    example = gettext_lazy("The day on which the work begins.")
    settings = ("earliest", "latest")
    is_for_columns = True
    placeholder = "21.11.2026"
    is_narrow = True
    paper_lines = 1

    def fault(self, question, value: str) -> str:
        return self.cell_fault(question, value)

    def cell_fault(self, limits: Limits, value: str) -> str:
        day = to_day(value)
        if day is None:
            return str(NOT_A_DAY)
        if limits.earliest and day < limits.earliest:
            return _("The day must not be before %(limit)s.") % {
                "limit": date_format(limits.earliest)
            }
        if limits.latest and day > limits.latest:
            return _("The day must not be after %(limit)s.") % {
                "limit": date_format(limits.latest)
            }
        return ""

    def limits(self, question) -> list[str]:
        words = []
        if question.earliest:
            day = date_format(question.earliest)
            words.append(_("not before %(limit)s") % {"limit": day})
        if question.latest:
            day = date_format(question.latest)
            words.append(_("not after %(limit)s") % {"limit": day})
        return words

    def in_words(self, question, value: str) -> str:
        return self.understood(value or "") or value or ""

    def recorded(self, entry: dict, value: str) -> str:
        return self.understood(value or "") or value

    def exported(self, value: str) -> dt.date | str:
        return to_day(value) or value

    def understood(self, value: str) -> str:
        day = to_day(value)
        return date_format(day) if day else ""


QUESTION_TYPES.register(Date())

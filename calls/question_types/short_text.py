"""A line of text."""

from django.utils.translation import gettext_lazy as _

from calls.question_types.base import QuestionType
from calls.question_types.registry import QUESTION_TYPES
from calls.question_types.word_count import word_count_fault


class ShortText(QuestionType):
    code = "short"
    order = 1
    label = _("short text")
    example = _("A line: a name, a title, a telephone number.")
    settings = ("word_limit", "prefill")
    is_for_columns = True
    is_wide_column = True
    paper_lines = 1

    def fault(self, question, value: str) -> str:
        return word_count_fault(question, value)


QUESTION_TYPES.register(ShortText())

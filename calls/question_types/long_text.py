"""A text of several paragraphs."""

from django.utils.translation import gettext_lazy as _

from calls.question_types.base import QuestionType
from calls.question_types.registry import QUESTION_TYPES
from calls.question_types.word_count import word_count_fault


class LongText(QuestionType):
    code = "long"
    order = 2
    label = _("long text")
    example = _("Some paragraphs: what is to change, and how.")
    settings = ("word_limit", "prefill")
    template = "calls/question_types/long.html"
    paper_lines = 12

    def fault(self, question, value: str) -> str:
        return word_count_fault(question, value)


QUESTION_TYPES.register(LongText())

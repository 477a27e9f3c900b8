"""A text of several paragraphs."""

from django.utils.translation import gettext_lazy as _

from calls.question_types.base import QuestionType
from calls.question_types.word_count import word_count_fault


class LongText(QuestionType):
    code = "long"
    label = _("long text")
    template = "calls/question_types/long.html"
    paper_lines = 12

    def fault(self, question, value: str) -> str:
        return word_count_fault(question, value)

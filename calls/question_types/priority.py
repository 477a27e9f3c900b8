"""A text about one of the call's priorities."""

from django.utils.translation import gettext_lazy as _

from calls.question_types.long_text import LongText
from calls.question_types.registry import QUESTION_TYPES


class PriorityAnswer(LongText):
    code = "priority"
    order = 12
    label = _("answer to a priority")
    example = _("How the project serves one of the call’s priorities.")
    settings = ("priority", "word_limit")
    paper_lines = 10
    answers_priority = True


QUESTION_TYPES.register(PriorityAnswer())

"""A text about one of the call's priorities."""

from django.utils.translation import gettext_lazy as _

from calls.question_types.long_text import LongText


class PriorityAnswer(LongText):
    code = "priority"
    label = _("answer to a priority")
    paper_lines = 10
    answers_priority = True

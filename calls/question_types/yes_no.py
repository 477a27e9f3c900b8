"""Yes or no."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calls.question_types.base import QuestionType, yes_and_no
from calls.question_types.registry import QUESTION_TYPES


class YesNo(QuestionType):
    code = "yes_no"
    order = 5
    label = gettext_lazy("yes or no")
    example = gettext_lazy("Does the community have a plan?")
    template = "calls/question_types/yes_no.html"
    is_group = True

    def fault(self, question, value: str) -> str:
        if value in yes_and_no():
            return ""
        return _("Choose one of the answers given.")

    def conditions(self, question) -> dict[str, str]:
        return yes_and_no()

    def in_words(self, question, value: str) -> str:
        return yes_and_no().get(value, "")

    def recorded(self, entry: dict, value: str) -> str:
        return yes_and_no().get(value, "")

    def paper_options(self, question) -> list[str]:
        return list(yes_and_no().values())


QUESTION_TYPES.register(YesNo())

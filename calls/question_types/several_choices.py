"""Several answers of several."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from calls.question_types.one_choice import OneChoice
from calls.question_types.registry import QUESTION_TYPES


class SeveralChoices(OneChoice):
    code = "multi"
    order = 7
    label = _("several from a list")
    example = _("As many answers from your list as fit.")
    template = "calls/question_types/multi.html"
    is_wide_column = False

    def empty(self) -> list:
        return []

    def posted(self, question, data) -> list[str]:
        return data.getlist(question.key)

    def fits(self, value: Any) -> bool:
        return isinstance(value, list) and all(
            isinstance(key, str) for key in value
        )

    def chosen(self, value: Any) -> list[str]:
        return list(value or [])


QUESTION_TYPES.register(SeveralChoices())

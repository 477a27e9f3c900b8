"""One answer of several."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calls.question_types.base import QuestionType, comma_joined, options_of
from calls.question_types.registry import QUESTION_TYPES

FEWEST_OPTIONS = 2


class OneChoice(QuestionType):
    code = "choice"
    order = 6
    label = gettext_lazy("one of several")
    example = gettext_lazy("One answer from your list.")
    part = "options"
    template = "calls/question_types/choice.html"
    is_group = True
    is_wide_column = True

    def chosen(self, value: Any) -> list[str]:
        return [value]

    def fault(self, question, value: Any) -> str:
        if set(self.chosen(value)) <= set(options_of(question)):
            return ""
        return _("Choose one of the answers given.")

    def definition_fault(self, question) -> str:
        if len(question.options.all()) >= FEWEST_OPTIONS:
            return ""
        return _(
            "“%(name)s” (%(key)s) needs at least two answers to choose from."
        )

    def conditions(self, question) -> dict[str, str]:
        return options_of(question)

    def in_words(self, question, value: Any) -> str:
        chosen = self.chosen(value or "")
        options = options_of(question)
        return comma_joined(
            label for key, label in options.items() if key in chosen
        )

    def recorded(self, entry: dict, value: Any) -> str:
        options = entry.get("options", {})
        return comma_joined(options.get(key, key) for key in self.chosen(value))


QUESTION_TYPES.register(OneChoice())

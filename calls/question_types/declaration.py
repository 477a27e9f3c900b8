"""A sentence that is confirmed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calls.question_types.registry import QUESTION_TYPES
from calls.question_types.yes_no import YesNo


class Declaration(YesNo):
    code = "declaration"
    order = 13
    label = gettext_lazy("declaration")
    example = gettext_lazy("A sentence that the applicant confirms.")
    template = "calls/question_types/declaration.html"
    is_group = False
    names_itself = True
    is_declaration = True
    is_carried_over = False
    missing = gettext_lazy("Confirm the declaration.")

    def is_given(self, value: str) -> bool:
        return value == "yes"

    def conditions(self, question) -> dict[str, str]:
        return {}

    def paper_options(self, question) -> list[str]:
        return [_("Confirmed")]


QUESTION_TYPES.register(Declaration())

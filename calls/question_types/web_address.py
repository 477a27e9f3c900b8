"""The address of a page."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calls.question_types.base import QuestionType
from calls.question_types.registry import QUESTION_TYPES
from core.text.reading import read_web_address

validate_address = URLValidator(schemes=["http", "https"])


class WebAddress(QuestionType):
    code = "url"
    order = 9
    label = gettext_lazy("web address")
    example = gettext_lazy("A page where more can be read.")
    settings = ("prefill",)
    placeholder = "https://"
    paper_lines = 1

    def fault(self, question, value: str) -> str:
        try:
            validate_address(read_web_address(value))
        except ValidationError:
            return _("Write the full address, beginning with https://.")
        return ""


QUESTION_TYPES.register(WebAddress())

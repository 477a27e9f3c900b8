"""The refusals that verbs share, each with its code."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CLOSED, STALE, INCOMPLETE, EXISTS, REGION, NO_FORM = (
    "closed", "stale", "incomplete", "exists", "region", "no_form",
)  # fmt: skip


def closed() -> ValidationError:
    return ValidationError(_("The deadline has passed; nothing can be changed any more."), code=CLOSED)


class Stale(ValidationError):
    """Somebody else saved meanwhile. `theirs`: key → the value that stands now."""

    def __init__(self, theirs: dict) -> None:
        super().__init__(_("A colleague changed this meanwhile."), code=STALE)
        self.theirs = theirs


class Incomplete(ValidationError):
    """Something is still missing or wrong. `problems`: as from `checking.problems`."""

    def __init__(self, problems: list) -> None:
        super().__init__(_("Some answers are still missing or need correction."), code=INCOMPLETE)
        self.problems = problems

"""The refusals that verbs share, each with its code."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CLOSED, STALE, INCOMPLETE, EXISTS, REGION, NO_FORM, NOT_ELIGIBLE = (
    "closed",
    "stale",
    "incomplete",
    "exists",
    "region",
    "no_form",
    "not_eligible",
)


class Closed(ValidationError):
    """Nothing can be written: by state, or because `deadline` of a lot is over."""

    def __init__(
        self, lot_id: int | None = None, deadline: dt.datetime | None = None
    ) -> None:
        super().__init__(
            _("The deadline has passed; nothing can be changed any more."),
            code=CLOSED,
        )
        self.lot_id, self.deadline = lot_id, deadline


class Stale(ValidationError):
    """Somebody else saved meanwhile. `theirs`: key → the answer that stands now."""

    def __init__(self, theirs: dict[str, Any]) -> None:
        super().__init__(
            _("A colleague has changed this in the meantime."), code=STALE
        )
        self.theirs = theirs


class Incomplete(ValidationError):
    """Something is still missing or wrong. `problems`: as from `checking.problems`."""

    def __init__(self, problems: list) -> None:
        super().__init__(
            _("Some answers are still missing or need correction."),
            code=INCOMPLETE,
        )
        self.problems = problems


class NotEligible(ValidationError):
    """A blocking condition of the right to apply is not met. `outcomes`: as from
    `eligibility.check`.
    """

    def __init__(self, outcomes: list) -> None:
        super().__init__(
            _("A condition of the right to apply is not met."),
            code=NOT_ELIGIBLE,
        )
        self.outcomes = outcomes

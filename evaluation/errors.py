"""The refusals that verbs of an evaluation share, each with its code."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

STATE, NO_REASON, CONFLICT, UNFINISHED, UNREAD = (
    "state",
    "no_reason",
    "conflict",
    "unfinished",
    "unread",
)


def refuse_silence(reason: str) -> None:
    """Raises ValidationError 'no_reason' where no reason is given."""
    if not reason.strip():
        raise ValidationError(
            _("Say why, in a sentence that an auditor understands."),
            code=NO_REASON,
        )


def wrong_state() -> ValidationError:
    return ValidationError(
        _("This cannot be done in the present state."), code=STATE
    )


def refuse_unread(seen: object, stands: object) -> None:
    """Raises ValidationError 'unread' where somebody would agree to another thing than they saw."""
    if seen != stands:
        raise ValidationError(
            _("This was changed after you opened the page. Read it again."),
            code=UNREAD,
        )


class Unfinished(ValidationError):
    """A review that cannot be final yet. `problems`: (key of the answer, what is wrong)."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__(
            _("Some scores or comments are missing or need correction."),
            code=UNFINISHED,
        )
        self.problems = problems

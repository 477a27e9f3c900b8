"""What the pages of an evaluation do with a verb: its refusal is said, and nothing is lost."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError


def does_or_says(request, verb: Callable[[], object], done: str = "") -> bool:
    """Call the verb; say what it refused, or `done`. Whether it was done."""
    try:
        verb()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    if done:
        messages.success(request, done)
    return True

"""The letters about one's own account. The outbox stands a floor higher: the roof hands it down."""

from collections.abc import Callable
from typing import Any

from accounts.models import User

_post: list[Callable[..., Any]] = []


def register_post(queue: Callable[..., Any]) -> None:
    """How a letter leaves: called with its kind, `to` and what it is about."""
    _post[:] = [queue]


def write_letter_to(user: User, kind: str, **context: Any) -> None:
    """Queue a letter in the person's language, in the transaction of its fact."""
    for queue in _post:
        queue(kind, to=user, **context)

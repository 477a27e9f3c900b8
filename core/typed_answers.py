"""Saving what is typed, each answer by itself: drafts of applications and reviews alike.

An answer has a revision; a save says which it was based on. What differs was saved by somebody
else meanwhile: theirs stands, mine is kept beside it, and a person decides.
"""

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

#: key → (value, the revision that it was based on)
Given = dict[str, tuple[Any, int]]


class KeptAnswer(Protocol):
    """A row that holds one answer."""

    value: Any
    rev: int


Answer = TypeVar("Answer", bound=KeptAnswer)


def changed_answers(given: Given, present: Mapping[str, KeptAnswer]) -> Given:
    """What differs from what stands; nothing typed into nothing is no change."""
    return {
        key: (value, rev)
        for key, (value, rev) in given.items()
        if value != (present[key].value if key in present else type(value)())
    }


def overtaken_answers(
    present: Mapping[str, Answer], changed: Given
) -> dict[str, Answer]:
    """key → the answer that stands, for each saved by someone else since its page was made."""
    return {
        key: present[key]
        for key, (value, rev) in changed.items()
        if key in present and present[key].rev != rev
    }


def posted_revision(typed: Mapping[str, Any], key: str) -> int:
    """The revision that a form says its answer was based on; -1 for what says none."""
    posted = str(typed.get(f"rev-{key}", ""))
    return int(posted) if posted.isdecimal() and len(posted) < 10 else -1

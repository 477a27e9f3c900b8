"""What one can subscribe to; each app registers its own subjects."""

from collections.abc import Callable
from dataclasses import dataclass

from mailing.models import Subscription


@dataclass(frozen=True)
class Subject:
    """One kind of subscription.

    `describe` says in the active language what a subscription is about. `letters` are the kinds
    that it brings, deleted a month after they were sent. `settings_url` names the page where its
    choices are changed, if it has one.
    """

    code: str
    describe: Callable[[Subscription], str]
    confirm_letter: str
    letters: tuple[str, ...]
    known_letter: str = ""
    settings_url: str = ""


_subjects: dict[str, Subject] = {}


def register_subject(subject: Subject) -> None:
    """Add a subject; ValueError when its code is taken."""
    if subject.code in _subjects:
        raise ValueError(f"The subject {subject.code} is registered.")
    _subjects[subject.code] = subject


def get_subject(code: str) -> Subject:
    return _subjects[code]


def letter_kinds() -> set[str]:
    """The kinds of all letters that subscriptions bring."""
    return {
        kind
        for subject in _subjects.values()
        for kind in (
            *subject.letters,
            subject.confirm_letter,
            subject.known_letter,
        )
        if kind
    }

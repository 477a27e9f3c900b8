"""What one can subscribe to; each app registers its own subjects."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from core.registry import Registry
from mailing.models import Subscription


@dataclass(frozen=True)
class Subject:
    """One kind of subscription.

    `name` is what staff read in a list. `describe` says in the active language what a subscription
    is about. `letters` are the kinds that it brings, deleted a month after they were sent.
    `settings_url` names the page where its choices are changed, if it has one.
    """

    code: str
    name: str | Promise
    describe: Callable[[Subscription], str]
    confirm_letter: str
    letters: tuple[str, ...]
    order: int
    known_letter: str = ""
    settings_url: str = ""


SUBJECTS: Registry[Subject] = Registry()


def letter_kinds() -> set[str]:
    """The kinds of all letters that subscriptions bring."""
    return {
        kind
        for subject in SUBJECTS.all()
        for kind in (
            *subject.letters,
            subject.confirm_letter,
            subject.known_letter,
        )
        if kind
    }

"""The parts of the page of one person: each app adds its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from core.registry import Registry


@dataclass(frozen=True)
class PersonPanel:
    """A part of the page; `facts(person, seen_by)` is what its template is given as `panel`, None
    where there is nothing to show to this reader.
    """

    code: str
    order: int
    template: str
    facts: Callable[[User, User], Any]


PERSON_PANELS: Registry[PersonPanel] = Registry()


def shown_panels(person: User, *, seen_by: User) -> list[tuple[str, Any]]:
    """(template, what it is given) of every part that this reader sees, in order."""
    found = [
        (panel.template, panel.facts(person, seen_by))
        for panel in PERSON_PANELS.all()
    ]
    return [(template, facts) for template, facts in found if facts is not None]

"""The parts of the pages of an application, and of the office's day: rooms above add their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from applications.models import Application
from core.registry import Registry


@dataclass(frozen=True)
class ApplicationPanel:
    """A part of a page; `facts(application, seen_by)` is what its template is given as `panel`,
    None where there is nothing to show to this reader.
    """

    code: str
    order: int
    template: str
    facts: Callable[[Application, User], Any]


@dataclass(frozen=True)
class WaitingWork:
    """What waits for a person now: `things(seen_by)` is what its template is given as `waiting`,
    falsy where nothing does.
    """

    code: str
    order: int
    template: str
    things: Callable[[User], Any]


#: on the office's page of one application
OFFICE_PANELS: Registry[ApplicationPanel] = Registry()
#: on the community's own page of it
OWN_PANELS: Registry[ApplicationPanel] = Registry()
#: on the office's page of today
WAITING: Registry[WaitingWork] = Registry()


def panels_of(
    panels: Registry[ApplicationPanel],
    application: Application,
    *,
    seen_by: User,
) -> list[tuple[str, Any]]:
    """(template, what it is given) of every part that this reader sees, in order."""
    found = [
        (panel.template, panel.facts(application, seen_by))
        for panel in panels.all()
    ]
    return [(template, facts) for template, facts in found if facts is not None]


def waiting_for(user: User) -> list[tuple[str, Any]]:
    """(template, things) of every kind of work that waits for this person."""
    found = [(work.template, work.things(user)) for work in WAITING.all()]
    return [(template, things) for template, things in found if things]

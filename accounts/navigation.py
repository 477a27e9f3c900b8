"""The tasks of a signed-in person: what stands in the side navigation, and where a day begins.

The roof lists the sections (`portal/navigation.py`); a page asks which of them its reader may open.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

from accounts.models import User
from core.registry import Registry

Reader = User | AnonymousUser


def has_any_of(*permissions: str) -> Callable[[Reader], bool]:
    """Whether a person of the staff has any of these permissions ("news.change_article")."""

    def may(user: Reader) -> bool:
        return user.is_staff and any(
            user.has_perm(permission) for permission in permissions
        )

    return may


def nobody(user: Reader) -> bool:
    return False


@dataclass(frozen=True)
class Task:
    """A link of the side navigation: its words, the name of its URL, and who may open it."""

    label: str | Promise
    url_name: str
    may: Callable[[Reader], bool]
    #: beginnings of further pages that belong to it, behind the language: "office/forms/"
    also: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return reverse(self.url_name)

    def addresses(self) -> list[str]:
        language = get_language()
        return [self.address, *(f"/{language}/{path}" for path in self.also)]


@dataclass(frozen=True)
class Section:
    """Tasks that belong together; the first that a person may open stands for the section."""

    code: str
    order: int
    label: str | Promise
    tasks: tuple[Task, ...]
    #: whether this person's day begins here
    begins_for: Callable[[Reader], bool] = nobody


SECTIONS: Registry[Section] = Registry()


@dataclass(frozen=True)
class OpenSection:
    """A section as one reader sees it: at least one task; `here` is the task of the page read."""

    section: Section
    tasks: tuple[Task, ...]
    here: Task | None = None

    @property
    def address(self) -> str:
        return self.tasks[0].address


def _tasks_of(section: Section, user: Reader) -> tuple[Task, ...]:
    return tuple(task for task in section.tasks if task.may(user))


def _here(sections: list[OpenSection], path: str) -> Task | None:
    """The task whose address begins the path; of several the one that says most of it."""
    matching = [
        (len(address), task)
        for opened in sections
        for task in opened.tasks
        for address in task.addresses()
        if path.startswith(address)
    ]
    longest = max(matching, key=lambda found: found[0], default=(0, None))
    return longest[1]


def open_sections(user: Reader, path: str = "") -> list[OpenSection]:
    """What this person may open, in order; the one that holds the page at `path` knows it."""
    if not user.is_authenticated:
        return []
    sections = [
        OpenSection(section, tasks)
        for section in SECTIONS.all()
        if (tasks := _tasks_of(section, user))
    ]
    here = _here(sections, path)
    return [
        OpenSection(
            opened.section, opened.tasks, here if here in opened.tasks else None
        )
        for opened in sections
    ]


def first_address(user: User) -> str:
    """Where this person's work begins: the section whose people it belongs to, else the first that
    may be opened; the workspace for whoever may open none.
    """
    sections = open_sections(user)
    begins = [opened for opened in sections if opened.section.begins_for(user)]
    for opened in begins or sections:
        return opened.address
    return str(settings.LOGIN_REDIRECT_URL)

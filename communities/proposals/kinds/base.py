"""What every kind of proposed change answers, so that pages and verbs need not know which it is."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise

from communities.models import Community, ProfileChange

#: the source of a row of the register that came by a proposal
PROPOSED = "reported by the community, accepted by the programme"


@dataclass(frozen=True)
class Line:
    """One value: what it is, what the register says, what is proposed."""

    what: str
    old: str
    new: str

    @property
    def differs(self) -> bool:
        return self.old != self.new


class ProposalForm(forms.BaseForm):
    """What a community fills in: takes `instance`, the community, and has a field `note`."""

    @property
    def target(self) -> str:
        """Which thing of its kind it is about: one proposal about it waits at a time."""
        return ""

    @abstractmethod
    def payload(self) -> dict:
        """What is proposed, as it is kept in `ProfileChange.new`."""


class ChangeKind(ABC):
    """A kind of change; its code and label stand in `ProfileChange.KINDS` too."""

    code: str
    order: int
    #: of its page and of the tile that leads there
    heading: str | Promise
    form: Callable[..., ProposalForm]
    #: value that is kept → what it is called, in the order of the comparison
    words: Mapping[str, Any]
    #: value that is kept → the words for its codes
    codes: Mapping[str, Mapping[str, Any]] = {}
    #: part of the page before its form, the fields, part of the office's page below the comparison
    introduction_template = ""
    fields_template = "communities/parts/change_fields.html"
    checks_template = ""

    def is_offered(self, community: Community) -> bool:
        """Whether the community has anything of this kind to change."""
        return True

    def page_context(self) -> dict[str, Any]:
        """What `introduction_template` needs beside the form."""
        return {}

    def checks_context(self, change: ProfileChange) -> dict[str, Any]:
        """What `checks_template` needs beside the change."""
        return {}

    @abstractmethod
    def current(self, community: Community, new: dict) -> dict:
        """What the register says now about that which `new` would change, in its shape.

        {} if there is nothing yet. Raises ValidationError 'gone' when it is no longer there.
        """

    @abstractmethod
    def write(self, community: Community, new: dict) -> None:
        """Put what is accepted into the register; raises IntegrityError, ValidationError."""

    def is_same(self, old: dict, new: dict) -> bool:
        """Whether a proposal says what the register says already."""
        return old == new

    def has_moved(self, old: dict, now: dict) -> bool:
        """Whether the register differs from what staff compared."""
        return not self.is_same(now, old)

    def subject(self, change: ProfileChange) -> str:
        """What a proposal speaks of, where its kind and target do not say it."""
        return ""

    def shown_target(self, change: ProfileChange) -> str:
        """The target in a list of proposals; "" where it is a code of ours."""
        return change.target

    def lines(self, change: ProfileChange) -> list[Line]:
        """Every value of a proposal; equal ones too, so that the reader sees the whole."""
        return [
            Line(
                str(word),
                self._display_value(name, change.old.get(name)),
                self._display_value(name, change.new[name]),
            )
            for name, word in self.words.items()
            if name in change.new
        ]

    def _display_value(self, name: str, value: Any) -> str:
        if value is None:
            return ""
        return str(self.codes.get(name, {}).get(value, value))

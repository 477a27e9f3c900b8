"""What a search gives: results in groups of a kind."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString

from content.search.fixed_pages import FixedPage
from content.search.kinds import kind_label
from core.language.search_words import Question

COUNTED = 100  # beyond this the page says "more than 100": nobody reads on, and the index may stop


@dataclass(frozen=True)
class Result:
    """A thing found: its words marked, its address and the language it is in.

    `is_past` says that it is no more: an abolished community.
    """

    kind: str
    language: str
    path: str
    title: SafeString
    text: SafeString
    dated: datetime | None
    is_past: bool


@dataclass(frozen=True)
class Group:
    """The results of one kind; `count` stops at COUNTED + 1."""

    kind: str
    count: int
    results: list[Result]

    @property
    def label(self) -> str:
        return kind_label(self.kind)

    @property
    def is_more_than_counted(self) -> bool:
        return self.count > COUNTED

    @property
    def has_more(self) -> bool:
        return self.count > len(self.results)


@dataclass(frozen=True)
class Answer:
    """What was found, and in whose language: `language` differs from the reader's when only that
    has it. `pages` are the portal's own.
    """

    question: Question
    language: str
    groups: list[Group] = field(default_factory=list)
    pages: list[FixedPage] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)

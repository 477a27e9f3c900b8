"""The parts of the page on which a form is written: what stands in their fields, what is wrong
and what a colleague wrote.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from applications.office import form_parts
from applications.office.form_fields import (
    QuestionFields,
    SectionFields,
)
from applications.office.form_parts import Typed
from applications.office.form_rows import (
    WrittenRowEntry,
    blank_rows,
    make_row_entry,
)
from applications.office.form_saving import SavedPart
from applications.office.form_settings import Option, Setting, make_setting
from calls.models import FormSection
from calls.question_types.base import QuestionType
from core.language.bilingual import text, with_colon


@dataclass(frozen=True)
class Theirs:
    """A field in which a colleague wrote something else."""

    label: str
    words: str


@dataclass
class PartEntry:
    """What a section and a question have in common on the page."""

    part: Any
    saved: SavedPart | None
    faults: list[str] = field(default_factory=list)

    @cached_property
    def name(self) -> str:
        return form_parts.name_of(self.part)

    @cached_property
    def stored(self) -> Typed:
        return form_parts.part_fields(self.part)

    @property
    def is_waiting(self) -> bool:
        """Whether what was sent of it could not be written."""
        return self.saved is not None and not self.saved.is_whole

    @cached_property
    def typed(self) -> Typed:
        if self.saved is not None and self.is_waiting:
            return self.saved.posted.fields
        return self.stored

    @property
    def was(self) -> str:
        if self.saved is not None and self.is_waiting:
            return self.saved.posted.was
        return form_parts.fields_fingerprint(self.stored)

    @cached_property
    def errors(self) -> Typed:
        return Typed(self.saved.errors if self.saved else {})

    @property
    def error(self) -> str:
        """What is wrong with it as a whole."""
        return self.errors[""]

    @property
    def words(self) -> str:
        """What it is called in the summary of errors."""
        name = "title" if isinstance(self.part, FormSection) else "label"
        return text(self.part, name) or _("(nothing is written yet)")

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(field, sentence); a field without a name is the part as a whole."""
        return [
            (
                name,
                f"{with_colon(self.label_of(name))} {error}" if name else error,
            )
            for name, error in self.errors.items()
        ]

    @property
    def mine(self) -> str:
        """The choice by which my words replace those that stand now."""
        return f"{form_parts.MINE}:{form_parts.fields_fingerprint(self.stored)}"

    @property
    def theirs(self) -> list[Theirs]:
        if self.saved is None or self.saved.theirs is None:
            return []
        names = sorted(set(self.stored) | set(self.typed))
        return [
            Theirs(self.label_of(name), self.words_of(name, self.stored[name]))
            for name in names
            if self.stored[name] != self.typed[name]
        ]

    def label_of(self, name: str) -> str:
        """A field of the page in words."""
        bare = name.rpartition("-")[2]
        fields: dict[str, Any] = {
            **SectionFields.base_fields,
            **QuestionFields.base_fields,
        }
        if bare in fields and fields[bare].label:
            return str(fields[bare].label)
        return _("Asked only if") if bare == "condition" else _("section")

    def words_of(self, name: str, value: str) -> str:
        """What stands in a field, as its writer saw it."""
        return value or "—"


@dataclass
class SectionEntry(PartEntry):
    number: int = 0
    questions: list["QuestionEntry"] = field(default_factory=list)
    is_first: bool = False
    is_last: bool = False
    may_duplicate = False

    @property
    def is_budget(self) -> bool:
        return self.part.kind == FormSection.BUDGET


@dataclass
class QuestionEntry(PartEntry):
    number: int = 0
    conditions: list[Option] = field(default_factory=list)
    page: Any = None
    is_first: bool = False
    is_last: bool = False
    may_duplicate = True

    def words_of(self, name: str, value: str) -> str:
        bare = name.rpartition("-")[2]
        if bare.startswith("is_"):
            return _("Yes") if value else _("No")
        offered = {
            "condition": self.conditions,
            "section": self.page.section_options,
            "type": self.page.type_options,
            **self.page.setting_options,
        }
        found = [
            one.words for one in offered.get(bare, []) if one.value == value
        ]
        return str(found[0]) if found else super().words_of(name, value)

    @property
    def type(self) -> QuestionType:
        return self.part.question_type

    @cached_property
    def settings(self) -> list[Setting]:
        return [self._setting(name) for name in self.type.settings]

    def _setting(self, name: str) -> Setting:
        fields: dict[str, Any] = QuestionFields.base_fields
        return make_setting(
            name,
            fields[name],
            self.typed,
            self.errors,
            self.page.setting_options,
        )

    @cached_property
    def rows(self) -> list[WrittenRowEntry]:
        """What stands, what was typed, and blank ones to go on."""
        part = self.type.part
        if not part:
            return []
        standing = [str(row.pk) for row in form_parts.rows_of(self.part)]
        sent = [
            token
            for kind, token in form_parts.sent_rows(self.typed)
            if kind == part and token not in standing
        ]
        tokens = [
            *standing,
            *sent,
            *blank_rows(standing, sent),
        ]
        rows = [make_row_entry(self, part, token) for token in tokens]
        if standing:
            rows[0].is_first = rows[len(standing) - 1].is_last = True
        return rows

    @property
    def row_words(self) -> str:
        """What each text of its rows is."""
        return (
            _("answer to choose")
            if self.type.part == "options"
            else _("heading")
        )

    @property
    def is_open(self) -> bool:
        """Whether what is seldom needed shows an error."""
        return bool({"condition", "section", "key"} & set(self.errors))

"""The page on which a draft of a form is written: its sections and questions with what stands in
their fields, what is wrong and what a colleague wrote.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _

from applications.office import form_parts
from applications.office.form_fields import (
    LimitFields,
    QuestionFields,
    SectionFields,
)
from applications.office.form_parts import Typed
from applications.office.form_saving import SavedPart
from calls import faults
from calls.form_editing.writing import column_settings
from calls.models import FormSection, FormVersion, Priority, Question
from calls.question_types.base import QuestionType
from calls.question_types.registry import (
    QUESTION_TYPES,
    column_choices,
    get_type,
    type_choices,
)
from core.language.bilingual import text

#: rows to go on with: of a list without answers, and of one that has some
FIRST_ROWS, MORE_ROWS = 3, 1
Choices = Iterable[tuple[str, Any]]


class Option:
    """One thing to choose, made once for the hundred lists in which it stands."""

    def __init__(self, value: str, words: Any) -> None:
        self.value = value
        self.plain = format_html('<option value="{}">{}</option>', value, words)
        self.chosen = format_html(
            '<option value="{}" selected>{}</option>', value, words
        )


def make_options(choices: Choices) -> list[Option]:
    return [Option(value, words) for value, words in choices]


@dataclass(frozen=True)
class Setting:
    """One field of a question or a column that its type asks for."""

    name: str
    label: Any
    help: Any
    kind: str
    value: str
    options: list[Option]
    error: str = ""


@dataclass(frozen=True)
class Theirs:
    """A field in which a colleague wrote something else."""

    label: str
    words: str


@dataclass
class WrittenRowEntry:
    """An answer to choose, or a column; `token` is its number, or new1.

    `name` is what buttons call it, `start` what the names of its fields begin with.
    """

    name: str
    start: str
    token: str
    typed: Typed
    errors: Typed
    settings: list[Setting]
    is_first: bool = False
    is_last: bool = False
    may_duplicate = False

    @property
    def is_new(self) -> bool:
        return self.token.startswith("new")


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
        return form_parts.fields_of(self.part)

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
        return form_parts.fingerprint(self.stored)

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
            (name, f"{self.label_of(name)}: {error}" if name else error)
            for name, error in self.errors.items()
        ]

    @property
    def mine(self) -> str:
        """The choice by which my words replace those that stand now."""
        return f"{form_parts.MINE}:{form_parts.fingerprint(self.stored)}"

    @property
    def theirs(self) -> list[Theirs]:
        if self.saved is None or self.saved.theirs is None:
            return []
        names = sorted(set(self.stored) | set(self.typed))
        return [
            Theirs(self.label_of(name), self.stored[name] or "—")
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
        label = fields[bare].label if bare in fields else bare
        return str(label or _("asked only if"))


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
        tokens = [*standing, *sent, *_blank_rows(standing, sent)]
        rows = [self._row(part, token) for token in tokens]
        if standing:
            rows[0].is_first = rows[len(standing) - 1].is_last = True
        return rows

    def _row(self, part: str, token: str) -> WrittenRowEntry:
        start = f"{part}-{token}"
        typed = _of_row(self.typed, start)
        errors = _of_row(self.errors, start)
        names: Iterable[str] = ()
        if part == "columns" and not token.startswith("new"):
            names = column_settings(get_type(typed["type"] or "short"))
        fields: dict[str, Any] = LimitFields.base_fields
        settings = [
            make_setting(name, fields[name], typed, errors, {})
            for name in names
        ]
        if not typed and part == "columns":
            typed = Typed(type="short", is_required="on")
        return WrittenRowEntry(
            f"{part[0]}-{token}",
            f"{self.name}-{start}",
            token,
            typed,
            errors,
            settings,
        )

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


def _blank_rows(standing: list[str], sent: list[str]) -> list[str]:
    """Tokens of the rows to go on with."""
    count = MORE_ROWS if standing or sent else FIRST_ROWS
    first = 1 + max((int(one.lstrip("new")) for one in sent), default=0)
    return [f"new{number}" for number in range(first, first + count)]


def _of_row(fields: Typed, start: str) -> Typed:
    """The fields of one row, by their own names."""
    return Typed(
        {
            name.removeprefix(f"{start}-"): value
            for name, value in fields.items()
            if name.startswith(f"{start}-")
        }
    )


def make_setting(
    name: str,
    page_field: forms.Field,
    typed: Typed,
    errors: Typed,
    options: dict[str, list[Option]],
) -> Setting:
    kind = "line"
    if isinstance(page_field, forms.BooleanField):
        kind = "tick"
    elif isinstance(page_field, forms.ChoiceField):
        kind = "select"
    return Setting(
        name,
        page_field.label,
        page_field.help_text,
        kind,
        typed[name],
        options.get(name, []),
        errors[name],
    )


class FormPage:
    """A draft as it is written; `saved` is what came of what was just sent."""

    #: stands for the rows that a script names once they are saved
    new_row = WrittenRowEntry("row", "", "", Typed(), Typed(), [])

    def __init__(
        self,
        version: FormVersion,
        saved: dict[str, SavedPart] | None = None,
    ) -> None:
        self.version = version
        self.saved = saved or {}
        self.parts = version.whole_sections()
        self.faults = faults.placed_faults(version, self.parts)
        self.removed = list(version.removed_parts.all())
        self.types = [one for one in QUESTION_TYPES.all() if one.is_offered]
        self.type_options = make_options(type_choices())
        self.column_types = make_options(column_choices())
        self.sections = [
            self._section(number, part)
            for number, part in enumerate(self.parts, start=1)
        ]
        self._write_places()

    @cached_property
    def setting_options(self) -> dict[str, list[Option]]:
        """Of the settings that are chosen: what there is to choose."""
        priorities = [
            (str(one.pk), text(one, "title")) for one in Priority.objects.all()
        ]
        return {
            "priority": make_options(priorities),
            "prefill": make_options([("", "—"), *Question.PREFILLS]),
        }

    @cached_property
    def _faults_by_part(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for fault in self.faults:
            name = form_parts.name_of(fault.part) if fault.part else ""
            found.setdefault(name, []).append(fault.words)
        return found

    def faults_of(self, name: str) -> list[str]:
        return self._faults_by_part.get(name, [])

    @property
    def listed_faults(self) -> list[tuple[str, str]]:
        """(name of the part that is mended, sentence)"""
        return [
            (name, words)
            for name, sentences in self._faults_by_part.items()
            for words in sentences
        ]

    def _section(self, number: int, part: FormSection) -> SectionEntry:
        name = form_parts.name_of(part)
        entry = SectionEntry(
            part, self.saved.get(name), self.faults_of(name), number=number
        )
        entry.questions = [
            self._question(place, one)
            for place, one in enumerate(part.questions.all(), start=1)
        ]
        return entry

    def _question(self, number: int, part: Question) -> QuestionEntry:
        name = form_parts.name_of(part)
        return QuestionEntry(
            part,
            self.saved.get(name),
            self.faults_of(name),
            number=number,
            page=self,
        )

    def _write_places(self) -> None:
        """The ends of the form, and on which earlier answers each question may depend."""
        questions = self.questions
        for entries in (self.sections, questions):
            if entries:
                entries[0].is_first = entries[-1].is_last = True
        before = make_options([("", _("always asked"))])
        for entry in questions:
            entry.conditions = list(before)
            standing = entry.typed["condition"]
            if standing not in {one.value for one in before}:
                entry.conditions += make_options([(standing, standing)])
            if not entry.part.show_if_key:
                before += make_options(_answers(entry.part))

    @property
    def questions(self) -> list[QuestionEntry]:
        return [one for section in self.sections for one in section.questions]

    @cached_property
    def section_options(self) -> list[Option]:
        """Where a question can be put."""
        return make_options(
            (str(one.part.pk), f"{one.number}. {text(one.part, 'title')}")
            for one in self.sections
            if not one.is_budget
        )

    @property
    def has_budget(self) -> bool:
        return any(section.is_budget for section in self.sections)

    @property
    def waiting(self) -> list[PartEntry]:
        """The parts that could not be saved."""
        entries: list[PartEntry] = [*self.sections, *self.questions]
        return [entry for entry in entries if entry.is_waiting]

    @property
    def gone(self) -> list[SavedPart]:
        """What was typed in parts that a colleague removed."""
        return [one for one in self.saved.values() if one.is_gone]


def _answers(question: Question) -> Choices:
    """condition → «“Question” is answered “Yes”»"""
    words = _("“%(question)s” is answered “%(answer)s”")
    label = text(question, "label")
    return [
        (f"{question.key}={key}", words % {"question": label, "answer": answer})
        for key, answer in question.question_type.conditions(question).items()
    ]

"""The page on which a draft of a form is written: its sections and questions, what keeps it from
being published, and what was removed.
"""

from functools import cached_property

from django.utils.translation import gettext as _

from applications.office import form_parts
from applications.office.form_entries import (
    PartEntry,
    QuestionEntry,
    SectionEntry,
)
from applications.office.form_parts import Typed
from applications.office.form_rows import WrittenRowEntry
from applications.office.form_saving import SavedPart
from applications.office.form_settings import Choices, Option, make_options
from calls import faults
from calls.models import FormSection, FormVersion, Priority, Question
from calls.question_types.registry import (
    QUESTION_TYPES,
    column_choices,
    type_choices,
)
from core.language.bilingual import text


class FormPage:
    """A draft as it is written; `saved` is what came of what was just sent."""

    #: stands for the rows that a script names once they are saved
    new_row = WrittenRowEntry(
        "row",
        "",
        "",
        Typed(),
        Typed(),
        [],
    )

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

    def _section(
        self,
        number: int,
        part: FormSection,
    ) -> SectionEntry:
        name = form_parts.name_of(part)
        entry = SectionEntry(
            part,
            self.saved.get(name),
            self.faults_of(name),
            number=number,
        )
        entry.questions = [
            self._question(place, one)
            for place, one in enumerate(part.questions.all(), start=1)
        ]
        return entry

    def _question(
        self,
        number: int,
        part: Question,
    ) -> QuestionEntry:
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

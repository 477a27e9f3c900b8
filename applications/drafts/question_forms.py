"""The pages of an application form: they read what was posted and know nothing of the rules."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from applications.drafts import budgets, checking
from applications.drafts import rows as tables
from applications.drafts.rows import Cell, Column, Row
from applications.models import Answer, Attachment
from calls import paper
from calls.models import FormSection, Question
from core.language.bilingual import text

BLANK_ROWS = 3
TABULAR = (Question.TABLE, budgets.KEY)


class BudgetQuestion:
    """The budget asked like a question, so that one page and one autosave serve both."""

    key = type = budgets.KEY
    is_required = True
    is_personal = False
    word_limit = None
    show_if_key = ""

    def __init__(self, section: FormSection) -> None:
        self.label_hy, self.label_en = section.title_hy, section.title_en
        self.help_hy = self.help_en = ""


Anything = Question | BudgetQuestion


@dataclass
class Asked:
    """One question on its page: what stands in it, what is wrong, what a colleague wrote
    meanwhile.
    """

    question: Anything
    value: Any
    rev: int
    files: list[Attachment] = field(default_factory=list)
    error: str = ""
    theirs: Any = None
    who: str = ""
    depends: bool = False  # on another question of the same page
    depends_question: str = ""
    depends_answer: str = ""
    is_marked: bool = False  # whether faults are shown in the cells

    @property
    def is_list(self) -> bool:
        return self.question.type == Question.MULTI

    @property
    def is_tabular(self) -> bool:
        return self.question.type in TABULAR

    @property
    def columns(self) -> list[Column]:
        return columns_of(self.question)

    @property
    def rows(self) -> list[Row]:
        """What stands, with the faults of each cell, and blank rows to go on."""
        read = (
            budgets.read
            if isinstance(self.question, BudgetQuestion)
            else self._read
        )
        standing = read(self.value or [])
        blank = [
            Row(number, [Cell(column, "") for column in self.columns])
            for number in range(
                len(standing) + 1, len(standing) + 1 + BLANK_ROWS
            )
        ]
        return standing + blank

    def _read(self, value: tables.Rows) -> list[Row]:
        return tables.checked(self.columns, value)

    @property
    def theirs_said(self) -> str:
        return said(self.question, self.theirs)


def columns_of(question: Anything) -> list[Column]:
    return (
        budgets.COLUMNS
        if isinstance(question, BudgetQuestion)
        else tables.columns_of(question)
    )


def said(question: Anything, value: Any) -> str:
    """A value as lines of text, to read beside one's own."""
    if question.type in TABULAR:
        return "\n".join(
            " · ".join(filter(None, row.values())) for row in value or []
        )
    return checking.as_text(value)


def empty(question: Anything) -> Any:
    return [] if question.type in (Question.MULTI, *TABULAR) else ""


def questions_of(section: FormSection) -> list[Anything]:
    if section.kind == FormSection.BUDGET:
        return [BudgetQuestion(section)]
    return list(section.questions.all())


class SectionForm:
    """The questions of one section; lenient, since a draft is saved valid or not."""

    def __init__(
        self,
        section: FormSection,
        answers: dict[str, Answer],
        files: Iterable[Attachment],
        data: QueryDict | None = None,
        may_write=lambda key: True,
    ) -> None:
        self.data = data
        self.values = {key: answer.value for key, answer in answers.items()}
        here = [
            question
            for question in questions_of(section)
            if may_write(question.key)
        ]
        keys = {question.key for question in here}
        self.asked = [
            Asked(
                question=question,
                value=self._value(question, answers.get(question.key)),
                rev=answers[question.key].rev if question.key in answers else 0,
                files=[
                    file for file in files if file.question_key == question.key
                ],
                depends=question.show_if_key in keys,
            )
            for question in here
            if question.show_if_key in keys or self._is_asked(question)
        ]
        self._name_conditions({question.key: question for question in here})

    def _name_conditions(self, here: dict[str, Anything]) -> None:
        for one in self.asked:
            if one.depends and isinstance(one.question, Question):
                other = here[one.question.show_if_key]
                one.depends_question = text(other, "label")
                one.depends_answer = paper.answer_named(
                    other, one.question.show_if_value
                )  # type: ignore[arg-type]

    def _is_asked(self, question: Anything) -> bool:
        return not isinstance(question, Question) or checking.is_asked(
            question, self.values
        )

    def _value(self, question: Anything, answer: Answer | None) -> Any:
        if self.data is not None and f"rev-{question.key}" in self.data:
            return self._posted(question)
        if answer is None or (
            isinstance(question, Question)
            and not checking.fits(question, answer.value)
        ):
            return empty(question)
        return answer.value

    def _posted(self, question: Anything) -> Any:
        assert self.data is not None
        if question.type in TABULAR:
            return tables.posted(self.data, question.key, columns_of(question))
        if question.type == Question.MULTI:
            return self.data.getlist(question.key)
        return self.data.get(question.key, "")

    def _rev(self, key: str) -> int:
        assert self.data is not None
        posted = self.data.get(f"rev-{key}", "")
        return int(posted) if posted.isdecimal() and len(posted) < 10 else -1

    def given(self) -> dict[str, tuple[Any, int]]:
        """key → (value, revision it was based on) of every question that the page carried."""
        if self.data is None:
            return {}
        return {
            one.question.key: (one.value, self._rev(one.question.key))
            for one in self.asked
            if f"rev-{one.question.key}" in self.data
            and one.question.type != Question.FILE
        }

    def _now(self) -> dict[str, Any]:
        return self.values | {one.question.key: one.value for one in self.asked}

    def mark_wrong(self) -> None:
        """Beside each question what is wrong with what stands in it; not what is missing."""
        now = self._now()
        for one in self.asked:
            one.is_marked = True
            if isinstance(one.question, BudgetQuestion):
                one.error = one.error or " ".join(
                    tables.said(budgets.read(one.value or []))
                )
            elif one.question.type != Question.FILE and checking.is_asked(
                one.question, now
            ):
                stands = (
                    now[one.question.key]
                    if self.data is not None
                    else self.values.get(one.question.key)
                )
                one.error = one.error or checking.wrong(one.question, stands)

    def mark_theirs(self, theirs: dict[str, Answer]) -> None:
        """Beside my text, what a colleague saved meanwhile; saving again then replaces it
        knowingly.
        """
        for one in self.asked:
            if answer := theirs.get(one.question.key):
                one.theirs, one.who, one.rev = (
                    answer.value,
                    str(answer.saved_by),
                    answer.rev,
                )

    def add_error(self, key: str, message: str) -> None:
        for one in self.asked:
            if one.question.key == key:
                one.error, one.is_marked = message, True

    @property
    def errors(self) -> list[Asked]:
        return [one for one in self.asked if one.error]


class StartForm(forms.Form):
    """For which of one's communities."""

    community = forms.ModelChoiceField(queryset=None, to_field_name="slug")

    def __init__(self, *args, communities, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities

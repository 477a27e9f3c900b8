"""The pages of an application form: they read what was posted and know nothing of the rules."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from applications.drafts import budgets, checking
from applications.drafts.in_words import answer_in_words
from applications.models import Answer, Attachment
from calls import form_on_paper
from calls.models import FormSection, Question
from calls.question_types.base import QuestionType
from calls.question_types.rows import Cell, Column, Row
from calls.question_types.table import Rows
from communities.models import Community
from core.language.bilingual import text
from core.typed_answers import posted_revision

BLANK_ROWS = 3
#: the last word of the key of a personal question → the purpose of its field (WCAG 1.3.5)
PURPOSES = {
    "name": "name",
    "email": "email",
    "phone": "tel",
    "telephone": "tel",
    "address": "street-address",
}


class BudgetType(Rows):
    """The rows of a budget: staff do not choose it, a section of the form is it."""

    code = budgets.KEY
    is_offered = False
    adds_up = True

    def columns(self, question) -> list[Column]:
        return budgets.COLUMNS

    def checked(self, question, value) -> list[Row]:
        return budgets.read_budget(value)


class BudgetQuestion:
    """The budget asked like a question, so that one page and one autosave serve both."""

    key = type = budgets.KEY
    question_type = BudgetType()
    is_required = True
    is_personal = False
    word_limit = None
    show_if_key = ""

    def __init__(self, section: FormSection) -> None:
        self.label_hy, self.label_en = section.title_hy, section.title_en
        self.help_hy = self.help_en = ""


Anything = Question | BudgetQuestion


@dataclass
class AskedQuestion:
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
    def type(self) -> QuestionType:
        return self.question.question_type

    @property
    def columns(self) -> list[Column]:
        if isinstance(self.question, BudgetQuestion):
            return budgets.COLUMNS
        return self.type.columns(self.question)

    @property
    def options(self) -> list:
        if isinstance(self.question, BudgetQuestion):
            return []
        return list(self.question.options.all())

    @property
    def rows(self) -> list[Row]:
        """What stands, with the faults of each cell, and blank rows to go on."""
        if not isinstance(self.type, Rows):
            return []
        standing = self.type.checked(self.question, self.value or [])
        first = len(standing) + 1
        blank = [
            Row(number, [Cell(column, "") for column in self.columns])
            for number in range(first, first + BLANK_ROWS)
        ]
        return standing + blank

    @property
    def autocomplete(self) -> str:
        """What a browser may fill in: of oneself what its key names, of anything else nothing."""
        if not isinstance(self.question, Question):
            return "off"
        if not self.question.is_personal:
            return "off"
        return PURPOSES.get(self.question.key.rpartition("_")[2], "off")

    @property
    def accept(self) -> str:
        """The kinds of files that the browser offers to choose."""
        if isinstance(self.question, BudgetQuestion):
            return ""
        return self.type.accept(self.question)

    @property
    def understood(self) -> str:
        """How a number or a day is read, in words."""
        return self.type.understood(self.value)

    @property
    def limits(self) -> str:
        """What the answer must keep to, in words; of files and word counts their parts say it."""
        if isinstance(self.question, BudgetQuestion) or self.type.takes_files:
            return ""
        return "; ".join(self.type.limits(self.question))

    @property
    def value_in_lines(self) -> str:
        return self._in_lines(self.value)

    @property
    def theirs_in_lines(self) -> str:
        return self._in_lines(self.theirs)

    def _in_lines(self, value: Any) -> str:
        question = None
        if isinstance(self.question, Question):
            question = self.question
        return answer_in_words(question, self.question.key, value)


def section_questions(section: FormSection) -> list[Anything]:
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
        questions = [
            question
            for question in section_questions(section)
            if may_write(question.key)
        ]
        keys = {question.key for question in questions}
        self.entries = [
            AskedQuestion(
                question=question,
                value=self._value(question, answers.get(question.key)),
                rev=answers[question.key].rev if question.key in answers else 0,
                files=[
                    file for file in files if file.question_key == question.key
                ],
                depends=question.show_if_key in keys,
            )
            for question in questions
            if question.show_if_key in keys or self._is_asked(question)
        ]
        self._name_conditions(
            {question.key: question for question in questions}
        )

    def _name_conditions(self, questions: dict[str, Anything]) -> None:
        for entry in self.entries:
            if entry.depends and isinstance(entry.question, Question):
                other = questions[entry.question.show_if_key]
                assert isinstance(other, Question)
                entry.depends_question = text(other, "label")
                entry.depends_answer = form_on_paper.answer_named(
                    other, entry.question.show_if_value
                )

    def _is_asked(self, question: Anything) -> bool:
        return not isinstance(question, Question) or checking.is_asked(
            question, self.values
        )

    def _value(self, question: Anything, answer: Answer | None) -> Any:
        question_type = question.question_type
        if self.data is not None and f"rev-{question.key}" in self.data:
            return question_type.posted(question, self.data)
        if answer is None or not question_type.fits(answer.value):
            return question_type.empty()
        return answer.value

    def given(self) -> dict[str, tuple[Any, int]]:
        """key → (value, revision it was based on) of every question that the page carried."""
        if self.data is None:
            return {}
        return {
            entry.question.key: (
                entry.value,
                posted_revision(self.data, entry.question.key),
            )
            for entry in self.entries
            if f"rev-{entry.question.key}" in self.data
            and not entry.type.takes_files
        }

    def _now(self) -> dict[str, Any]:
        return self.values | {
            entry.question.key: entry.value for entry in self.entries
        }

    def mark_wrong(self) -> None:
        """Beside each question what is wrong with what stands in it; not what is missing."""
        now = self._now()
        for entry in self.entries:
            entry.is_marked = True
            entry.error = entry.error or self._fault(entry, now)

    def _fault(self, entry: AskedQuestion, now: dict[str, Any]) -> str:
        if isinstance(entry.question, BudgetQuestion):
            rows = budgets.read_budget(entry.value or [])
            return " ".join(budgets.wrong_rows(rows))
        if entry.type.takes_files or not checking.is_asked(entry.question, now):
            return ""
        stands = self.values if self.data is None else now
        return checking.answer_fault(
            entry.question, stands.get(entry.question.key)
        )

    def mark_theirs(self, theirs: dict[str, Answer]) -> None:
        """Beside my text, what a colleague saved meanwhile; saving again then replaces it
        knowingly.
        """
        for entry in self.entries:
            if answer := theirs.get(entry.question.key):
                entry.theirs, entry.who, entry.rev = (
                    answer.value,
                    str(answer.saved_by),
                    answer.rev,
                )

    def add_error(self, key: str, message: str) -> None:
        for entry in self.entries:
            if entry.question.key == key:
                entry.error, entry.is_marked = message, True

    @property
    def errors(self) -> list[AskedQuestion]:
        return [entry for entry in self.entries if entry.error]


class StartForm(forms.Form):
    """For which of one's communities."""

    community: "forms.ModelChoiceField[Community]"
    community = forms.ModelChoiceField(queryset=None, to_field_name="slug")

    def __init__(self, *args, communities, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        community = self.fields["community"]
        assert isinstance(community, forms.ModelChoiceField)
        community.queryset = communities

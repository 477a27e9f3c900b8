"""What a page of an application shows: the task list, the answers for reading, the budget."""

from dataclasses import dataclass
from typing import Any

from applications.drafts import budgets, checking
from applications.models import Application, Attachment, BudgetLine
from applications.states import COMPLETE, IN_PROGRESS, NOT_STARTED
from calls.models import FormSection, Question
from calls.question_types.rows import Column


@dataclass(frozen=True)
class Task:
    """A section with its state and how much is left to do."""

    section: FormSection
    state: str
    left: int
    is_open: bool


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question with its answer in words, or its rows, and its files."""

    question: Question
    value: str
    files: list[Attachment]
    is_missing: bool
    heads: list[str]
    rows: list[list[str]]


def _begun(application: Application) -> set[str]:
    keys = {
        key
        for key, value in application.answers.values_list("key", "value")
        if value
    }
    return keys | set(
        application.attachments.expected().values_list(
            "question_key", flat=True
        )
    )


def section_keys(section: FormSection) -> set[str]:
    if section.kind == FormSection.BUDGET:
        return {budgets.KEY}
    return {question.key for question in section.questions.all()}


def task_list(
    application: Application, sections: list[FormSection], problems: list
) -> list[Task]:
    """The sections in order, each with its state."""
    begun, tasks = _begun(application), []
    for section in sections:
        left = sum(problem.section == section for problem in problems)
        keys = section_keys(section)
        state = (
            COMPLETE
            if not left
            else IN_PROGRESS
            if keys & begun
            else NOT_STARTED
        )
        tasks.append(
            Task(
                section, state, left, any(map(application.may_write_key, keys))
            )
        )
    return tasks


def _cell_in_words(column: Column, value: str) -> str:
    return column.type.understood(value) or value


def _read(
    question: Question, value: Any, files: list[Attachment]
) -> AnsweredQuestion:
    question_type = question.question_type
    value = value if question_type.fits(value) else None
    own_files = [file for file in files if file.question_key == question.key]
    columns = question_type.columns(question)
    rows = value or [] if question_type.is_tabular else []
    return AnsweredQuestion(
        question,
        question_type.in_words(question, value),
        own_files,
        not own_files and not value,
        [str(column.label) for column in columns],
        [
            [
                _cell_in_words(column, row.get(column.key, ""))
                for column in columns
            ]
            for row in rows
        ],
    )


def answers_for_reading(
    application: Application, sections: list[FormSection]
) -> list[dict]:
    """Each section with the questions that are asked and their answers, for the check page."""
    values = application.values()
    files = list(application.attachments.expected())
    for file in files:
        file.application = application
    return [
        {
            "section": section,
            "is_open": any(
                map(application.may_write_key, section_keys(section))
            ),
            "answers": [
                _read(question, values.get(question.key), files)
                for question in section.questions.all()
                if checking.is_asked(question, values)
            ],
        }
        for section in sections
    ]


def answers_no_longer_asked(
    application: Application, sections: list[FormSection]
) -> list[tuple[str, str]]:
    """Answers to questions that the form no longer asks: (key, words). They are kept, not
    submitted.
    """
    known = {key for section in sections for key in section_keys(section)}
    answers = application.answers.exclude(key__in=known).values_list(
        "key", "value"
    )
    return [
        (key, value if isinstance(value, str) else ", ".join(map(str, value)))
        for key, value in answers
        if value
    ]


def budget_for_reading(application: Application) -> dict:
    """The budget's rows with their costs, and the sums."""
    lines: list[BudgetLine] = list(application.budget_lines.all())
    rows = [{"line": line, "total": budgets.line_total(line)} for line in lines]
    return {"rows": rows, "totals": budgets.budget_totals(lines)}

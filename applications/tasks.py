"""What a page of an application shows: the task list, the answers for reading, the budget."""

from dataclasses import dataclass

from applications import budgeting, checking
from applications.models import Application, Attachment, BudgetLine
from calls.models import FormSection, Question

NOT_STARTED, IN_PROGRESS, COMPLETE = "not_started", "in_progress", "complete"


@dataclass(frozen=True)
class Task:
    """A section with its state and how much is left to do."""

    section: FormSection
    state: str
    left: int


@dataclass(frozen=True)
class Read:
    """A question with its answer in words and its files."""

    question: Question
    value: str
    files: list[Attachment]
    is_missing: bool


def _begun(application: Application) -> set[str]:
    kept = application.attachments.filter(state=Attachment.CLEAN)
    keys = {key for key, value in application.answers.values_list("key", "value") if value}
    budget = {"budget"} if application.budget_lines.exists() else set()
    return keys | set(kept.values_list("question_key", flat=True)) | budget


def of(application: Application) -> list[Task]:
    """The sections in order, each with its state."""
    sections = checking.sections_of(application)
    problems = checking.problems(application, sections)
    begun = _begun(application)
    tasks = []
    for section in sections:
        left = sum(problem.section == section for problem in problems)
        keys = {"budget"} if section.kind == FormSection.BUDGET else {q.key for q in section.questions.all()}
        state = COMPLETE if not left else IN_PROGRESS if keys & begun else NOT_STARTED
        tasks.append(Task(section, state, left))
    return tasks


def _in_words(question: Question, value) -> str:
    if question.type in (Question.CHOICE, Question.MULTI):
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(option.label for option in question.options.all() if option.key in chosen)
    return value or ""


def reading(application: Application, sections: list[FormSection]) -> list[dict]:
    """Each section with its answered questions, for the check page."""
    values = dict(application.answers.values_list("key", "value"))
    files = list(application.attachments.filter(state=Attachment.CLEAN))
    for file in files:
        file.application = application
    return [
        {
            "section": section,
            "answers": [
                Read(
                    question, _in_words(question, values.get(question.key)),
                    (kept := [file for file in files if file.question_key == question.key]),
                    not kept and not values.get(question.key),
                )
                for question in section.questions.all()
            ],
        }
        for section in sections
    ]  # fmt: skip


def budget(application: Application) -> dict:
    """The budget's rows with their costs, and the sums."""
    lines: list[BudgetLine] = list(application.budget_lines.all())
    rows = [{"line": line, "total": budgeting.line_total(line)} for line in lines]
    return {"rows": rows, "totals": budgeting.totals(lines)}

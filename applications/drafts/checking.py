"""What is still missing or wrong in an application; asked on every page and again at submission."""

import datetime as dt
import functools
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from applications.drafts import budgets
from applications.models import Application
from calls.models import FormSection, Question


@dataclass(frozen=True)
class Problem:
    """One thing to mend: where, and what to say. Without a section it is the right to apply
    itself.
    """

    section: FormSection | None
    key: str
    label: str
    message: str


def as_text(value: Any) -> str:
    """Whatever stands in an answer, as text."""
    if not isinstance(value, list):
        return str(value)
    parts = [
        " · ".join(map(str, one.values()))
        if isinstance(one, dict)
        else str(one)
        for one in value
    ]
    return "; ".join(parts)


def answer_fault(question: Question, value: Any) -> str:
    """What is wrong with a given answer, in words; '' when nothing is, or when it is empty."""
    if not value:
        return ""
    if question.question_type.fits(value):
        return question.question_type.fault(question, value)
    sentence = _(
        "The question has changed: answer it again. You had written: %(text)s"
    )
    return sentence % {"text": as_text(value)}


def is_asked(question: Question, values: dict[str, Any]) -> bool:
    """Whether the condition of a question holds; of one without a condition always."""
    if not question.show_if_key:
        return True
    given = values.get(question.show_if_key)
    return (
        question.show_if_value in given
        if isinstance(given, list)
        else given == question.show_if_value
    )


def _question_problem(question: Question, value: Any, has_file: bool) -> str:
    question_type = question.question_type
    is_missing = not question_type.is_given(value) and not has_file
    if question.is_required and is_missing:
        return str(question_type.missing)
    return answer_fault(question, value)


def _section_problems(
    section: FormSection, values: dict, files: set[str]
) -> list[Problem]:
    problems = []
    for question in section.questions.all():
        if not is_asked(question, values):
            continue
        takes_files = question.question_type.takes_files
        message = _question_problem(
            question,
            values.get(question.key),
            has_file=takes_files and question.key in files,
        )
        if message:
            problems.append(
                Problem(section, question.key, question.label, message)
            )
    return problems


def _read(version_id: int) -> list[FormSection]:
    parts = ("questions__options", "questions__columns")
    return list(
        FormSection.objects.filter(version=version_id).prefetch_related(*parts)
    )


@functools.lru_cache(maxsize=64)
def remembered_sections(
    version_id: int, published_at: dt.datetime
) -> list[FormSection]:
    """The sections of a published version; see `sections_of`."""
    return _read(version_id)


def sections_of(application: Application) -> list[FormSection]:
    """The form's sections with their questions, options and columns: four queries the first time.

    A published version never changes (the database holds that), so a process reads it once.
    """
    version = application.form_version
    if version.published_at is None:
        return _read(version.pk)
    return remembered_sections(version.pk, version.published_at)


def asked_keys(sections: list[FormSection], values: dict[str, Any]) -> set[str]:
    """The keys of every question that is asked, as the answers stand."""
    return {
        q.key
        for section in sections
        for q in section.questions.all()
        if is_asked(q, values)
    }


def application_problems(
    application: Application, sections: list[FormSection] | None = None
) -> list[Problem]:
    """Everything in the answers between this application and its submission, in the order of the
    form.
    """
    values = application.values()
    files = {file.question_key for file in application.expected_files()}
    problems: list[Problem] = []
    for section in sections_of(application) if sections is None else sections:
        if section.kind == FormSection.BUDGET:
            faults = budgets.budget_faults(
                application, values.get(budgets.KEY, [])
            )
            problems += [
                Problem(section, budgets.KEY, section.title, message)
                for message in faults
            ]
        else:
            problems += _section_problems(section, values, files)
    return problems

"""What is still missing or wrong in an application; asked on every page and again at submission."""

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.drafts import budgets, rows
from applications.drafts.values import count_words, to_date, to_decimal
from applications.models import Application
from calls.models import FormSection, Question

NUMERIC = (Question.NUMBER, Question.MONEY)


@dataclass(frozen=True)
class Problem:
    """One thing to mend: where, and what to say. Without a section it is the right to apply
    itself.
    """

    section: FormSection | None
    key: str
    label: str
    message: str


def _bad_text(question: Question, value: str) -> str:
    limit, count = question.word_limit, count_words(value)
    if limit and count > limit:
        return ngettext(
            "The answer has %(count)d word; at most %(limit)d are read.",
            "The answer has %(count)d words; at most %(limit)d are read.",
            count,
        ) % {"count": count, "limit": limit}
    return ""


def _bad_number(question: Question, value: str) -> str:
    number = to_decimal(value)
    if number is None:
        return _("Write a number, for example 12500 or 12500,50.")
    return _("The number cannot be negative.") if number < 0 else ""


def _bad_date(question: Question, value: str) -> str:
    return (
        ""
        if to_date(value)
        else _("Write a date as day, month and year: 21.11.2026.")
    )


def _bad_url(question: Question, value: str) -> str:
    try:
        URLValidator(schemes=["http", "https"])(value.strip())
    except ValidationError:
        return _("Write a whole address that begins with https://.")
    return ""


def _bad_choice(question: Question, value: Any) -> str:
    known = {option.key for option in question.options.all()}
    chosen = value if isinstance(value, list) else [value]
    return "" if set(chosen) <= known else _("Choose one of the answers given.")


def _bad_flag(question: Question, value: str) -> str:
    return (
        "" if value in ("yes", "no") else _("Choose one of the answers given.")
    )


def _bad_table(question: Question, value: rows.Rows) -> str:
    if len(value) > question.max_rows:
        return _("At most %(count)d rows are read.") % {
            "count": question.max_rows
        }
    return " ".join(rows.said(rows.checked(rows.columns_of(question), value)))


CHECKS: dict[str, Callable[[Question, Any], str]] = {
    Question.SHORT: _bad_text,
    Question.LONG: _bad_text,
    Question.PRIORITY: _bad_text,
    Question.NUMBER: _bad_number,
    Question.MONEY: _bad_number,
    Question.DATE: _bad_date,
    Question.URL: _bad_url,
    Question.CHOICE: _bad_choice,
    Question.MULTI: _bad_choice,
    Question.YES_NO: _bad_flag,
    Question.DECLARATION: _bad_flag,
    Question.TABLE: _bad_table,
}


def fits(question: Question, value: Any) -> bool:
    """Whether a value has the shape of the question's type: an earlier version may have asked
    otherwise.
    """
    if question.type == Question.TABLE:
        return isinstance(value, list) and all(
            isinstance(row, dict) for row in value
        )
    if question.type == Question.MULTI:
        return isinstance(value, list) and all(
            isinstance(key, str) for key in value
        )
    return isinstance(value, str)


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


def wrong(question: Question, value: Any) -> str:
    """What is wrong with a given answer, in words; '' when nothing is, or when it is empty."""
    if value and not fits(question, value):
        said = _(
            "The question is asked otherwise now: answer it anew. You had written: %(text)s"
        )
        return said % {"text": as_text(value)}
    return (
        CHECKS[question.type](question, value)
        if value and question.type in CHECKS
        else ""
    )


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


def _missing(question: Question) -> str:
    if question.type == Question.DECLARATION:
        return _("Confirm the declaration.")
    if question.type == Question.TABLE:
        return _("Fill in at least one row.")
    return (
        _("Attach a file.")
        if question.type == Question.FILE
        else _("Answer the question.")
    )


def _is_given(question: Question, value: Any) -> bool:
    return bool(value) and not (
        question.type == Question.DECLARATION and value != "yes"
    )


def _section_problems(
    section: FormSection, values: dict, files: set[str]
) -> list[Problem]:
    found = []
    for question in section.questions.all():
        if not is_asked(question, values):
            continue
        value = values.get(question.key)
        has_file = question.type == Question.FILE and question.key in files
        message = wrong(question, value)
        if (
            question.is_required
            and not has_file
            and not _is_given(question, value)
        ):
            message = _missing(question)
        if message:
            found.append(
                Problem(section, question.key, question.label, message)
            )
    return found


def _read(version_id: int) -> list[FormSection]:
    parts = ("questions__options", "questions__columns")
    return list(
        FormSection.objects.filter(version=version_id).prefetch_related(*parts)
    )


@functools.lru_cache(maxsize=64)
def remembered(version_id: int, published_at: dt.datetime) -> list[FormSection]:
    """The sections of a published version; see `sections_of`."""
    return _read(version_id)


def sections_of(application: Application) -> list[FormSection]:
    """The form's sections with their questions, options and columns: four queries the first time.

    A published version never changes (the database holds that), so a process reads it once.
    """
    version = application.form_version
    if version.published_at is None:
        return _read(version.pk)
    return remembered(version.pk, version.published_at)


def asked_keys(sections: list[FormSection], values: dict[str, Any]) -> set[str]:
    """The keys of every question that is asked, as the answers stand."""
    return {
        q.key
        for section in sections
        for q in section.questions.all()
        if is_asked(q, values)
    }


def problems(
    application: Application, sections: list[FormSection] | None = None
) -> list[Problem]:
    """Everything in the answers between this application and its submission, in the order of the
    form.
    """
    values = dict(application.answers.values_list("key", "value"))
    files = set(
        application.attachments.expected().values_list(
            "question_key", flat=True
        )
    )
    found: list[Problem] = []
    for section in sections_of(application) if sections is None else sections:
        if section.kind == FormSection.BUDGET:
            said = budgets.wrong(application, values.get(budgets.KEY, []))
            found += [
                Problem(section, budgets.KEY, section.title, message)
                for message in said
            ]
        else:
            found += _section_problems(section, values, files)
    return found

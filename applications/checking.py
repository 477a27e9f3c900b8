"""What is still missing or wrong in an application; asked on every page and again at submission."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications import budgeting
from applications.models import Application, Attachment
from calls.models import FormSection, Question

#: the same class stands in static/js/words.js: both sides count alike
SPACE = "[ \\t\\n\\r\\f\\v\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+"
NUMERIC = (Question.NUMBER, Question.MONEY)


@dataclass(frozen=True)
class Problem:
    """One thing to mend: where, and what to say."""

    section: FormSection
    key: str
    label: str
    message: str


def count_words(text: str) -> int:
    """Runs of letters between white space, as the browser counts them."""
    return len([word for word in re.split(SPACE, text) if word])


def to_decimal(text: str) -> Decimal | None:
    """'12 500,50' as a number, or None: spaces group, a comma or a full stop separates."""
    compact = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".")
    try:
        number = Decimal(compact)
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    if number == 0:
        return Decimal(0)
    return number if -10 < number.adjusted() < 10 else None  # no exponent may make it huge or endless


def to_date(text: str) -> dt.date | None:
    for pattern in formats.get_format("DATE_INPUT_FORMATS"):
        try:
            return dt.datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    return None


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
    return "" if to_date(value) else _("Write a date as day, month and year: 21.11.2026.")


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
    return "" if value in ("yes", "no") else _("Choose one of the answers given.")


CHECKS: dict[str, Callable[[Question, Any], str]] = {
    Question.SHORT: _bad_text, Question.LONG: _bad_text, Question.PRIORITY: _bad_text,
    Question.NUMBER: _bad_number, Question.MONEY: _bad_number, Question.DATE: _bad_date,
    Question.URL: _bad_url, Question.CHOICE: _bad_choice, Question.MULTI: _bad_choice,
    Question.YES_NO: _bad_flag, Question.DECLARATION: _bad_flag,
}  # fmt: skip


def wrong(question: Question, value: Any) -> str:
    """What is wrong with a given answer, in words; '' when nothing is, or when it is empty."""
    return CHECKS[question.type](question, value) if value else ""


def _missing(question: Question) -> str:
    if question.type == Question.DECLARATION:
        return _("Confirm the declaration.")
    return _("Attach a file.") if question.type == Question.FILE else _("Answer the question.")


def _section_problems(section: FormSection, values: dict, files: set[str]) -> list[Problem]:
    found = []
    for question in section.questions.all():
        has_file = question.type == Question.FILE and question.key in files
        value = values.get(question.key)
        message = "" if has_file or question.type == Question.FILE else wrong(question, value)
        if question.is_required and not value and not has_file:
            message = _missing(question)
        if message:
            found.append(Problem(section, question.key, question.label, message))
    return found


def sections_of(application: Application) -> list[FormSection]:
    """The form's sections with their questions and options: three queries."""
    return list(application.form_version.sections.prefetch_related("questions__options"))


def problems(application: Application, sections: list[FormSection] | None = None) -> list[Problem]:
    """Everything between this application and its submission, in the order of the form."""
    values = dict(application.answers.values_list("key", "value"))
    clean = application.attachments.filter(state=Attachment.CLEAN)
    files = set(clean.values_list("question_key", flat=True))
    found: list[Problem] = []
    for section in sections_of(application) if sections is None else sections:
        if section.kind == FormSection.BUDGET:
            said = budgeting.wrong(application)
            found += [Problem(section, "budget", section.title, message) for message in said]
        else:
            found += _section_problems(section, values, files)
    return found

"""What is written in a section and in a question of a draft. A draft may be unfinished: what is
missing is said by `faults` before it is published.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from calls.form_editing import keys, removing
from calls.form_editing.adding import unasked_priority
from calls.form_editing.drafts import (
    GONE,
    ROWS,
    Row,
    fresh,
    locked_draft,
    version_of,
)
from calls.models import FormSection, Question, QuestionColumn
from calls.models.answer_limits import AnswerLimits
from calls.question_types.base import QuestionType
from calls.question_types.registry import QUESTION_TYPES, get_type

Values = dict[str, Any]
#: what a column of a table can be limited by, as a question of its type is
LIMITS = tuple(field.name for field in AnswerLimits._meta.get_fields())
SETTINGS = tuple(
    dict.fromkeys(name for one in QUESTION_TYPES.all() for name in one.settings)
)
KEY_TAKEN = _("Another question of this form has this key.")


@dataclass(frozen=True)
class WrittenRow:
    """What is written of an answer to choose, or of a column; one without a number is new."""

    number: int | None
    values: Values


def column_settings(question_type: QuestionType) -> tuple[str, ...]:
    return tuple(name for name in question_type.settings if name in LIMITS)


def _reset_other_settings(
    part: models.Model, needed: Iterable[str], settings: Iterable[str]
) -> None:
    """What its type does not need is as it was at the beginning."""
    for name in set(settings) - set(needed):
        field: Any = part._meta.get_field(name)
        setattr(part, name, field.get_default())


def _unwritten(model: type[models.Model]) -> set[str]:
    """The texts: a draft may lack them in either language."""
    names = {field.name for field in model._meta.get_fields()}
    texts = {name for name in names if f"{name}_hy" in names}
    return texts | {f"{name}_{code}" for name in texts for code in ("hy", "en")}


def _check(part: models.Model) -> None:
    part.full_clean(exclude=_unwritten(type(part)))


@transaction.atomic
def write_section(
    section: FormSection, values: Values, *, by: User
) -> FormSection:
    """Raises as `locked_draft`, or ValidationError by field."""
    locked_draft(version_of(section), by=by)
    section = fresh(section)
    for name, value in values.items():
        setattr(
            section,
            name,
            value,
        )
    _check(section)
    section.save()
    return section


@transaction.atomic
def write_question(
    question: Question,
    values: Values,
    rows: Iterable[WrittenRow] = (),
    *,
    by: User,
) -> Question:
    """Write a question and what stands inside it.

    When its type changes, what the new type does not need is dropped, and the question as it was
    can be put back. Raises as `locked_draft`, or ValidationError by field.
    """
    locked_draft(version_of(question), by=by)
    before, question = fresh(question), fresh(question)
    for name, value in values.items():
        setattr(
            question,
            name,
            value,
        )
    if question.type != before.type:
        _change_type(
            before,
            question,
            by,
        )
    if question.key != before.key:
        _change_key(before, question)
    _check(question)
    question.save()
    for row in rows:
        _write_row(question, row)
    return question


def _change_type(
    before: Question,
    question: Question,
    by: User,
) -> None:
    old, new = before.question_type, question.question_type
    lost_rows = old.part and old.part != new.part
    if lost_rows or set(old.settings) - set(new.settings):
        removing.keep_removed(before, by=by)
    if lost_rows:
        getattr(before, old.part).all().delete()
    _reset_other_settings(
        question,
        new.settings,
        SETTINGS,
    )
    if new.answers_priority and not question.priority_id:
        question.priority = unasked_priority(question.section.version)


def _change_key(before: Question, question: Question) -> None:
    """Conditions go on naming it."""
    others = Question.objects.filter(
        section__version=question.section.version_id
    ).exclude(pk=question.pk)
    if others.filter(key=question.key).exists():
        raise ValidationError({"key": KEY_TAKEN})
    others.filter(show_if_key=before.key).update(show_if_key=question.key)


def _write_row(question: Question, written: WrittenRow) -> Row:
    name = question.question_type.part
    standing = list(getattr(question, name).all())
    row = _standing_row(standing, written) or _new_row(question, standing)
    for field, value in written.values.items():
        setattr(
            row,
            field,
            value,
        )
    if isinstance(row, QuestionColumn):
        needed = column_settings(get_type(row.type))
        _reset_other_settings(
            row,
            needed,
            LIMITS,
        )
    _check_row(row, written)
    row.save()
    return row


def _standing_row(standing: list[Row], written: WrittenRow) -> Row | None:
    if written.number is None:
        return None
    found = [row for row in standing if row.pk == written.number]
    if not found:
        raise ValidationError(GONE, code="gone")
    return found[0]


def _new_row(question: Question, standing: list[Row]) -> Row:
    name = question.question_type.part
    prefix = "answer" if name == "options" else "column"
    taken = [row.key for row in standing]
    return ROWS[name](
        question=question,
        key=keys.new_row_key(prefix, taken),
        order=len(standing) + 1,
    )


def _check_row(row: Row, written: WrittenRow) -> None:
    """Faults of a row are said of its question, since a new row has no place of its own yet."""
    try:
        _check(row)
    except ValidationError as error:
        sentences = [
            f"{row}{': ' if str(row) else ''}{message}"
            for messages in error.message_dict.values()
            for message in messages
        ]
        raise ValidationError({NON_FIELD_ERRORS: sentences}) from None

"""The order of a form's parts: they are numbered from one, without gaps."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Manager

from accounts.models import User
from calls.form_editing.drafts import Part, Row, fresh, locked_draft, version_of
from calls.models import FormSection, Question


def number_parts(parts: Sequence[Part]) -> None:
    """Write the order in which they stand; what keeps its number is left alone."""
    moved = []
    for number, part in enumerate(parts, start=1):
        if part.order != number:
            part.order = number
            moved.append(part)
    if moved:
        rows: Manager[Any] = type(moved[0])._default_manager
        rows.bulk_update(moved, ["order"])


def _put(
    part: Part,
    others: Sequence[Part],
    position: int,
) -> None:
    place = max(0, min(position, len(others)))
    number_parts(
        [
            *others[:place],
            part,
            *others[place:],
        ]
    )


def question_sections(section: FormSection) -> list[FormSection]:
    """The sections of its version that questions can stand in."""
    sections = FormSection.objects.filter(version=section.version_id)
    return list(sections.filter(kind=FormSection.QUESTIONS))


@transaction.atomic
def move_section(
    section: FormSection,
    position: int,
    *,
    by: User,
) -> None:
    """Put a section so many places from the top. Raises as `locked_draft`, or 'gone'."""
    version = locked_draft(version_of(section), by=by)
    section = fresh(section)
    _put(
        section,
        list(version.sections.exclude(pk=section.pk)),
        position,
    )


@transaction.atomic
def move_question(
    question: Question, section: FormSection, position: int, *, by: User
) -> None:
    """Put a question so many places from the top of a section of the same version.

    Raises as `locked_draft`, or ValidationError 'gone'.
    """
    version = locked_draft(version_of(question), by=by)
    question, left = fresh(question), fresh(question).section
    section = version.sections.get(pk=section.pk, kind=FormSection.QUESTIONS)
    if question.section_id != section.pk:
        question.section = section
        question.save(update_fields=["section"])
        number_parts(list(left.questions.all()))
    _put(
        question,
        list(section.questions.exclude(pk=question.pk)),
        position,
    )


@transaction.atomic
def step_section(
    section: FormSection,
    step: int,
    *,
    by: User,
) -> None:
    """One place up (-1) or down (1)."""
    locked_draft(version_of(section), by=by)
    standing = list(section.version.sections.all())
    move_section(
        section,
        standing.index(section) + step,
        by=by,
    )


@transaction.atomic
def step_question(
    question: Question,
    step: int,
    *,
    by: User,
) -> None:
    """One place up (-1) or down (1); past the edge of its section into the next one."""
    locked_draft(version_of(question), by=by)
    question = fresh(question)
    section = question.section
    standing = list(section.questions.all())
    position = standing.index(question) + step
    if not 0 <= position < len(standing):
        sections = question_sections(section)
        place = sections.index(section) + step
        if not 0 <= place < len(sections):
            return
        section = sections[place]
        position = section.questions.count() if step < 0 else 0
    move_question(
        question,
        section,
        position,
        by=by,
    )


@transaction.atomic
def step_row(
    row: Row,
    step: int,
    *,
    by: User,
) -> None:
    """An answer to choose, or a column, one place up (-1) or down (1)."""
    locked_draft(version_of(row), by=by)
    row = fresh(row)
    rows: Manager[Any] = type(row)._default_manager
    standing = list(rows.filter(question=row.question_id))
    place = standing.index(row)
    standing.remove(row)
    _put(
        row,
        standing,
        place + step,
    )

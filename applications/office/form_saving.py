"""Saving what a page sent of a form: each part by itself, and two officers meet without losing a
word. What the page had been shown is known by its fingerprint, so that a part which only a
colleague changed stays theirs, and one that both changed is decided by a person.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from applications.office import form_parts
from applications.office.form_fields import (
    ROW_FIELDS,
    QuestionFields,
    SectionFields,
    errors_by_field,
    refuse_invalid,
)
from applications.office.form_parts import PostedPart, Typed
from calls.form_editing import order, writing
from calls.form_editing.drafts import locked_draft
from calls.form_editing.writing import WrittenRow
from calls.models import FormSection, FormVersion, Question
from calls.question_types.registry import get_type
from core.web.posted import posted_number

Standing = FormSection | Question


@dataclass
class SavedPart:
    """What came of a part: its fingerprint now, or why it was not written."""

    posted: PostedPart
    was: str
    errors: dict[str, str] = field(default_factory=dict)
    theirs: Typed | None = None
    is_gone: bool = False
    new_rows: dict[str, int] = field(default_factory=dict)

    @property
    def texts(self) -> list[str]:
        """What was written in it, in either language."""
        return [
            words
            for name, words in self.posted.fields.items()
            if name.endswith(("_hy", "_en"))
        ]

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it waits for its writer."""
        return not (self.errors or self.is_gone or self.theirs is not None)


@transaction.atomic
def save_parts(
    version: FormVersion, posted: Iterable[PostedPart], *, by: User
) -> dict[str, SavedPart]:
    """Write what was changed; what is refused does not hold up the rest.

    Raises as `locked_draft`.
    """
    draft = locked_draft(version, by=by)
    standing: dict[str, Standing] = {
        form_parts.name_of(part): part for part in _standing_parts(draft)
    }
    return {
        one.name: _save_part(
            one,
            standing.get(one.name),
            by,
        )
        for one in posted
    }


def _standing_parts(draft: FormVersion) -> Iterator[Standing]:
    for section in draft.whole_sections():
        yield section
        yield from section.questions.all()


def _save_part(
    posted: PostedPart, standing: Standing | None, by: User
) -> SavedPart:
    mine = form_parts.fields_fingerprint(posted.fields)
    if standing is None:
        return SavedPart(
            posted,
            posted.was,
            is_gone=mine != posted.was,
        )
    theirs = form_parts.part_fields(standing)
    now = form_parts.fields_fingerprint(theirs)
    if mine in (posted.was, now) or posted.choice == form_parts.THEIRS:
        return SavedPart(posted, now)
    decided = posted.choice == f"{form_parts.MINE}:{now}"
    if now != posted.was and not decided:
        return SavedPart(
            posted,
            posted.was,
            theirs=theirs,
        )
    try:
        with transaction.atomic():
            return _write(
                posted,
                standing,
                by,
            )
    except ValidationError as error:
        return SavedPart(
            posted,
            now,
            errors=errors_by_field(error),
        )


def _write(
    posted: PostedPart,
    standing: Standing,
    by: User,
) -> SavedPart:
    if isinstance(standing, FormSection):
        return _write_section(
            posted,
            standing,
            by,
        )
    return _write_question(
        posted,
        standing,
        by,
    )


def _write_section(
    posted: PostedPart, section: FormSection, by: User
) -> SavedPart:
    form = SectionFields(posted.fields)
    refuse_invalid(form)
    written = writing.write_section(
        section,
        form.cleaned_data,
        by=by,
    )
    now = form_parts.fields_fingerprint(form_parts.part_fields(written))
    return SavedPart(posted, now)


def _write_question(
    posted: PostedPart, question: Question, by: User
) -> SavedPart:
    form = QuestionFields(posted.fields, question)
    refuse_invalid(form)
    sent, values = _rows(posted, question), form.values()
    if get_type(values["type"]).part != question.question_type.part:
        # kept with the question as it was, which can be put back
        writing.write_question(question, {}, sent.values(), by=by)
        sent = {}
    written = writing.write_question(question, values, sent.values(), by=by)
    _follow_section(written, posted, by)
    written = Question.objects.get(pk=question.pk)
    return SavedPart(
        posted,
        form_parts.fields_fingerprint(form_parts.part_fields(written)),
        new_rows=_numbers_of_new(written, sent),
    )


def _numbers_of_new(
    question: Question, sent: dict[str, WrittenRow]
) -> dict[str, int]:
    """token of the page → the number that the row has now; new rows stand last"""
    new = [token for token, row in sent.items() if row.number is None]
    rows = form_parts.rows_of(question)
    numbers = [row.pk for row in rows[len(rows) - len(new) :]]
    return dict(zip(new, numbers, strict=True))


def _rows(posted: PostedPart, question: Question) -> dict[str, WrittenRow]:
    """token of the page → what is written of the row"""
    part = question.question_type.part
    standing = {str(row.pk): row for row in form_parts.rows_of(question)}
    rows = {}
    for (kind, token), typed in form_parts.sent_rows(posted.fields).items():
        if kind != part:
            continue
        form = ROW_FIELDS[kind](typed, standing.get(token))
        refuse_invalid(form, f"{kind}-{token}-")
        number = None if token.startswith("new") else int(token)
        rows[f"{kind}-{token}"] = WrittenRow(number, form.values())
    return rows


def _follow_section(
    question: Question,
    posted: PostedPart,
    by: User,
) -> None:
    """Into the section that was chosen, at its end."""
    chosen = posted.fields["section"]
    if not chosen or chosen == str(question.section_id):
        return
    version = question.section.version_id
    section = FormSection.objects.filter(
        version=version,
        kind=FormSection.QUESTIONS,
        pk=posted_number(chosen),
    ).first()
    if section is None:
        raise ValidationError({"section": _("Choose one of the sections.")})
    place = section.questions.count()
    order.move_question(
        question,
        section,
        place,
        by=by,
    )

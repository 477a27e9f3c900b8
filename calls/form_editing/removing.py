"""Taking parts out of a draft, and putting them back as they were: nothing written is lost."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Manager
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from calls.form_editing import keys, order, states
from calls.form_editing.drafts import (
    Part,
    Row,
    fresh,
    locked_draft,
    version_of,
)
from calls.models import (
    FormSection,
    FormVersion,
    Question,
    QuestionOption,
    RemovedPart,
)

QUESTION_OF_IT_GONE = _("Put back the question that it belongs to first.")


def _kind(part: Part) -> tuple[str, str]:
    """What it is, and the key of what it stands in."""
    if isinstance(part, FormSection):
        return RemovedPart.SECTION, ""
    if isinstance(part, Question):
        return RemovedPart.QUESTION, part.section.key
    is_option = isinstance(part, QuestionOption)
    kind = RemovedPart.OPTION if is_option else RemovedPart.COLUMN
    return kind, part.question.key


def keep_removed(part: Part, *, by: User) -> RemovedPart:
    """Note a part as it stands, before it is changed for good or taken away."""
    kind, stood_in = _kind(part)
    name = "title" if isinstance(part, FormSection) else "label"
    return RemovedPart.objects.create(
        version=version_of(part),
        kind=kind,
        words_hy=getattr(part, f"{name}_hy") or "",
        words_en=getattr(part, f"{name}_en") or "",
        stood_in=stood_in,
        state=states.state_of(part) | {"place": _place(part)},
        at=timezone.now(),
        by=by,
    )


def _standing_with(part: Part) -> list[Part]:
    """The parts beside it, without it."""
    rows: Manager[Any] = type(part)._default_manager
    if isinstance(part, FormSection):
        beside = rows.filter(version=part.version_id)
    elif isinstance(part, Question):
        beside = rows.filter(section=part.section_id)
    else:
        beside = rows.filter(question=part.question_id)
    return list(beside.exclude(pk=part.pk))


def _place(part: Part) -> int:
    """How many stand before it."""
    place = (part.order, part.pk)
    return sum((one.order, one.pk) < place for one in _standing_with(part))


@transaction.atomic
def remove_part(part: Part, *, by: User) -> RemovedPart:
    """Take a section, a question, an answer or a column out of a draft; `put_back` undoes it.

    Raises as `locked_draft`, or ValidationError 'gone'.
    """
    locked_draft(version_of(part), by=by)
    part = fresh(part)
    removed, beside = keep_removed(part, by=by), _standing_with(part)
    part.delete()
    order.number_parts(beside)
    return removed


@transaction.atomic
def discard_draft(version: FormVersion, *, by: User) -> None:
    """Delete a draft with all that is written in it. Raises as `locked_draft`."""
    locked_draft(version, by=by).delete()


@transaction.atomic
def put_back(removed: RemovedPart, *, by: User) -> Part:
    """The part again, where it stood as far as that place is still there.

    Raises as `locked_draft`, or ValidationError: 'gone', 'no_question', a second budget.
    """
    version = locked_draft(removed.version, by=by)
    removed = fresh(removed)
    part = _made(removed, version)
    place = removed.state["place"]
    beside = _standing_with(part)
    order.number_parts(
        [
            *beside[:place],
            part,
            *beside[place:],
        ]
    )
    removed.delete()
    return part


def _made(removed: RemovedPart, version: FormVersion) -> Part:
    if removed.kind == RemovedPart.SECTION:
        return _section(removed.state, version)
    if removed.kind == RemovedPart.QUESTION:
        section = _section_for(removed.stood_in, version)
        return _question(removed.state, section)
    return _row(removed, version)


def _section(state: states.State, version: FormVersion) -> FormSection:
    fields = dict(state["fields"])
    if version.sections.filter(key=fields["key"]).exists():
        fields["key"] = keys.new_section_key(version)
    section = FormSection(version=version, **fields)
    section.validate_constraints()
    section.save()
    for question in state["questions"]:
        _question(question, section)
    return section


def _section_for(key: str, version: FormVersion) -> FormSection:
    """Where it stood, else the last one, else a new one."""
    sections = version.sections.filter(kind=FormSection.QUESTIONS)
    found = sections.filter(key=key).first() or sections.last()
    return found or FormSection.objects.create(
        version=version,
        key=keys.new_section_key(version),
        title_hy="",
        title_en="",
        order=version.sections.count() + 1,
    )


def _question(state: states.State, section: FormSection) -> Question:
    questions = Question.objects.filter(section__version=section.version_id)
    if questions.filter(key=state["fields"]["key"]).exists():
        fields = state["fields"] | {"key": keys.new_question_key()}
        state = state | {"fields": fields}
    return states.make_question(state, section)


def _row(removed: RemovedPart, version: FormVersion) -> Row:
    question = Question.objects.filter(
        section__version=version, key=removed.stood_in
    ).first()
    if question is None:
        raise ValidationError(QUESTION_OF_IT_GONE, code="no_question")
    state = removed.state
    taken = list(getattr(question, removed.kind).values_list("key", flat=True))
    if state["fields"]["key"] in taken:
        key = keys.new_row_key("answer", taken)
        state = state | {"fields": state["fields"] | {"key": key}}
    return states.make_row(
        removed.kind,
        state,
        question,
    )

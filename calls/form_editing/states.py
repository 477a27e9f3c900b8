"""A part of a form as plain values, and the part made of them again."""

from typing import Any

from django.db.models import Model

from calls.form_editing.adding import unasked_priority
from calls.form_editing.drafts import ROWS, Part, Row
from calls.models import FormSection, Priority, Question

State = dict[str, Any]
#: where a part stands is decided when it is put back
PLACES = (
    "id",
    "version_id",
    "section_id",
    "question_id",
)


def _fields(part: Model) -> dict[str, Any]:
    names = {field.attname for field in part._meta.concrete_fields}
    return {
        name: getattr(part, name)
        for name in sorted(names)
        if name not in PLACES and f"{name}_hy" not in names
    }


def state_of(part: Part) -> State:
    """Everything written in it and inside it; JSON can carry it."""
    state: State = {"fields": _fields(part)}
    if isinstance(part, FormSection):
        state["questions"] = [state_of(one) for one in part.questions.all()]
    if isinstance(part, Question):
        for name in ROWS:
            rows = getattr(part, name).all()
            state[name] = [state_of(row) for row in rows]
    return state


def _values(model: type[Model], state: State) -> dict[str, Any]:
    return {
        field.attname: field.to_python(state["fields"][field.attname])
        for field in model._meta.concrete_fields
        if field.attname in state["fields"]
    }


def make_row(
    name: str,
    state: State,
    question: Question,
) -> Row:
    row = ROWS[name](question=question, **_values(ROWS[name], state))
    row.save()
    return row


def _has_its_priority(question: Question) -> bool:
    """A priority may have been deleted while its question was away."""
    number = question.priority_id
    return number is not None and Priority.objects.filter(pk=number).exists()


def make_question(state: State, section: FormSection) -> Question:
    """The question with its answers to choose and columns."""
    question = Question(section=section, **_values(Question, state))
    if not _has_its_priority(question):
        question.priority = (
            unasked_priority(section.version)
            if question.question_type.answers_priority
            else None
        )
    question.save()
    for name in ROWS:
        for row in state[name]:
            make_row(
                name,
                row,
                question,
            )
    return question

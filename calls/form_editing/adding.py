"""New sections and questions of a draft, and a question like another."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from calls.copying import copied
from calls.form_editing import keys, order
from calls.form_editing.drafts import ROWS, fresh, locked_draft, version_of
from calls.models import FormSection, FormVersion, Priority, Question
from calls.question_types.registry import get_type, type_choices

SECTION_TITLES = {
    FormSection.QUESTIONS: ("", ""),
    FormSection.BUDGET: ("Բյուջե", "Budget"),
}


@transaction.atomic
def add_section(
    version: FormVersion, kind: str = FormSection.QUESTIONS, *, by: User
) -> FormSection:
    """A section at the end. Raises as `locked_draft`, or ValidationError for a second budget."""
    version = locked_draft(version, by=by)
    standing = list(version.sections.all())
    title_hy, title_en = SECTION_TITLES[kind]
    section = FormSection(
        version=version,
        key=keys.new_section_key(version),
        kind=kind,
        title_hy=title_hy,
        title_en=title_en,
        order=len(standing) + 1,
    )
    section.validate_constraints()
    section.save()
    order.number_parts([*standing, section])
    return section


def unasked_priority(version: FormVersion) -> Priority:
    """The first priority that no question asks about, else the first. Raises ValidationError."""
    asked = Question.objects.filter(
        section__version=version, type="priority"
    ).values("priority")
    found = (
        Priority.objects.exclude(pk__in=asked).first()
        or Priority.objects.first()
    )
    if found is None:
        raise ValidationError(
            _("There are no priorities yet: add them in the administration."),
            code="no_priority",
        )
    return found


@transaction.atomic
def add_question(
    section: FormSection,
    code: str,
    *,
    by: User,
) -> Question:
    """A question of a type at the end of a section, with nothing written yet.

    Raises as `locked_draft`, or ValidationError: 'gone', 'type', 'no_priority'.
    """
    version = locked_draft(version_of(section), by=by)
    section = fresh(section)
    if code not in dict(type_choices()) or section.kind == FormSection.BUDGET:
        raise ValidationError(_("Choose a type of question."), code="type")
    standing = list(section.questions.all())
    question = Question(
        section=section,
        key=keys.new_question_key(),
        type=code,
        label_hy="",
        label_en="",
        order=len(standing) + 1,
    )
    if get_type(code).answers_priority:
        question.priority = unasked_priority(version)
    question.save()
    order.number_parts([*standing, question])
    return question


@transaction.atomic
def duplicate_question(question: Question, *, by: User) -> Question:
    """The same question once more, right behind it, under a key of its own."""
    locked_draft(version_of(question), by=by)
    question = fresh(question)
    twin = copied(question, key=keys.new_question_key())
    assert isinstance(twin, Question)
    for name in ROWS:
        for row in getattr(question, name).all():
            copied(row, question_id=twin.pk)
    standing = [
        one for one in question.section.questions.all() if one.pk != twin.pk
    ]
    standing.insert(standing.index(question) + 1, twin)
    order.number_parts(standing)
    return twin

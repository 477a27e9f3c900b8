"""The draft of a form that is being written: locked for a change, its parts found by number."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from calls.models import (
    FormSection,
    FormVersion,
    Question,
    QuestionColumn,
    QuestionOption,
)
from calls.models.form import refuse_if_locked

Row = QuestionOption | QuestionColumn
Part = FormSection | Question | Row
#: what stands inside a question, by the name of its relation
ROWS: dict[str, type[Row]] = {
    "options": QuestionOption,
    "columns": QuestionColumn,
}
T = TypeVar("T", bound=Model)
GONE = _("A colleague has removed it in the meantime.")


def may_write_forms(user: User) -> bool:
    return user.is_active and user.has_perm("calls.change_formversion")


def locked_draft(version: FormVersion, *, by: User) -> FormVersion:
    """The version, locked in the database. Inside a transaction.

    Raises PermissionDenied, or ValidationError 'locked' when it is published.
    """
    if not may_write_forms(by):
        raise PermissionDenied
    draft = FormVersion.objects.select_for_update().get(pk=version.pk)
    refuse_if_locked(draft)
    return draft


def version_of(part: Part) -> FormVersion:
    if isinstance(part, FormSection):
        return part.version
    if isinstance(part, Question):
        return part.section.version
    return part.question.section.version


def fresh(part: T) -> T:
    """The part as it stands now. Raises ValidationError 'gone'."""
    found = type(part)._default_manager.filter(pk=part.pk).first()
    if found is None:
        raise ValidationError(GONE, code="gone")
    return found

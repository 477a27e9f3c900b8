"""Notes of officers about an application: for colleagues alone, never changed."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application
from core.text.reading import readable
from evaluation import rules
from evaluation.models import FileNote


def add_note(application: Application, text: str, *, by: User) -> FileNote:
    """Raises PermissionDenied, ValidationError 'empty'."""
    if not rules.may_evaluate(by, application):
        raise PermissionDenied
    words = readable(text).strip()
    if not words:
        raise ValidationError(_("Write the note first."), code="empty")
    note = FileNote(
        application=application,
        text=words[:4000],
        by=by,
        at=timezone.now(),
    )
    note.save(force_insert=True)
    return note

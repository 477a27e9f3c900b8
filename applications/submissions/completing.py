"""Asking an applicant to complete named questions after the deadline: once, by a day of its own."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import deadlines, journal, letters, rules, states
from applications.drafts import budgets, checking
from applications.drafts.saving import locked_application
from applications.models import Application, CompletionRequest
from calls.models import FormSection
from core.language.bilingual import text

ONCE, STATE, EARLY, NO_QUESTION, NO_NOTE, PAST, NOT_OVER = (
    "once",
    "state",
    "early",
    "no_question",
    "no_note",
    "past",
    "not_over",
)


def questions_to_complete(application: Application) -> list[tuple[str, str]]:
    """(key, label) of everything that can be asked for again, in the order of the form."""
    values = application.values()
    labels = []
    for section in checking.sections_of(application):
        if section.kind == FormSection.BUDGET:
            labels.append((budgets.KEY, text(section, "title")))
        questions = [
            question
            for question in section.questions.all()
            if checking.is_asked(question, values)
        ]
        labels += [
            (question.key, text(question, "label")) for question in questions
        ]
    return labels


def _refuse(
    application: Application, keys: list[str], note: str, due_at: dt.datetime
) -> None:
    now = timezone.now()
    if hasattr(application, "completion"):
        raise ValidationError(
            _("A completion of this application has already been requested."),
            code=ONCE,
        )
    if application.state != states.SUBMITTED:
        raise ValidationError(
            _("Only a submitted application can be completed."), code=STATE
        )
    if not deadlines.is_settled(application.deadline_at):
        raise ValidationError(
            _(
                "Until a quarter of an hour after the deadline, what applicants sent in "
                "time may still be waiting its turn."
            ),
            code=EARLY,
        )
    if not keys or not set(keys) <= {
        key for key, _label in questions_to_complete(application)
    }:
        raise ValidationError(
            _("Name the questions to complete."), code=NO_QUESTION
        )
    if not note.strip():
        raise ValidationError(_("Say what is missing."), code=NO_NOTE)
    if due_at <= now:
        raise ValidationError(
            _("The deadline must be in the future."), code=PAST
        )


@transaction.atomic
def request_completion(
    application: Application,
    keys: list[str],
    *,
    note: str,
    due_at: dt.datetime,
    by: User,
) -> None:
    """Open the named questions until `due_at`; everything else stays closed.

    Raises PermissionDenied, or ValidationError 'once', 'state', 'early', 'no_question', 'no_note',
    'past'.
    """
    if not rules.may_run_calls(by) or rules.is_of_the_community(
        by, application
    ):
        raise PermissionDenied
    locked = locked_application(application)
    _refuse(locked, keys, note, due_at)
    request = CompletionRequest.objects.create(
        application=locked,
        keys=sorted(set(keys)),
        note=note.strip(),
        due_at=due_at,
        at=timezone.now(),
        by=by,
    )
    journal.record_move(
        locked,
        "ask_completion",
        by=by,
        at=timezone.now(),
        note=note.strip()[:2000],
    )
    letters.write_completion_asked(
        request,
        [label for key, label in questions_to_complete(locked) if key in keys],
    )
    application.state = locked.state


@transaction.atomic
def end_completion(application: Application, *, by: User) -> None:
    """The completion's deadline has passed unanswered: the last submitted version stands.

    Raises PermissionDenied, or ValidationError 'state', 'not_over'.
    """
    if not rules.may_run_calls(by):
        raise PermissionDenied
    locked = locked_application(application)
    if locked.state != states.COMPLETION:
        raise ValidationError(_("No completion is expected."), code=STATE)
    is_over = deadlines.is_settled(locked.completion.due_at)
    if not is_over or locked.provisional.filter(ended_at=None).exists():
        raise ValidationError(
            _(
                "The deadline of the completion has not passed yet, or passed less "
                "than a quarter of an hour ago."
            ),
            code=NOT_OVER,
        )
    journal.record_move(locked, "end_completion", by=by, at=timezone.now())
    application.state = locked.state

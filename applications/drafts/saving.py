"""Writing a draft: save its answers, each by itself. Every write asks the clock anew, inside its
transaction and behind the lock of its application."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications import deadlines, rules
from applications.drafts import budgets
from applications.errors import Closed, Stale
from applications.models import Answer, AnswerHistory, Application
from calls.models import Call
from calls.question_types.rows import Rows, tidy_rows
from core.text.reading import readable
from core.typed_answers import Given, changed_answers, overtaken_answers


def locked_application(application: Application) -> Application:
    """The application's row, locked until the transaction ends, with its lot and deadlines as they
    stand.
    """
    return (
        Application.objects.with_lot()
        .select_for_update(of=("self",))
        .get(pk=application.pk)
    )


def locked_for_writing(application: Application, by: User) -> Application:
    """The locked row, if this user may write and the clock still allows it.

    Raises PermissionDenied or Closed.
    """
    if not rules.may_write(by, application):
        raise PermissionDenied
    rows = Application.objects.with_clock().select_for_update(of=("self",))
    locked = rows.get(pk=application.pk)
    deadlines.refuse_closed(locked)
    return locked


def tidy_answer(value: Any) -> Any:
    """What was typed, as every page and paper can carry it."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return tidy_rows(value)
    if isinstance(value, list):
        return [readable(str(part)) for part in value]
    return readable(str(value))


def write_answer(
    application: Application,
    key: str,
    value: Any,
    before: Answer | None,
    by: User,
    kind: str = AnswerHistory.SAVED,
) -> Answer:
    """Put a value into an answer and its history; of the budget, its lines too. The row is
    locked.
    """
    answer = before or Answer(application=application, key=key, rev=0)
    answer.value, answer.rev, answer.saved_by = value, answer.rev + 1, by
    answer.save()
    AnswerHistory.objects.create(
        application=application,
        key=key,
        value=value,
        rev=answer.rev,
        by=by,
        kind=kind,
    )
    if key == budgets.KEY:
        _rewrite_lines(application, value)
    return answer


def _rewrite_lines(application: Application, value: Rows) -> None:
    application.budget_lines.all().delete()
    for row in budgets.read_budget(value):
        if line := budgets.budget_line(row):
            line.application = application
            line.save(force_insert=True)


def _keep_losers(application: Application, mine: Given, by: User) -> None:
    for key, (value, rev) in mine.items():
        AnswerHistory.objects.create(
            application=application,
            key=key,
            value=value,
            rev=max(rev, 0),
            by=by,
            kind=AnswerHistory.CONFLICT,
        )


def save_answers(
    application: Application, given: Given, *, by: User
) -> list[str]:
    """Save what changed and return its keys. As `save_typed`."""
    return save_typed(application, given, by=by).written


@dataclass(frozen=True)
class Saved:
    """The keys that were written, and every answer as it stands after it."""

    written: list[str]
    answers: dict[str, Answer]


@deadlines.remembers_closing
def save_typed(application: Application, given: Given, *, by: User) -> Saved:
    """Save what changed. `given`: key → (value, rev it was based on).

    Valid or not, a draft is always saved. What a colleague changed meanwhile is not written: mine
    is
    kept in the history, the rest of mine is saved. Raises PermissionDenied, Closed or Stale.
    """
    with transaction.atomic():
        locked = locked_for_writing(application, by)
        if closed := [key for key in given if not locked.may_write_key(key)]:
            given = {
                key: pair for key, pair in given.items() if key not in closed
            }
        present = {answer.key: answer for answer in locked.answers.all()}
        changed = changed_answers(
            {
                key: (tidy_answer(value), rev)
                for key, (value, rev) in given.items()
            },
            present,
        )
        stale = overtaken_answers(present, changed)
        _keep_losers(locked, {key: changed[key] for key in stale}, by)
        written = [key for key in changed if key not in stale]
        for key in written:
            value = changed[key][0]
            before = present.get(key)
            present[key] = write_answer(locked, key, value, before, by)
        note_saving(locked, bool(written))
    if stale:
        raise Stale(stale)
    if closed and not given:
        raise Closed()
    return Saved(written, present)


def note_saving(application: Application, changed: bool = True) -> None:
    if changed:
        application.saved_at = timezone.now()
        application.save(update_fields=["saved_at"])


def save_budget(
    application: Application, typed: Rows, *, rev: int, by: User
) -> list[str]:
    """Save the budget's rows as typed; `rev`: the revision they were based on. As
    `save_answers`.
    """
    return save_answers(application, {budgets.KEY: (typed, rev)}, by=by)


def open_calls() -> list[Call]:
    """Published calls with a lot that is open now."""
    calls = Call.objects.published().filter(is_historic=False).with_parts()
    return [call for call in calls if call.is_open]

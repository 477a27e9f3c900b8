"""Writing a draft: start it, save an answer, a budget, a file. Every write asks the clock anew,
inside its transaction and behind the lock of its application."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications import journal, rules
from applications.errors import EXISTS, NO_FORM, REGION, Stale, closed
from applications.models import (
    Answer,
    AnswerHistory,
    Application,
    Attachment,
    BudgetLine,
    ReferenceCounter,
)
from applications.states import WRITABLE
from calls.models import Call, Lot, Question
from communities.models import Community
from portal import uploads
from portal.models import User


def _next_reference(lot: Lot) -> str:
    ReferenceCounter.objects.get_or_create(lot=lot)
    counter = ReferenceCounter.objects.select_for_update().get(lot=lot)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{lot.call.code}-L{lot.number}-{counter.last:04}"


def may_apply(lot: Lot, community: Community) -> bool:
    """A lot with regions is for the communities of these regions; a former one cannot apply."""
    regions = [region.pk for region in lot.regions.all()]
    return not community.is_former and (not regions or community.region_id in regions)


def _create(lot: Lot, community: Community, by: User, language: str) -> Application:
    version = lot.form.current() if lot.form else None
    if version is None:
        raise ValidationError(_("The form of this lot is not published yet."), code=NO_FORM)
    application = Application.objects.create(
        reference=_next_reference(lot), lot=lot, community=community, language=language,
        form_version=version, created_by=by,
    )  # fmt: skip
    journal.record(application, "start", by=by, at=timezone.now())
    return application


def _exists(lot: Lot, community: Community) -> ValidationError:
    draft = Application.objects.get(lot=lot, community=community)
    text = _("Your community has already started an application for this lot: %(reference)s.")
    return ValidationError(text, code=EXISTS, params={"reference": draft.reference})


def start(lot: Lot, community: Community, *, by: User, language: str) -> Application:
    """Open the one draft of a community in a lot.

    Raises PermissionDenied, or ValidationError: 'closed', 'region', 'no_form', 'exists'
    (params: the reference of the draft that is there).
    """
    if not rules.may_start(by, community):
        raise PermissionDenied
    if not may_apply(lot, community):
        raise ValidationError(_("This lot is for communities of other regions."), code=REGION)
    try:
        with transaction.atomic():
            locked = Lot.objects.select_for_update(of=("self",))
            lot = locked.select_related("call", "form").get(pk=lot.pk)
            if not lot.is_open_at(timezone.now()):
                raise closed()
            if Application.objects.filter(lot=lot, community=community).exists():
                raise _exists(lot, community)
            return _create(lot, community, by, language)
    except IntegrityError:
        raise _exists(lot, community) from None


def locked_for_writing(application: Application, by: User) -> Application:
    """The application's row, locked, if this user may write and the clock still allows it."""
    if not rules.may_write(by, application):
        raise PermissionDenied
    lot = Lot.objects.select_related("call").get(pk=application.lot_id)
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if locked.state not in WRITABLE or not lot.is_open_at(timezone.now()):
        raise closed()
    locked.lot = lot
    return locked


def _tidy(value: Any) -> Any:
    """What was typed, with line ends as \\n and without the NUL that no database keeps."""
    if isinstance(value, list):
        return [str(part).replace("\x00", "") for part in value]
    return str(value).replace("\x00", "").replace("\r\n", "\n")


def _stale(present: dict[str, Answer], changed: dict[str, tuple[Any, int]]) -> dict[str, Any]:
    """key → the value that stands, for each answer saved by someone else since its page was made."""
    return {
        key: present[key].value
        for key, (value, rev) in changed.items()
        if key in present and present[key].rev != rev
    }


def _write(application: Application, key: str, value: Any, before: Answer | None, by: User) -> None:
    answer = before or Answer(application=application, key=key, rev=0)
    answer.value, answer.rev, answer.saved_by = value, answer.rev + 1, by
    answer.save()
    AnswerHistory.objects.create(application=application, key=key, value=value, rev=answer.rev, by=by)


def _keep_losers(application: Application, mine: dict[str, tuple[Any, int]], by: User) -> None:
    for key, (value, rev) in mine.items():
        AnswerHistory.objects.create(
            application=application, key=key, value=value, rev=max(rev, 0), by=by, kind=AnswerHistory.CONFLICT
        )


def save_answers(application: Application, given: dict[str, tuple[Any, int]], *, by: User) -> list[str]:
    """Save what changed and return its keys. `given`: key → (value, rev it was based on).

    Valid or not, a draft is always saved. Raises PermissionDenied, ValidationError 'closed', or
    Stale, in which case no answer is written and mine are kept in the history.
    """
    with transaction.atomic():
        locked = locked_for_writing(application, by)
        present = {answer.key: answer for answer in locked.answers.all()}
        tidy = {key: (_tidy(value), rev) for key, (value, rev) in given.items()}
        changed = {
            key: (value, rev)
            for key, (value, rev) in tidy.items()
            if value != (present[key].value if key in present else type(value)())
        }
        stale = _stale(present, changed)
        if stale:
            _keep_losers(locked, changed, by)
        else:
            for key, (value, _rev) in changed.items():
                _write(locked, key, value, present.get(key), by)
            _touch(locked, bool(changed))
    if stale:
        raise Stale(stale)
    return list(changed)


def _touch(application: Application, changed: bool) -> None:
    if changed:
        application.saved_at = timezone.now()
        application.save(update_fields=["saved_at"])


@transaction.atomic
def save_budget(application: Application, lines: Iterable[BudgetLine], *, rev: int, by: User) -> Application:
    """Replace the budget by these rows; `rev`: the budget's revision they were based on.

    Raises PermissionDenied, ValidationError 'closed', or Stale.
    """
    locked = locked_for_writing(application, by)
    if locked.budget_rev != rev:
        raise Stale({"budget": list(locked.budget_lines.all())})
    locked.budget_lines.all().delete()
    for order, line in enumerate(lines, start=1):
        line.pk, line.application, line.order = None, locked, order
        line.save(force_insert=True)
    locked.budget_rev += 1
    locked.save(update_fields=["budget_rev"])
    _touch(locked, changed=True)
    return locked


def _refuse_too_many(application: Application, question: Question) -> None:
    kept = application.attachments.filter(question_key=question.key, state=Attachment.CLEAN)
    if kept.count() >= question.max_files:
        raise ValidationError(
            _("At most %(count)d files are accepted here. Remove one first."),
            code="too_many", params={"count": question.max_files},
        )  # fmt: skip


def attach(application: Application, question: Question, upload: UploadedFile, *, by: User) -> Attachment:
    """Check, hash and keep a file. Raises PermissionDenied or ValidationError ('closed', 'too_many',
    or a code of `portal.uploads`)."""
    checked = uploads.check(upload)
    with transaction.atomic():
        locked = locked_for_writing(application, by)
        _refuse_too_many(locked, question)
        key = storages["private"].keep(checked.content)  # type: ignore[attr-defined]
        attachment = Attachment.objects.create(
            application=locked, question_key=question.key, name=checked.name, size=checked.size,
            sha256=checked.sha256, content_type=checked.content_type, storage_key=key,
            state=Attachment.CLEAN, uploaded_by=by,
        )  # fmt: skip
        _touch(locked, changed=True)
        return attachment


@transaction.atomic
def remove(attachment: Attachment, *, by: User) -> None:
    """Take a file out of the draft; its bytes stay, since a submitted version may name them."""
    locked = locked_for_writing(attachment.application, by)
    attachment.state = Attachment.REMOVED
    attachment.save(update_fields=["state"])
    _touch(locked, changed=True)


def open_calls() -> list[Call]:
    """Published calls with a lot that is open now."""
    calls = Call.objects.published().filter(is_historic=False).with_parts()
    return [call for call in calls if call.is_open]

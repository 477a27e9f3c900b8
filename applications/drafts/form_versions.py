"""Publishing a version of a form: it is locked, and open drafts move to it and lose nothing."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import letters, states
from applications.drafts import saving
from applications.models import AnswerHistory, Application, FormMove
from calls import faults
from calls.models import FormVersion, Question
from core.language.bilingual import LANGUAGES

LOCKED, FAULTS = "locked", "faults"
#: what of a question an applicant would notice
SHOWN = (
    "type",
    "label_hy",
    "label_en",
    "help_hy",
    "help_en",
    "is_required",
    "word_limit",
    "max_files",
    "show_if_key",
    "show_if_value",
)


@dataclass(frozen=True)
class Difference:
    """What a new version asks, asks otherwise, and no longer asks."""

    new: list[Question]
    changed: list[Question]
    gone: list[Question]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def _labels(part: models.Model) -> tuple[str, str]:
    hy, en = (getattr(part, f"label_{language}") for language in LANGUAGES)
    return hy, en


def _shown_parts(question: Question) -> tuple:
    options = [
        (option.key, *_labels(option)) for option in question.options.all()
    ]
    columns = [
        (column.key, column.type, *_labels(column))
        for column in question.columns.all()
    ]
    return *(getattr(question, name) for name in SHOWN), options, columns


def form_changes(old: FormVersion, new: FormVersion) -> Difference:
    before = {question.key: question for question in old.questions()}
    after = {question.key: question for question in new.questions()}
    return Difference(
        new=[q for key, q in after.items() if key not in before],
        changed=[
            q
            for key, q in after.items()
            if key in before and _shown_parts(q) != _shown_parts(before[key])
        ],
        gone=[q for key, q in before.items() if key not in after],
    )


def drafts_of(version: FormVersion):
    """Drafts that would move: of this form, in lots that are not closed."""
    drafts = Application.objects.filter(
        form_version__form=version.form_id, state=states.DRAFT
    )
    return drafts.exclude(form_version=version).filter(
        lot__closes_at__gt=timezone.now()
    )


def _ask_anew(draft: Application, version: FormVersion) -> None:
    """A declaration that reads otherwise is confirmed anew; that it was confirmed stays in the
    history.
    """
    changed = {
        q.key
        for q in form_changes(draft.form_version, version).changed
        if q.question_type.is_declaration
    }
    for answer in draft.answers.filter(key__in=changed).exclude(value=""):
        saving.write_answer(
            draft,
            answer.key,
            "",
            answer,
            answer.saved_by,
            AnswerHistory.PREFILLED,
        )


def _move(draft: Application, version: FormVersion) -> bool:
    locked = Application.objects.select_for_update().get(pk=draft.pk)
    if locked.state != states.DRAFT:
        return False
    FormMove.objects.create(
        application=locked,
        from_version=locked.form_version,
        to_version=version,
        at=timezone.now(),
    )
    _ask_anew(locked, version)
    locked.form_version = version
    locked.save(update_fields=["form_version"])
    letters.write_form_changed(locked)
    return True


@transaction.atomic
def publish_form(version: FormVersion, *, by: User) -> int:
    """Publish and lock a version, and move the open drafts of its form; how many moved.

    Raises PermissionDenied, or ValidationError: 'locked', 'faults' (the messages say what to mend).
    """
    if not by.has_perm("calls.change_formversion"):
        raise PermissionDenied
    version = (
        FormVersion.objects.select_for_update(of=("self",))
        .select_related("form")
        .get(pk=version.pk)
    )
    if version.is_locked:
        raise ValidationError(
            _("This version is already published."), code=LOCKED
        )
    if messages := faults.form_faults(version):
        raise ValidationError(
            [ValidationError(message, code=FAULTS) for message in messages]
        )
    version.published_at = timezone.now()
    version.save(update_fields=["published_at"])
    return sum(
        _move(draft, version) for draft in drafts_of(version).order_by("pk")
    )


@transaction.atomic
def move_to_newest_form(application: Application) -> bool:
    """Move a draft that was started while its form's new version was being published."""
    if application.state != states.DRAFT:
        return False
    current = application.form_version.form.current()
    return (
        current is not None
        and current.pk != application.form_version_id
        and _move(application, current)
    )

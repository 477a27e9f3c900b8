"""The moves of an application: one verb, one function; `states.py` is their table."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import deadlines, journal, letters, rules, states
from applications.drafts import checking, eligibility, form_versions
from applications.drafts.checking import Problem
from applications.drafts.saving import locked_application
from applications.errors import Incomplete
from applications.models import (
    Application,
    Attachment,
    PersonalPart,
    ProvisionalSubmission,
    Version,
)
from applications.submissions import receipts, records, summary
from core.clock import counted_at
from core.language.bilingual import LANGUAGES
from core.web import rate_limits

NO_REASON, STATE, TOLD, NOBODY = "no_reason", "state", "told", "nobody"


def _questions(sections: list) -> list:
    return [
        question for section in sections for question in section.questions.all()
    ]


def submission_problems(
    application: Application, sections: list
) -> list[Problem]:
    """What keeps an application from being submitted: its answers, and the right to apply."""
    if (
        application.state == states.COMPLETION
    ):  # nothing else can be mended any more
        problems = checking.application_problems(application, sections)
        return [
            problem
            for problem in problems
            if application.may_write_key(problem.key)
        ]
    rights = [
        Problem(None, one.rule.key, str(one.rule.text), one.fact)
        for one in eligibility.still_wrong(application)
    ]
    return rights + checking.application_problems(application, sections)


def _speak(application: Application, language: str) -> None:
    if language in LANGUAGES and language != application.language:
        application.language = language
        application.save(update_fields=["language"])


def _is_the_same(body: dict, last: Version | None) -> bool:
    return last is not None and last.content == body


@dataclass(frozen=True)
class Composition:
    """What is submitted: the content, the personal answers apart, the declarations as shown."""

    content: dict
    personal: dict
    declared: list


def _accept(
    application: Application,
    composition: Composition,
    last: Version | None,
    *,
    by: User,
    requested_at: dt.datetime,
    deadline_at: dt.datetime,
) -> Version:
    """Write the version, its journal entry and its letters; the row is locked."""
    now = timezone.now()
    version = records.compose_version(
        application,
        composition.content,
        last,
        composition.declared,
        by=by,
        requested_at=requested_at,
        accepted_at=now,
        deadline_at=deadline_at,
    )
    version.save(force_insert=True)
    PersonalPart.objects.create(version=version, content=composition.personal)
    summary.summarise(application, version)
    verb = "complete" if application.state == states.COMPLETION else "submit"
    journal.record_move(
        application,
        verb,
        by=by,
        at=now,
        note=version.sha256,
        saving=summary.FIELDS,
    )
    letters.write_receipt(version)
    return version


def _last_version(application: Application) -> Version | None:
    return application.versions.order_by("-number").first()


def _composed(
    application: Application,
    sections: list,
    last: Version | None,
) -> Composition:
    """The answers as they stand; in a completion only the named ones are new."""
    questions = _questions(sections)
    personal = records.personal_part(application, questions)
    body, declared = (
        records.submitted_content(application, sections, personal),
        records.declarations(application, questions),
    )
    if application.state != states.COMPLETION or last is None:
        return Composition(body, personal, declared)
    keys = application.completion.keys
    before = PersonalPart.objects.get(version=last).content or {}
    renewed = [one for one in declared if one["key"] in keys]
    standing = [
        one
        for one in receipts.declarations_of_version(last)
        if one["key"] not in keys
    ]
    return Composition(
        records.content_of_completion(last.content, body, keys),
        records.personal_of_completion(before, personal, keys),
        standing + renewed,
    )


def _is_waiting_for_files(application: Application, body: dict) -> bool:
    """Whether a file that this submission names has not arrived."""
    named = {file["uuid"] for file in body["files"]}
    return any(
        file.state == Attachment.ANNOUNCED and str(file.uuid) in named
        for file in application.attachments.all()
    )


def _waits_until(
    application: Application, waiting: ProvisionalSubmission
) -> dt.datetime:
    """A deadline that was extended meanwhile gives its files longer too."""
    return max(
        waiting.waits_until,
        application.deadline_at
        + dt.timedelta(seconds=application.lot.upload_grace),
    )


def _set_aside(application: Application) -> None:
    """A newer request takes the place of one whose files have not arrived."""
    application.provisional.filter(ended_at=None).update(
        ended_at=timezone.now()
    )


def _wait(
    application: Application,
    composition: Composition,
    by: User,
    requested_at: dt.datetime,
) -> ProvisionalSubmission:
    """Keep what is submitted until the files that it names have arrived."""
    _set_aside(application)
    return ProvisionalSubmission.objects.create(
        application=application,
        content=composition.content,
        personal=composition.personal,
        declared=composition.declared,
        by=by,
        requested_at=requested_at,
        deadline_at=application.deadline_at,
        waits_until=application.deadline_at
        + dt.timedelta(seconds=application.lot.upload_grace),
    )


def _standing_version(
    application: Application,
    body: dict,
    last: Version | None,
) -> Version | None:
    """The version that is submitted now, if it says the same."""
    if application.state == states.SUBMITTED and _is_the_same(body, last):
        return last
    return None


@deadlines.remembers_closing
def submit(
    application: Application,
    *,
    by: User,
    language: str = "",
) -> Version | ProvisionalSubmission:
    """Accept what stands in the draft as a new version, and say so by letter.

    What counts is when the request reached the server, asked behind the application's lock. What
    has not changed since the last version is not submitted twice: that version is returned. While
    announced files are still travelling, a provisional submission is kept instead. `language`: that
    of the record, the receipt and the letters. Raises PermissionDenied, Closed or Incomplete.
    """
    if not rules.may_submit(by, application):
        raise PermissionDenied
    if application.is_writable:
        form_versions.move_to_newest_form(application)
    with transaction.atomic():
        locked = locked_application(application)
        deadlines.refuse_closed(locked)
        _speak(locked, language)
        submission = _submit_locked(locked, by, counted_at())
    application.state = locked.state
    return submission


def _submit_locked(
    locked: Application,
    by: User,
    counted_from: dt.datetime,
) -> Version | ProvisionalSubmission:
    # read once what is asked for several times
    prefetch_related_objects([locked], "answers", "attachments", "budget_lines")
    sections = checking.sections_of(locked)
    if problems := submission_problems(locked, sections):
        raise Incomplete(problems)
    last = _last_version(locked)
    composition = _composed(locked, sections, last)
    if _is_waiting_for_files(locked, composition.content):
        return _wait(locked, composition, by, counted_from)
    standing = _standing_version(locked, composition.content, last)
    if standing is not None:
        return standing
    _set_aside(locked)
    return _accept(
        locked,
        composition,
        last,
        by=by,
        requested_at=counted_from,
        deadline_at=locked.deadline_at,
    )


def complete_provisional(application: Application) -> Version | None:
    """The last file has arrived: the submission asked for in time is accepted. The row is locked.

    None while something is missing still, or when there is nothing to complete.
    """
    waiting = application.provisional.filter(ended_at=None).first()
    if waiting is None or counted_at() > _waits_until(application, waiting):
        return None
    erased = {key for key, part in waiting.personal.items() if part is None}
    needed = {
        file["uuid"]
        for file in waiting.content["files"]
        if file["question"] not in erased
    }
    if application.attachments.here().filter(uuid__in=needed).count() < len(
        needed
    ):
        return None
    version = _accept(
        application,
        Composition(waiting.content, waiting.personal, waiting.declared),
        _last_version(application),
        by=waiting.by,
        requested_at=waiting.requested_at,
        deadline_at=waiting.deadline_at,
    )
    waiting.ended_at, waiting.version = timezone.now(), version
    waiting.save(update_fields=["ended_at", "version"])
    return version


@transaction.atomic
def end_provisional(waiting: ProvisionalSubmission) -> bool:
    """The grace is over and a file never came: the request is void, and its people are told."""
    application = locked_application(waiting.application)
    waiting.refresh_from_db()
    if waiting.ended_at is not None or not deadlines.is_settled(
        _waits_until(application, waiting)
    ):
        return False
    waiting.ended_at = timezone.now()
    waiting.save(update_fields=["ended_at"])
    letters.write_never_arrived(application, waiting)
    return True


def has_unsent_changes(application: Application) -> bool:
    """Whether the draft differs from the last submitted version, and may still be submitted.

    After a completion the version holds what was asked for and nothing else of the draft.
    """
    if application.state != states.SUBMITTED or not application.is_writable:
        return False
    last = _last_version(application)
    if last is None:
        return False
    sections = checking.sections_of(application)
    personal = records.personal_part(application, _questions(sections))
    return (
        records.submitted_content(application, sections, personal)
        != last.content
    )


@transaction.atomic
def tell_ready(application: Application, *, by: User) -> int:
    """Tell those who may submit that the draft is ready; how many letters.

    Raises PermissionDenied, or ValidationError 'nobody', 'told' (within the last hour).
    """
    if not rules.may_write(by, application) or not application.is_writable:
        raise PermissionDenied
    if not rate_limits.is_within(
        "ready", application.reference, most=1, seconds=60 * 60
    ):
        raise ValidationError(
            _("They have already been told in the last hour."), code=TOLD
        )
    told = letters.write_ready(application, by)
    if not told:
        raise ValidationError(
            _(
                "Nobody in your community may submit yet: ask the programme to invite someone."
            ),
            code=NOBODY,
        )
    return told


def _refuse_state(application: Application, verb: str) -> None:
    if application.state not in states.MOVES[verb][0]:
        raise ValidationError(
            _("This cannot be done in the present state of the application."),
            code=STATE,
        )


@transaction.atomic
def withdraw(application: Application, *, reason: str, by: User) -> None:
    """Take a submitted application back, with the reason; until the deadline this can be undone.

    Raises PermissionDenied, or ValidationError 'state', 'no_reason'.
    """
    if not rules.may_submit(by, application):
        raise PermissionDenied
    locked = locked_application(application)
    _refuse_state(locked, "withdraw")
    if not reason.strip():
        raise ValidationError(
            _("Say why the application is withdrawn."), code=NO_REASON
        )
    journal.record_move(
        locked, "withdraw", by=by, at=timezone.now(), note=reason.strip()[:2000]
    )
    _set_aside(locked)
    letters.write_withdrawn(locked, reason.strip())
    application.state = locked.state


@deadlines.remembers_closing
def reinstate(application: Application, *, by: User) -> None:
    """Undo a withdrawal while the lot is open: the last submitted version counts again.

    Raises PermissionDenied, Closed, or ValidationError 'state'.
    """
    if not rules.may_submit(by, application):
        raise PermissionDenied
    with transaction.atomic():
        locked = locked_application(application)
        _refuse_state(locked, "reinstate")
        deadlines.refuse_after_deadline(locked)
        journal.record_move(locked, "reinstate", by=by, at=timezone.now())
        letters.write_reinstated(locked)
    application.state = locked.state

"""The moves of an application: one verb, one function; `states.py` is their table."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from applications import checking, journal, letters, receipts, rules
from applications.drafting import locked_for_writing
from applications.errors import Incomplete
from applications.models import Application, PersonalPart, Version
from portal.models import User


def _questions(sections: list) -> list:
    return [question for section in sections for question in section.questions.all()]


def _is_the_same(body: dict, last: Version | None) -> bool:
    return last is not None and last.content == body


def submit(application: Application, *, by: User, requested_at: dt.datetime | None = None) -> Version:
    """Accept what stands in the draft as a new version, and say so by letter.

    The clock is read inside the transaction, behind the application's lock. What has not changed
    since the last version is not submitted twice: that version is returned. Raises PermissionDenied,
    ValidationError 'closed', or Incomplete.
    """
    requested_at = requested_at or timezone.now()
    if not rules.may_submit(by, application):
        raise PermissionDenied
    with transaction.atomic():
        locked = locked_for_writing(application, by)
        sections = checking.sections_of(locked)
        if problems := checking.problems(locked, sections):
            raise Incomplete(problems)
        personal = receipts.personal_part(locked, _questions(sections))
        body = receipts.content(locked, sections, personal)
        last = locked.versions.order_by("-number").first()
        if _is_the_same(body, last):
            assert last is not None
            return last
        now = timezone.now()
        version = receipts.compose(locked, body, last, by=by, requested_at=requested_at, accepted_at=now)
        version.save(force_insert=True)
        PersonalPart.objects.create(version=version, content=personal)
        journal.record(locked, "submit", by=by, at=now, note=version.sha256)
        letters.receipt(version)
    application.state = locked.state
    return version


def has_unsent_changes(application: Application) -> bool:
    """Whether the draft differs from the last submitted version."""
    last = application.versions.order_by("-number").first()
    if last is None:
        return False
    sections = checking.sections_of(application)
    personal = receipts.personal_part(application, _questions(sections))
    return receipts.content(application, sections, personal) != last.content

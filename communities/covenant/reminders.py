"""Reminders of duties: to whom, at what stage, written in the community's language, sent once."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from communities.covenant.duties import Duty
from communities.models import Community, Reminder
from communities.models.seat import SUBMITTER
from mailing import outbox

REST = dt.timedelta(days=1)
#: stage → how many days before the due date it begins
BEGINS = {Reminder.AHEAD: 91, Reminder.SOON: 30}
NOBODY = _(
    "This community has nobody on the portal yet, and no e-mail address."
)


def stage_of(duty: Duty, today: dt.date) -> str:
    """ahead (three months before), soon (one month before), overdue, or "" while it is too
    early.
    """
    left = duty.days_left(today)
    if left < 0:
        return Reminder.OVERDUE
    if left <= BEGINS[Reminder.SOON]:
        return Reminder.SOON
    return Reminder.AHEAD if left <= BEGINS[Reminder.AHEAD] else ""


def recipients(community: Community) -> list[User]:
    """Those who submit for the community, who alone can answer; else its other people; else its
    public address, if any."""
    seats = [seat for seat in community.seats.all() if seat.user.is_active]
    people = [seat.user for seat in seats if seat.role == SUBMITTER] or [
        seat.user for seat in seats
    ]
    if people:
        return people
    if community.contact_email:
        return [
            User(
                email=community.contact_email,
                name=community.name,
                language=community.letters_in,
            )
        ]
    return []


def _context(community: Community, duty: Duty, today: dt.date) -> dict:
    return {
        "community": community,
        "duty": duty,
        "is_overdue": duty.is_overdue(today),
        "language": community.letters_in,
    }


def preview_reminder(
    community: Community, duty: Duty, today: dt.date
) -> tuple[str, str]:
    """(subject, text) as the first recipient would read it."""
    to = next(
        iter(recipients(community)),
        User(email="", language=community.letters_in),
    )
    return outbox.compose_letter(
        "reminder", to=to, **_context(community, duty, today)
    )


def rests_after_reminder(sent: list[Reminder]) -> bool:
    """Whether a letter by hand went out within a day."""
    return any(
        r.stage == Reminder.BY_HAND and r.created_at > timezone.now() - REST
        for r in sent
    )


def _has_gone(key: dict) -> bool:
    """A stage is sent once; a letter by hand not twice within a day."""
    reminders = list(Reminder.objects.filter(**key))
    return (
        rests_after_reminder(reminders)
        if key["stage"] == Reminder.BY_HAND
        else bool(reminders)
    )


@transaction.atomic
def send_reminder(
    community: Community,
    duty: Duty,
    *,
    stage: str,
    today: dt.date,
    by: User | None,
) -> Reminder:
    """Write to everyone concerned and log it; the same stage of a duty is never sent twice.

    Raises ValidationError 'nobody' (no address), 'sent' (this stage was, or by hand within a day),
    PermissionDenied.
    """
    if by is not None and not by.has_perm("communities.add_reminder"):
        raise PermissionDenied
    locked = Community.objects.select_for_update().get(pk=community.pk)
    key = {
        "community": locked,
        "duty": duty.kind,
        "due_on": duty.due,
        "stage": stage,
    }
    if _has_gone(key):
        raise ValidationError(
            _("This reminder has already been sent."), code="sent"
        )
    people = recipients(community)
    if not people:
        raise ValidationError(NOBODY, code="nobody")
    for person in people:
        outbox.queue_letter(
            "reminder",
            to=person,
            about=community.hd002_code,
            **_context(community, duty, today),
        )
    return Reminder.objects.create(**key, letters=len(people), by=by)

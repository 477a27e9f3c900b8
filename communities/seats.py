"""Seats that people have already: another role in the community, or the end of it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import person_changes, persons
from accounts.models import User
from communities.models import Seat
from communities.models.seat import ROLES


def refuse_staff_with_seat(person: User) -> None:
    """Raises ValidationError 'has_seat': who runs calls does not write applications."""
    if person.seats.exists():
        raise ValidationError(
            _(
                "This person has a seat in a community, and programme staff cannot have one. "
                "Take the person out of the community first."
            ),
            code="has_seat",
        )


def _locked_seat(seat: Seat, permission: str, by: User) -> Seat:
    if not by.has_perm(permission):
        raise PermissionDenied
    rows = Seat.objects.select_for_update(of=("self",))
    return rows.select_related("user", "community").get(pk=seat.pk)


@transaction.atomic
def change_seat_role(seat: Seat, role: str, *, by: User) -> None:
    """Another role in the same community. Raises PermissionDenied, ValidationError 'unknown' or
    'same'.
    """
    seat = _locked_seat(seat, "communities.change_seat", by)
    if role not in dict(ROLES):
        raise ValidationError(_("There is no such role."), code="unknown")
    if role == seat.role:
        raise ValidationError(
            _("This person has the role already."), code="same"
        )
    persons.note_change(
        seat.user,
        person_changes.SEAT_CHANGED,
        by=by,
        role=role,
        former_role=seat.role,
        place=seat.community.slug,
    )
    seat.role = role
    seat.save(update_fields=["role"])


@transaction.atomic
def remove_seat(seat: Seat, *, by: User, reason: str = "") -> None:
    """Take a person out of a community; what was written stays. Raises PermissionDenied."""
    seat = _locked_seat(seat, "communities.delete_seat", by)
    end_seat(seat, by=by, reason=reason)


def end_seat(seat: Seat, *, by: User, reason: str = "") -> None:
    """Delete the seat and write its row of the journal; whoever calls has asked for the right."""
    persons.note_change(
        seat.user,
        person_changes.SEAT_REMOVED,
        by=by,
        role=seat.role,
        place=seat.community.slug,
        reason=reason.strip(),
    )
    seat.delete()

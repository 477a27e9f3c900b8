"""The parts of a person's page that communities and the journal of people add."""

from dataclasses import dataclass
from typing import Any

from accounts import second_factor, sign_ins
from accounts.models import BrowserSession, PersonChange, SignIn, User
from accounts.person_panels import PersonPanel
from accounts.roles import LABELS
from communities.models import Community, Invitation, Seat
from communities.models.seat import ROLES as SEAT_ROLES

MOST = 50


@dataclass(frozen=True)
class Seats:
    """The seats of a person, and what the reader may do with them."""

    seats: list[Seat]
    may_change: bool
    may_remove: bool


def _seats(
    person: User,
    seen_by: User,
) -> Seats | None:
    if not seen_by.has_perm("communities.view_seat"):
        return None
    return Seats(
        list(person.seats.all()),
        may_change=seen_by.has_perm("communities.change_seat"),
        may_remove=seen_by.has_perm("communities.delete_seat"),
    )


def _invitations(
    person: User,
    seen_by: User,
) -> list[Invitation] | None:
    """Those sent to the person's address, whatever became of them."""
    if not seen_by.has_perm("communities.view_invitation"):
        return None
    sent = Invitation.objects.filter(email=person.email.lower())
    return list(sent.select_related("community", "invited_by")[:MOST]) or None


@dataclass(frozen=True)
class Change:
    """A row of the journal in words."""

    change: PersonChange
    role: Any
    former_role: Any
    community: Community | None


def _changes(
    person: User,
    seen_by: User,
) -> list[Change] | None:
    changes = list(person.changes.select_related("by")[:MOST])
    slugs = {change.place for change in changes if change.place}
    communities = Community.objects.in_bulk(slugs, field_name="slug")
    labels = {"": "", **LABELS}
    return [
        Change(
            change,
            _label(change.role, change.place, labels),
            _label(change.former_role, change.place, labels),
            communities.get(change.place),
        )
        for change in changes
    ] or None


def _label(
    role: str,
    place: str,
    labels: dict[str, Any],
) -> Any:
    """Of a seat in a place, else of the staff."""
    known = dict(SEAT_ROLES) if place else labels
    return known.get(role, role)


@dataclass(frozen=True)
class SignedIn:
    """Where a person is signed in, how lately, and what an administrator may do about it."""

    sessions: list[BrowserSession]
    sign_ins: list[SignIn]
    may_reset: bool


def _signed_in(
    person: User,
    seen_by: User,
) -> SignedIn | None:
    if not seen_by.is_superuser:
        return None
    latest = person.sign_ins.order_by("-at")
    running = sign_ins.sessions_of(person).order_by("-expire_date")
    return SignedIn(
        list(running[: sign_ins.MOST_LISTED]),
        list(latest[: sign_ins.MOST_LISTED]),
        second_factor.may_reset_second_factor(seen_by, person),
    )


PANELS = (
    PersonPanel("signed_in", 5, "people/parts/signed_in.html", _signed_in),
    PersonPanel("seats", 10, "people/parts/seats.html", _seats),
    PersonPanel("invitations", 20, "people/parts/sent.html", _invitations),
    PersonPanel("changes", 90, "people/parts/changes.html", _changes),
)

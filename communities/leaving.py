"""A person leaves: their seats are handed on, and whoever stays is told of the drafts."""

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from accounts.models import User
from communities import seats
from communities.models import Community, Seat
from communities.models.seat import ROLES, SUBMITTER
from communities.people import invite_colleague
from core.text.reading import read_email
from mailing import outbox

#: the further down, the more a role may do
RANKS = [role for role, _label in ROLES]


def _stayers(community: Community) -> QuerySet[User]:
    people = User.objects.filter(is_active=True, seats__community=community)
    return people.distinct().order_by("pk")


def _keepers() -> QuerySet[User]:
    """The staff who give seats."""
    may = Permission.objects.filter(
        codename="add_seat", content_type__app_label="communities"
    )
    held = Q(groups__permissions__in=may) | Q(is_superuser=True)
    people = User.objects.filter(held, is_active=True, is_staff=True)
    return people.distinct().order_by("pk")


def _hand_on(community: Community, role: str, email: str, *, by: User) -> None:
    """The colleague of that address may do as much from now on; whoever has no seat is invited."""
    seat = Seat.objects.filter(
        community=community, user__email__iexact=email
    ).first()
    if seat is None:
        invite_colleague(community, email, role, by=by)
    elif RANKS.index(seat.role) < RANKS.index(role):
        seats.change_seat_role(seat, role, by=by)


def hand_seats_on(person: User, *, by: User, successor: str) -> None:
    """End every seat; `successor` takes it over, or the staff are told where nobody may submit."""
    held = Seat.objects.filter(user=person).select_related("community")
    for seat in held:
        community, role = seat.community, seat.role
        seats.end_seat(seat, by=by)
        if successor:
            _hand_on(community, role, read_email(successor), by=by)
        _tell(community, seat, by)


def _tell(community: Community, seat: Seat, by: User) -> None:
    has_submitter = community.seats.filter(
        role=SUBMITTER, user__is_active=True
    ).exists()
    told = _stayers(community) if has_submitter else _keepers()
    for person in told.exclude(pk=by.pk):
        outbox.queue_letter(
            "colleague_left",
            to=person,
            about=community.slug,
            community=community,
            role=seat.get_role_display(),
            nobody_submits=not has_submitter,
        )


def communities_without_submitter(person: User) -> list[Community]:
    """Where nobody else may submit, once this person has left."""
    mine = Community.objects.filter(
        seats__user=person, seats__role=SUBMITTER
    ).distinct()
    others = Seat.objects.filter(role=SUBMITTER, user__is_active=True).exclude(
        user=person
    )
    return list(mine.exclude(pk__in=others.values("community")))

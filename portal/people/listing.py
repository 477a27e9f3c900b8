"""The lists of people: who is asked for, with what they have, in a fixed number of statements."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Collate

from accounts.invitations import InvitationByLetter
from accounts.models import StaffInvitation, User
from accounts.persons import match_people, roles_of
from accounts.roles import ADMINISTRATOR, LABELS, ROLES
from communities.models import Community, Invitation, Seat
from communities.models.community import CommunityQuerySet
from core.language import armenian
from portal.people.finding import visible_people, with_what_they_have

WAITING, DEACTIVATED = "waiting", "deactivated"
SHOWN = 5


@dataclass(frozen=True)
class PersonRow:
    """A person of the list with what is waiting for them."""

    person: User
    roles: list[Any]
    invitations: list[Invitation]


def asked_people(
    reader: User,
    *,
    typed: str = "",
    community: Community | None = None,
    show: str = "",
) -> QuerySet[User]:
    """The people of a question, by name as the alphabet has it."""
    people = visible_people(reader)
    if typed:
        people = match_people(people, typed)
    if community:
        people = people.filter(seats__community=community)
    if show == DEACTIVATED:
        people = people.filter(is_active=False)
    elif show == ADMINISTRATOR:
        people = people.filter(is_superuser=True)
    elif show in ROLES:
        people = people.filter(groups__name=show)
    by_name = Collate("name", armenian.COLLATION)
    return with_what_they_have(people).order_by(by_name, "email")


def person_rows(people: list[User]) -> list[PersonRow]:
    """Each with the roles in words and the invitations to further communities."""
    emails = [person.email.lower() for person in people]
    unanswered = Invitation.objects.unanswered().filter(email__in=emails)
    waiting = defaultdict(list)
    for invitation in unanswered.select_related("community"):
        waiting[invitation.email].append(invitation)
    return [
        PersonRow(
            person,
            [LABELS[role] for role in roles_of(person)],
            waiting[person.email.lower()],
        )
        for person in people
    ]


def asked_invitations(
    reader: User, *, typed: str = "", community: Community | None = None
) -> QuerySet[Invitation]:
    """The invitations to communities that nobody has answered, the newest first."""
    invitations: QuerySet[Invitation] = Invitation.objects.none()
    if reader.has_perm("communities.view_invitation"):
        invitations = Invitation.objects.unanswered()
    if typed:
        invitations = match_people(invitations, typed)
    if community:
        invitations = invitations.filter(community=community)
    return invitations.select_related("community", "invited_by")


def staff_invitations_of(
    reader: User, typed: str = ""
) -> QuerySet[StaffInvitation]:
    """The same to the staff, for administrators."""
    invitations: QuerySet[StaffInvitation] = StaffInvitation.objects.none()
    if reader.is_superuser:
        invitations = StaffInvitation.objects.unanswered()
    if typed:
        invitations = match_people(invitations, typed)
    return invitations.select_related("invited_by").prefetch_related("roles")


def newest_invitations(reader: User) -> list[InvitationByLetter]:
    """What waits for an answer, of both kinds: the first few."""
    found = chain(
        staff_invitations_of(reader)[:SHOWN], asked_invitations(reader)[:SHOWN]
    )
    newest = sorted(found, key=lambda one: one.created_at, reverse=True)
    return newest[:SHOWN]


def communities_with_people(region: str = "") -> CommunityQuerySet:
    """Every community with its seats and open invitations; first those that nobody submits for."""
    seats = Seat.objects.select_related("user").order_by("user__name", "pk")
    submitters = Seat.objects.that_submit().filter(
        community=OuterRef("pk"), user__is_active=True
    )
    communities = Community.objects.current().select_related("region")
    if region:
        communities = communities.filter(region__slug=region)
    by_name = communities.alphabetical().query.order_by
    return (
        communities.defer("region__boundary", "region__outline")
        .annotate(has_submitter=Exists(submitters))
        .prefetch_related(
            Prefetch("seats", seats),
            Prefetch(
                "invitations",
                Invitation.objects.unanswered(),
                to_attr="open_invitations",
            ),
        )
        .order_by("has_submitter", *by_name)
    )


def count_without_submitter(region: str = "") -> dict[str, int]:
    """How many communities there are, and how many of them nobody submits for."""
    return communities_with_people(region).aggregate(
        all=Count("pk"), without=Count("pk", filter=Q(has_submitter=False))
    )

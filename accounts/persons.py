"""What a person may do: roles given and taken away, accounts closed and opened again.

Roles are groups of accounts/roles.py; an administrator is a superuser whom the group names.
Each verb writes its row of the journal. Only an administrator does any of it, and never to
himself: so the last administrator stays one.
"""

from collections.abc import Callable
from typing import Protocol

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts import person_changes as changes
from accounts import sign_ins
from accounts.models import PersonChange, User
from accounts.roles import ADMINISTRATOR, REVIEWER, ROLES
from core.language.search_words import read_question

#: raises ValidationError where a person cannot become staff; rooms above add theirs
Objection = Callable[[User], None]
_objections: list[Objection] = []


class Leaving(Protocol):
    """What a room does when a person's account ends; `successor` is an e-mail address or empty."""

    def __call__(self, person: User, *, by: User, successor: str) -> None: ...


_leavings: list[Leaving] = []


def register_leaving(leaving: Leaving) -> None:
    """What else ends with an account: seats, letters, marks of presence."""
    _leavings.append(leaving)


def end_work_of(person: User, *, by: User, successor: str = "") -> None:
    """Sessions end at once; every room ends its part."""
    sign_ins.end_other_sessions(person)
    for leaving in _leavings:
        leaving(person, by=by, successor=successor)


def register_objection(objection: Objection) -> None:
    """What keeps a person from becoming staff, such as a seat in a community."""
    _objections.append(objection)


def object_to_staff(person: User) -> None:
    """Raises ValidationError of the first objection to making a person staff."""
    for objection in _objections:
        objection(person)


def note_change(
    person: User, verb: str, *, by: User, **details: str
) -> PersonChange:
    """Write a row of the journal; `details`: role, former_role, place, reason."""
    return PersonChange.objects.create(
        person=person, by=by, verb=verb, **details
    )


def match_people(
    people: models.QuerySet,
    typed: str,
) -> models.QuerySet:
    """Those of whose name or address every word of the question begins a word, in any script:
    accounts, or invitations.
    """
    for term in read_question(typed).terms:
        begins = models.Q()
        for token in term:
            begins |= models.Q(search_key__contains=f" {token}")
        people = people.filter(begins)
    return people


def _locked(person: User, by: User) -> User:
    """The row as it is now, for a verb of an administrator about somebody else.

    Administrators are locked together and always in one order. Since whoever acts is one of them at
    that moment, and acts on somebody else, an administrator always remains.
    """
    rows = User.objects.select_for_update().filter(
        models.Q(is_superuser=True) | models.Q(pk__in=[person.pk, by.pk])
    )
    now = {user.pk: user for user in rows.order_by("pk")}
    if not (now[by.pk].is_superuser and now[by.pk].is_active):
        raise PermissionDenied
    if person.pk == by.pk:
        raise ValidationError(
            _("Nobody changes their own roles; ask a second administrator."),
            code="oneself",
        )
    return now[person.pk]


def roles_of(person: User) -> list[str]:
    """The roles a person has, in the order of the roles; `groups` may be prefetched."""
    names = {group.name for group in person.groups.all()}
    if person.is_superuser:
        names.add(ADMINISTRATOR)
    return [role for role in ROLES if role in names]


def _set_roles(
    person: User,
    roles: set[str],
) -> None:
    """The groups, and what follows: who enters the administration, who may do everything."""
    groups = [Group.objects.get_or_create(name=role)[0] for role in roles]
    others = person.groups.exclude(name__in=ROLES)
    person.groups.set([*groups, *others])
    person.is_superuser = ADMINISTRATOR in roles
    person.is_staff = bool(roles - {REVIEWER})
    person.save(update_fields=["is_superuser", "is_staff"])


def add_role(
    person: User,
    role: str,
) -> None:
    """Put a person into a role. Raises ValidationError 'unknown', 'has_role' or an objection.

    Without a row of the journal: the verb that calls it writes its own.
    """
    roles = set(roles_of(person))
    if role not in ROLES:
        raise ValidationError(_("There is no such role."), code="unknown")
    if role in roles:
        raise ValidationError(
            _("This person has the role already."), code="has_role"
        )
    if role != REVIEWER:
        object_to_staff(person)
    _set_roles(person, roles | {role})


@transaction.atomic
def give_role(
    person: User,
    role: str,
    *,
    by: User,
) -> None:
    """Give a role of the staff. Raises PermissionDenied, ValidationError 'oneself' or what
    `add_role` raises.
    """
    person = _locked(person, by)
    add_role(person, role)
    note_change(person, changes.ROLE_GIVEN, by=by, role=role)


@transaction.atomic
def take_role(
    person: User,
    role: str,
    *,
    by: User,
) -> None:
    """Take a role away; it ends with the next request. Raises PermissionDenied, ValidationError
    'oneself' or 'no_role'.
    """
    person = _locked(person, by)
    roles = set(roles_of(person))
    if role not in roles:
        raise ValidationError(
            _("This person does not have the role."), code="no_role"
        )
    _set_roles(person, roles - {role})
    note_change(person, changes.ROLE_TAKEN, by=by, role=role)


@transaction.atomic
def deactivate(
    person: User,
    *,
    by: User,
    reason: str,
    successor: str = "",
) -> None:
    """Close an account, end its sessions at once, hand its seats on to `successor` (an e-mail
    address), stop its letters. Raises PermissionDenied, ValidationError 'oneself', 'no_reason' or
    'deactivated'.
    """
    person = _locked(person, by)
    if not reason.strip():
        raise ValidationError(_("Say why."), code="no_reason")
    if not person.is_active:
        raise ValidationError(
            _("This account is deactivated already."), code="deactivated"
        )
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_work_of(person, by=by, successor=successor)
    note_change(person, changes.DEACTIVATED, by=by, reason=reason.strip())


@transaction.atomic
def activate(
    person: User,
    *,
    by: User,
    reason: str = "",
) -> None:
    """Open a closed account again. Raises PermissionDenied, ValidationError 'oneself' or
    'active'.
    """
    person = _locked(person, by)
    if person.erased_at:
        raise ValidationError(_("This person was erased."), code="erased")
    if person.is_active:
        raise ValidationError(_("This account is active."), code="active")
    person.is_active = True
    person.save(update_fields=["is_active"])
    note_change(person, changes.ACTIVATED, by=by, reason=reason.strip())

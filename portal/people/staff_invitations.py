"""A colleague of the staff is invited by letter, and becomes one with a password of their own."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import person_changes, persons
from accounts.invitations import USUAL_DAYS, refuse_odd_days
from accounts.models import StaffInvitation, User
from accounts.roles import ROLES, role_labels
from core.hashing import sha256
from core.language.bilingual import DEFAULT_LANGUAGE
from core.text.reading import read_email
from mailing import outbox


def _refuse_account(email: str) -> None:
    """Raises ValidationError 'has_account': roles of an account are given on its page."""
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError(
            _(
                "There is an account with this address. "
                "Give the role on the page of the person."
            ),
            code="has_account",
        )


def _lock_as_administrator(by: User) -> None:
    """One at a time: administrators wait for each other here. Raises PermissionDenied."""
    administrators = User.objects.select_for_update().filter(
        is_superuser=True, is_active=True
    )
    if by.pk not in {one.pk for one in administrators.order_by("pk")}:
        raise PermissionDenied


@transaction.atomic
def invite_staff(
    email: str,
    roles: Iterable[str],
    *,
    by: User,
    language: str = DEFAULT_LANGUAGE,
    name: str = "",
    days: int = USUAL_DAYS,
) -> str:
    """Offer roles by letter and return the token of its link; raises PermissionDenied or
    ValidationError 'unknown', 'days', 'has_account' or 'invited'.
    """
    _lock_as_administrator(by)
    chosen = set(roles)
    if not chosen or chosen - set(ROLES):
        raise ValidationError(_("Choose a role."), code="unknown")
    refuse_odd_days(days)
    email = read_email(email)
    _refuse_account(email)
    unanswered = StaffInvitation.objects.unanswered()
    earlier = unanswered.filter(email=email).first()
    if earlier:
        earlier.refuse_second()
        earlier.take_back()
    invitation = StaffInvitation(
        email=email, name=name, language=language, days=days
    )
    return _send(invitation, chosen, by=by)


def _send(
    invitation: StaffInvitation, roles: Iterable[str], *, by: User
) -> str:
    """Keep a new invitation and queue its letter; the token of its link."""
    token = invitation.begin(by=by)
    for role in roles:
        invitation.roles.add(Group.objects.get_or_create(name=role)[0])
    guest = User(
        email=invitation.email,
        name=invitation.name,
        language=invitation.language,
    )
    with translation.override(invitation.language):
        labels = role_labels(roles)
    outbox.queue_letter(
        "staff_invitation",
        to=guest,
        invitation=invitation,
        roles=labels,
        token=token,
        by=by,
    )
    return token


def _locked(invitation: StaffInvitation) -> StaffInvitation:
    """As it is now; raises ValidationError 'answered'."""
    rows = StaffInvitation.objects.select_for_update()
    row = rows.get(pk=invitation.pk)
    row.refuse_answered()
    return row


@transaction.atomic
def send_staff_invitation_again(
    invitation: StaffInvitation, *, by: User
) -> str:
    """A new letter with a new link and as many days; the link before it works no more.

    Raises PermissionDenied, ValidationError 'answered' or 'has_account'.
    """
    _lock_as_administrator(by)
    earlier = _locked(invitation)
    _refuse_account(earlier.email)
    earlier.take_back()
    again = StaffInvitation(
        email=earlier.email,
        name=earlier.name,
        language=earlier.language,
        days=earlier.days,
    )
    return _send(again, earlier.role_names, by=by)


@transaction.atomic
def take_back_staff_invitation(
    invitation: StaffInvitation, *, by: User
) -> None:
    """The link works no more. Raises PermissionDenied or ValidationError 'answered'."""
    _lock_as_administrator(by)
    _locked(invitation).take_back()


def find_staff_invitation(token: str) -> StaffInvitation | None:
    """The invitation of this token, whatever has become of it."""
    return StaffInvitation.objects.filter(token_sha256=sha256(token)).first()


@transaction.atomic
def join_staff(
    invitation: StaffInvitation, *, name: str, password: str, language: str
) -> User:
    """Open an account for the invited address, which the letter has proved, with the roles.

    Raises ValidationError 'answered' or 'has_account'.
    """
    invitation = _locked(invitation)
    if not invitation.is_waiting:
        raise ValidationError(
            _("This invitation is no longer open."), code="answered"
        )
    _refuse_account(invitation.email)
    user = User.objects.create_user(
        invitation.email, password, name=name, language=language
    )
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    for role in invitation.role_names:
        persons.add_role(user, role)
        persons.note_change(user, person_changes.JOINED, by=user, role=role)
    invitation.mark_accepted()
    return user

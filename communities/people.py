"""Invitations: who invites whom to work for a community."""

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import person_changes, persons
from accounts.invitations import USUAL_DAYS, refuse_odd_days
from accounts.models import User
from communities.models import Community, Invitation, Seat
from core.hashing import sha256
from core.language.bilingual import DEFAULT_LANGUAGE
from core.text.reading import read_email
from mailing import outbox


def may_invite(
    user: User,
    community: Community,
) -> bool:
    """A submitter of the community, or staff who manage seats."""
    return (
        user.has_perm("communities.add_invitation")
        or user.seats.that_submit().filter(community=community).exists()
    )


def refuse_guest(account: User | None) -> None:
    """Raises ValidationError 'staff' or 'deactivated' for an account that can take no seat."""
    if account and account.is_staff:
        raise ValidationError(
            _("Programme staff cannot have a seat in a community."),
            code="staff",
        )
    if account and not account.is_active:
        raise ValidationError(
            _("The account with this address is deactivated."),
            code="deactivated",
        )


@transaction.atomic
def invite_colleague(
    community: Community,
    email: str,
    role: str,
    *,
    by: User,
    language: str = DEFAULT_LANGUAGE,
    name: str = "",
    days: int = USUAL_DAYS,
) -> str:
    """Offer a seat by letter and return the token of its link; raises PermissionDenied or
    ValidationError 'has_seat', 'invited', 'staff', 'deactivated' or 'days'.
    """
    if not may_invite(by, community):
        raise PermissionDenied
    refuse_odd_days(days)
    email = read_email(email)
    Community.objects.select_for_update(of=("self",)).get(pk=community.pk)
    if community.seats.filter(user__email__iexact=email).exists():
        raise ValidationError(
            _("This person already has a seat in the community."),
            code="has_seat",
        )
    refuse_guest(User.objects.filter(email__iexact=email).first())
    unanswered = community.invitations.unanswered()
    earlier = unanswered.filter(email=email).first()
    if earlier:
        earlier.refuse_second()
        earlier.take_back()
    invitation = Invitation(
        community=community,
        email=email,
        name=name,
        role=role,
        language=language,
        days=days,
    )
    return _send(invitation, by=by)


def _send(
    invitation: Invitation,
    *,
    by: User,
) -> str:
    """Keep a new invitation and queue its letter; the token of its link."""
    token = invitation.begin(by=by)
    guest = User(
        email=invitation.email,
        name=invitation.name,
        language=invitation.language,
    )
    outbox.queue_letter(
        "invitation",
        to=guest,
        community=invitation.community,
        invitation=invitation,
        token=token,
        by=by,
    )
    return token


def _locked_invitation(
    invitation: Invitation,
    by: User,
) -> Invitation:
    """As it is now; raises PermissionDenied, or ValidationError 'answered'."""
    rows = Invitation.objects.select_for_update(of=("self",))
    row = rows.select_related("community").get(pk=invitation.pk)
    if not may_invite(by, row.community):
        raise PermissionDenied
    row.refuse_answered()
    return row


@transaction.atomic
def send_invitation_again(
    invitation: Invitation,
    *,
    by: User,
) -> str:
    """A new letter with a new link and as many days; the link before it works no more.

    Raises PermissionDenied, ValidationError 'answered' or what keeps the address from a seat.
    """
    earlier = _locked_invitation(invitation, by)
    refuse_guest(User.objects.filter(email__iexact=earlier.email).first())
    earlier.take_back()
    again = Invitation(
        community=earlier.community,
        email=earlier.email,
        name=earlier.name,
        role=earlier.role,
        language=earlier.language,
        days=earlier.days,
    )
    return _send(again, by=by)


@transaction.atomic
def take_back_invitation(
    invitation: Invitation,
    *,
    by: User,
) -> None:
    """The link works no more. Raises PermissionDenied or ValidationError 'answered'."""
    _locked_invitation(invitation, by).take_back()


def find_invitation(token: str) -> Invitation | None:
    """The invitation that still waits for this token."""
    waiting = Invitation.objects.waiting().select_related("community")
    return waiting.filter(token_sha256=sha256(token)).first()


def find_past_invitation(token: str) -> Invitation | None:
    """The invitation of this token that was used, taken back or has run out."""
    invitations = Invitation.objects.select_related("community")
    return invitations.filter(token_sha256=sha256(token)).first()


@transaction.atomic
def accept_invitation(
    invitation: Invitation,
    *,
    by: User,
) -> Seat:
    """Take the seat; raises PermissionDenied for another person, ValidationError 'used' if
    taken, 'staff' for who works for the programme.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if by.email.lower() != invitation.email.lower():
        raise PermissionDenied
    if not invitation.is_waiting:
        raise ValidationError(
            _("This invitation is no longer open."), code="used"
        )
    refuse_guest(by)
    invitation.mark_accepted()
    seat, _created = Seat.objects.update_or_create(
        user=by,
        community=invitation.community,
        defaults={"role": invitation.role},
    )
    persons.note_change(
        by,
        person_changes.JOINED,
        by=by,
        role=seat.role,
        place=seat.community.slug,
    )
    return seat


@transaction.atomic
def join_with_new_account(
    invitation: Invitation, *, name: str, password: str, language: str
) -> User:
    """Open an account for the invited address, which the letter has proved, and take the seat."""
    user = User.objects.create_user(
        invitation.email, password, name=name, language=language
    )
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    accept_invitation(invitation, by=user)
    return user

"""Seats: who invites whom to work for a community."""

import datetime as dt
import secrets

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from communities.models import Community, Invitation, Seat
from core.hashing import sha256
from core.language.bilingual import DEFAULT_LANGUAGE
from core.text.reading import read_email
from mailing import outbox

VALID_FOR = dt.timedelta(days=14)


def may_invite(user: User, community: Community) -> bool:
    """A submitter of the community, or staff who manage seats."""
    return (
        user.has_perm("communities.add_invitation")
        or user.seats.that_submit().filter(community=community).exists()
    )


@transaction.atomic
def invite_colleague(
    community: Community,
    email: str,
    role: str,
    *,
    by: User,
    language: str = DEFAULT_LANGUAGE,
) -> str:
    """Offer a seat by letter and return the token of its link; raises PermissionDenied or
    ValidationError 'has_seat'."""
    if not may_invite(by, community):
        raise PermissionDenied
    email = read_email(email)
    if Seat.objects.filter(
        community=community, user__email__iexact=email
    ).exists():
        raise ValidationError(
            _("This person already has a seat in the community."),
            code="has_seat",
        )
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        community=community,
        email=email,
        role=role,
        language=language,
        invited_by=by,
        token_sha256=sha256(token),
        expires_at=timezone.now() + VALID_FOR,
    )
    guest = User(email=email, name=email, language=language)
    outbox.queue_letter(
        "invitation",
        to=guest,
        community=community,
        role=role,
        token=token,
        by=by,
    )
    return token


def find_invitation(token: str) -> Invitation | None:
    """The invitation that still waits for this token."""
    waiting = Invitation.objects.waiting().select_related("community")
    return waiting.filter(token_sha256=sha256(token)).first()


def find_past_invitation(token: str) -> Invitation | None:
    """The invitation of this token that was used or has run out."""
    invitations = Invitation.objects.select_related("community")
    return invitations.filter(token_sha256=sha256(token)).first()


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User) -> Seat:
    """Take the seat; raises PermissionDenied for another person, ValidationError 'used' if
    taken.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if by.email.lower() != invitation.email.lower():
        raise PermissionDenied
    if invitation.accepted_at or invitation.expires_at <= timezone.now():
        raise ValidationError(
            _("This invitation is no longer open."), code="used"
        )
    if by.is_staff:
        raise ValidationError(
            _("Programme staff cannot have a seat in a community."),
            code="staff",
        )
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    seat, _created = Seat.objects.update_or_create(
        user=by,
        community=invitation.community,
        defaults={"role": invitation.role},
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

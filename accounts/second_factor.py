"""The second factor: who must have one, who has, and what happens when it is lost."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import sign_ins
from accounts.letters import write_letter_to
from accounts.models import SecondFactorReset, SignIn, User
from accounts.roles import REVIEWER

#: recovery codes only stand in for one of these
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
RESET = "accounts.reset_second_factor"

_open_pages: set[str] = set()


def register_open_pages(*names: str) -> None:
    """Pages, by URL name, that are not the staff's; whatever is not named here waits for a second
    factor.
    """
    _open_pages.update(names)


def is_open_page(name: str) -> bool:
    return name in _open_pages


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def factor_names(user: User) -> list[str]:
    """What someone has set up, in words, each kind once."""
    types = Authenticator.objects.filter(user=user).values_list(
        "type", flat=True
    )
    return [
        str(name) for type, name in SignIn.SECOND_FACTORS if type in set(types)
    ]


def works_for_the_programme(user: User) -> bool:
    """Staff, and reviewers, who are no staff and read what is nobody else's business."""
    return user.is_staff or user.groups.filter(name=REVIEWER).exists()


def is_required_of(user: User) -> bool:
    return settings.SECOND_FACTOR_REQUIRED and works_for_the_programme(user)


def is_second_factor_missing(user: User | AnonymousUser) -> bool:
    """Whether this person may not go on before a second factor is set up."""
    return (
        isinstance(user, User)
        and is_required_of(user)
        and not has_second_factor(user)
    )


def may_reset_second_factor(by: User, user: User) -> bool:
    """Another's alone, and an administrator's only by an administrator."""
    return (
        by.has_perm(RESET)
        and by.pk != user.pk
        and (by.is_superuser or not user.is_superuser)
    )


@transaction.atomic
def reset_second_factor(
    user: User, *, by: User, reason: str
) -> SecondFactorReset:
    """Remove all authenticators of someone who lost them, end the person's sessions, and tell them.

    Raises PermissionDenied, and ValidationError 'reason' or 'none' when there is nothing to remove.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if not may_reset_second_factor(by, user):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError(_("Say why."), code="reason")
    authenticators = Authenticator.objects.filter(user=user)
    removed = list(
        authenticators.order_by("created_at").values_list("type", flat=True)
    )
    if not removed:
        raise ValidationError(
            _("This person has no second factor."), code="none"
        )
    authenticators.delete()
    sign_ins.end_other_sessions(user)
    reset = SecondFactorReset.objects.create(
        user=user, by=by, reason=reason.strip(), removed=removed
    )
    write_letter_to(user, "second_factor_reset", reset=reset)
    return reset

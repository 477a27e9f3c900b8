"""The people of the demonstration: staff of every kind, and three people of three communities."""

import functools

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from accounts.models import User
from communities.models import Community, Seat
from communities.models.seat import ROLES

STAFF = {
    "admin@portal.example": ("administrator", "Ադմինիստրատոր"),
    "editor@portal.example": ("editor", "Խմբագիր"),
    "officer@portal.example": ("officer", "Ծրագրի պատասխանատու"),
    "officer2@portal.example": ("officer", "Երկրորդ պատասխանատու"),
    "head@portal.example": ("head", "Ծրագրի ղեկավար"),
    "reviewer1@portal.example": ("reviewer", "Առաջին գնահատող"),
    "reviewer2@portal.example": ("reviewer", "Երկրորդ գնահատող"),
}
COMMUNITIES = {"gavar": "05001000", "tashir": "06008000", "areni": "10008000"}
NAMES = {"viewer": "Դիտող", "editor": "Խմբագրող", "submitter": "Ներկայացնող"}


@functools.cache
def _password() -> str:
    """Hashed once: fifteen slow hashes of one known password protect nothing."""
    return make_password(settings.DEMO_PASSWORD)


def _person(email: str, name: str, **fields) -> User:
    """A person with the demonstration's password and a verified address."""
    user, is_new = User.objects.get_or_create(
        email=email,
        defaults={"name": name, **fields},
    )
    if is_new:
        user.password = _password()
        user.save(update_fields=["password"])
    EmailAddress.objects.get_or_create(
        user=user,
        email=email,
        defaults={"verified": True, "primary": True},
    )
    return user


def _staff(email: str, role: str, name: str) -> None:
    is_admin = role == "administrator"
    user = _person(
        email,
        name,
        is_staff=role != "reviewer",
        is_superuser=is_admin,
    )
    user.groups.set(Group.objects.filter(name=role))


def build() -> None:
    for email, (role, name) in STAFF.items():
        _staff(email, role, name)
    for domain, code in COMMUNITIES.items():
        community = Community.objects.get(hd002_code=code)
        for role, _label in ROLES:
            user = _person(
                f"{role}@{domain}.example",
                f"{NAMES[role]}, {community.name_hy}",
            )
            Seat.objects.get_or_create(
                user=user,
                community=community,
                defaults={"role": role},
            )


def everyone() -> list[str]:
    """The addresses to sign in with, as the demo prints them."""
    roles = [role for role, _label in ROLES]
    return [
        *STAFF,
        *(
            f"{role}@{domain}.example"
            for domain in COMMUNITIES
            for role in reversed(roles)
        ),
    ]

"""The people of the demonstration: staff of every kind, and three people of three communities."""

import functools

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from accounts.models import StaffInvitation, User
from communities import people
from communities.models import Community, Seat
from communities.models.seat import ROLES, SUBMITTER
from portal.people import staff_invitations

STAFF = {
    "admin@portal.example": ("administrator", "Ադմինիստրատոր"),
    "editor@portal.example": ("editor", "Խմբագիր"),
    "officer@portal.example": ("officer", "Ծրագրի պատասխանատու"),
    "officer2@portal.example": ("officer", "Երկրորդ պատասխանատու"),
    "head@portal.example": ("head", "Ծրագրի ղեկավար"),
    "reviewer1@portal.example": ("reviewer", "Առաջին գնահատող"),
    "reviewer2@portal.example": ("reviewer", "Երկրորդ գնահատող"),
    "reviewer3@portal.example": ("reviewer", "Երրորդ գնահատող"),
    "auditor@portal.example": ("auditor", "Աուդիտոր"),
}
COMMUNITIES = {"gavar": "05001000", "tashir": "06008000", "areni": "10008000"}
#: the first person of a community that has nobody yet, and a colleague of the staff
GUESTS = {
    "mayor@sevan.example": "05004000",
    "clerk@dilijan.example": "11003000",
}
NEW_COLLEAGUE = "new.editor@portal.example"
NAMES = {"viewer": "Դիտող", "editor": "Խմբագրող", "submitter": "Ներկայացնող"}


@functools.cache
def _password() -> str:
    """Hashed once: fifteen slow hashes of one known password protect nothing."""
    return make_password(settings.DEMO_PASSWORD)


def demo_person(email: str, name: str, **fields) -> User:
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
    user = demo_person(
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
            user = demo_person(
                f"{role}@{domain}.example",
                f"{NAMES[role]}, {community.name_hy}",
            )
            Seat.objects.get_or_create(
                user=user,
                community=community,
                defaults={"role": role},
            )
    _invite()


def _invite() -> None:
    """A few letters that wait for their answers; again only where none was sent."""
    officer = User.objects.get(email="officer@portal.example")
    for email, code in GUESTS.items():
        community = Community.objects.get(hd002_code=code)
        if not community.invitations.filter(email=email).exists():
            people.invite_colleague(community, email, SUBMITTER, by=officer)
    if not StaffInvitation.objects.filter(email=NEW_COLLEAGUE).exists():
        staff_invitations.invite_staff(
            NEW_COLLEAGUE,
            ["editor"],
            by=User.objects.get(email="admin@portal.example"),
            name="Նոր խմբագիր",
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

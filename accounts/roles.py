"""What each group of staff may do in the administration and the office.

Each app lists in its roles.py what its roles may do. `manage.py roles` brings the groups of the
database into this shape; it may be run at any time.
"""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _

EDITOR, OFFICER, HEAD = "editor", "officer", "head"
#: sees only what is assigned, through the reviewer's own pages
REVIEWER = "reviewer"
#: reads everything of the office, and changes nothing
AUDITOR = "auditor"
#: a superuser; the group only names them
ADMINISTRATOR = "administrator"
ROLES = (EDITOR, OFFICER, HEAD, REVIEWER, AUDITOR, ADMINISTRATOR)
#: their names on pages and in letters
LABELS = {
    EDITOR: _("content editor"),
    OFFICER: _("programme officer"),
    HEAD: _("head of the programme"),
    REVIEWER: _("reviewer"),
    AUDITOR: _("auditor"),
    ADMINISTRATOR: _("administrator"),
}
EVERYTHING = ("view", "add", "change", "delete")
#: what the office's own people need to open its pages
OFFICE = "accounts.work_in_the_office"
PERMISSIONS = {OFFICER: {OFFICE}, HEAD: {OFFICE}, AUDITOR: {OFFICE}}

_codes: dict[str, set[str]] = {role: set() for role in ROLES}


def role_labels(roles: Iterable[str]) -> str:
    """«officer, reviewer» in the active language, in the order of the roles."""
    chosen = set(roles)
    return ", ".join(str(LABELS[role]) for role in ROLES if role in chosen)


def permission_codes(
    app: str, models: Iterable[str], *actions: str
) -> set[str]:
    """{"news.add_article", …}: each action on each model of an app."""
    return {f"{app}.{action}_{model}" for model in models for action in actions}


def register_permissions(permissions: Mapping[str, Iterable[str]]) -> None:
    """Give roles the permissions of an app: role → codes; KeyError for an unknown role."""
    for role, codes in permissions.items():
        _codes[role].update(codes)


def codes_of(role: str) -> set[str]:
    return set(_codes[role])


def _permissions(codes: set[str]) -> list[Permission]:
    wanted = set()
    for code in codes:
        app, _dot, codename = code.partition(".")
        wanted.add((app, codename))
    permissions = Permission.objects.select_related("content_type").order_by(
        "pk"
    )
    by_code = {
        (permission.content_type.app_label, permission.codename): permission
        for permission in permissions
    }
    if missing := wanted - set(by_code):
        raise LookupError(f"no such permissions: {sorted(missing)}")
    return [by_code[code] for code in sorted(wanted)]


def synchronise_groups() -> None:
    """Create the groups and give each exactly the permissions that are registered."""
    for role in ROLES:
        group, _is_new = Group.objects.get_or_create(name=role)
        group.permissions.set(_permissions(codes_of(role)))

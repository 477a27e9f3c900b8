"""What each group of staff may do in the administration and the office.

`manage.py roles` brings the groups of the database into this shape; it may be run at any time.
"""

from django.contrib.auth.models import Group, Permission

ALL = ("view", "add", "change", "delete")
CONTENT = {
    "portal": ("page", "topic", "picture", "moved"),
    "communities": (
        "programme",
        "strand",
        "region",
        "community",
        "alias",
        "populationfigure",
        "adhesion",
        "organisation",
        "district",
        "membership",
        "actionplan",
        "plandocument",
        "action",
        "emissioninventory",
        "inventoryrow",
        "monitoringreport",
        "recognition",
        "publishedcount",
        "country",
    ),
    "news": ("article", "event", "digest"),
    "library": ("category", "question", "resource", "course", "lesson"),
}
CALLS = {
    "calls": (
        "call",
        "lot",
        "priority",
        "criterion",
        "calldocument",
        "eligibilityrule",
        "form",
        "formversion",
        "formsection",
        "question",
        "questionoption",
        "questioncolumn",
    )
}
#: records of the register that are looked at, never edited
RECORDS = {
    "portal": ("revision", "checkedlink"),
    "communities": (
        "partnersignatory",
        "edition",
        "reminder",
        "profilechange",
        "importrun",
    ),
    "calls": ("callrevision", "deadlineextension", "clarification", "follower"),
}
PRIVATE = {"applications": ("application", "version", "statuschange")}


def _codes(models: dict[str, tuple[str, ...]], *actions: str) -> set[str]:
    return {
        f"{app}.{do}_{model}"
        for app, names in models.items()
        for model in names
        for do in actions
    }


ROLES: dict[str, set[str]] = {
    "editor": _codes(CONTENT, *ALL)
    | _codes(CALLS, "view")
    | _codes(
        {
            "communities": ("partnersignatory", "edition"),
            "portal": ("revision", "checkedlink"),
        },
        "view",
    ),
    "officer": _codes(CONTENT, *ALL)
    | _codes(CALLS, *ALL)
    | _codes(PRIVATE, "view")
    | _codes({"communities": ("seat", "invitation", "statusoverride")}, *ALL)
    | _codes(RECORDS, "view")
    | {
        "communities.change_profilechange",
        "communities.add_reminder",
        "communities.add_importrun",
    }
    | {"calls.add_deadlineextension", "calls.change_clarification"}
    | {"portal.view_notification"},
    "head": _codes(CONTENT, "view")
    | _codes(CALLS, "view")
    | _codes(PRIVATE, "view")
    | _codes(RECORDS, "view"),
    "reviewer": set(),  # a reviewer sees only what is assigned, through the reviewer's own pages
    "administrator": set(),  # an administrator is a superuser; the group only names them
}


def _permissions(codes: set[str]) -> list[Permission]:
    wanted = {tuple(code.split(".")) for code in codes}
    found = {
        (permission.content_type.app_label, permission.codename): permission
        for permission in Permission.objects.select_related(
            "content_type"
        ).order_by("pk")
    }
    if missing := wanted - set(found):
        raise LookupError(f"no such permissions: {sorted(missing)}")
    return [found[code] for code in sorted(wanted)]


def synchronise() -> None:
    """Create the groups and give each exactly the permissions of the table."""
    for name, codes in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(_permissions(codes))

"""Examples beside the real register: actions of a plan, and a proposal that waits for the
office.
"""

from django.core.exceptions import ValidationError

from accounts.models import User
from communities.models import Action, ActionPlan, Community, ProfileChange
from communities.proposals import proposing
from portal.demo.content import read_toml

SOURCE = "demonstration, not a real action"


def _action(entry: dict) -> None:
    community = Community.objects.get(hd002_code=entry.pop("community"))
    plan = ActionPlan.objects.get(community=community, kind=ActionPlan.SECAP)
    values = {**entry, "source": SOURCE}
    Action.objects.get_or_create(
        plan=plan,
        number=values.pop("number"),
        defaults=values,
    )


def build() -> None:
    data = read_toml("register.toml")
    for entry in data["action"]:
        _action(entry)
    entry = data["proposal"]
    person = User.objects.get(email=entry.pop("person"))
    community, note = (
        Community.objects.get(hd002_code=entry.pop("community")),
        entry.pop("note"),
    )
    if ProfileChange.objects.filter(community=community).exists():
        return
    try:
        proposing.propose(
            community,
            ProfileChange.DETAILS,
            entry,
            by=person,
            note=note,
        )
    except ValidationError as error:
        if error.code != "same":
            raise

"""Who may not review what: ties that the portal knows of, and those that were declared."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application, Version
from calls.question_types.rows import Rows
from communities.models import Community, Seat
from core.language.search_words import read_question, search_key
from evaluation.models import Conflict

SEAT, DECLARED, PARTNER = "seat", "declared", "partner"
LABELS = {
    SEAT: _("has a role in the community"),
    DECLARED: _("declared a conflict of interest earlier"),
    PARTNER: _("has a role in a community that is named as a partner"),
}
#: partners stand in the rows of questions whose key begins so
PARTNER_KEY = "partner"


def partner_words(version: Version) -> str:
    """What the application says of its partners, as one text."""
    return " ".join(
        str(value)
        for section in version.content["sections"]
        for entry in section["answers"]
        if entry["key"].startswith(PARTNER_KEY)
        for value in _values(entry.get("value"))
    )


def _values(value: str | list | None) -> Iterable[str]:
    rows: Rows = value if isinstance(value, list) else []
    for row in rows:
        yield from row.values() if isinstance(row, dict) else [row]
    if isinstance(value, str):
        yield value


def is_named_in(words: str, community: Community) -> bool:
    """Whether one of its names stands in a text, in any case form or letters."""
    key = search_key(words)
    return any(
        terms
        and all(any(f" {token}" in key for token in term) for term in terms)
        for terms in (read_question(name).names for name in community.names)
    )


class TiesOfPeople:
    """The communities that each of some people is tied to: two queries for all of them."""

    def __init__(self, users: Iterable[User]) -> None:
        keys = [user.pk for user in users]
        seats = Seat.objects.filter(user__in=keys).select_related("community")
        self.seats: dict[int, list[Community]] = {}
        for seat in seats:
            self.seats.setdefault(seat.user_id, []).append(seat.community)
        self.declared = set(
            Conflict.objects.filter(user__in=keys).values_list(
                "user", "community"
            )
        )

    def conflict_with(
        self, user: User, application: Application, partners: str
    ) -> str:
        """The code of the first tie that forbids a review; "" for none."""
        mine = self.seats.get(user.pk, [])
        if any(one.pk == application.community_id for one in mine):
            return SEAT
        if (user.pk, application.community_id) in self.declared:
            return DECLARED
        if partners and any(is_named_in(partners, one) for one in mine):
            return PARTNER
        return ""


def conflict_between(user: User, version: Version) -> str:
    """As `TiesOfPeople.conflict_with`, of one person and the version they would read."""
    return TiesOfPeople([user]).conflict_with(
        user, version.application, partner_words(version)
    )

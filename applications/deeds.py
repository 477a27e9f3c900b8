"""What a person did with applications, as the journal has it."""

from django.utils.translation import gettext_lazy as _

from accounts.deeds import Deed, DeedSource
from accounts.models import User
from applications.models import Application, LotOpening, StatusChange


def _moves(
    person: User,
    seen_by: User,
    most: int,
) -> list[Deed]:
    """Of the applications that the reader may see: no draft of a community is among them."""
    seen = Application.objects.visible_to(seen_by)
    moves = StatusChange.objects.filter(by=person, application__in=seen)
    newest = moves.select_related("application").order_by("-at", "-pk")
    return [
        Deed(
            move.at,
            move.label,
            move.application.reference,
            move.application.get_absolute_url(),
        )
        for move in newest[:most]
    ]


def _openings(
    person: User,
    seen_by: User,
    most: int,
) -> list[Deed]:
    if not seen_by.works_in_the_office:
        return []
    openings = LotOpening.objects.filter(by=person)
    return [
        Deed(opening.at, _("Opened the sealed applications"), str(opening.lot))
        for opening in openings.select_related("lot__call")[:most]
    ]


SOURCES = (
    DeedSource("moves", 40, _moves),
    DeedSource("openings", 41, _openings),
)

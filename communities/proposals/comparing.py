"""A proposal beside what the register says: one line per value, with the word for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from communities.models import (
    Action,
    EmissionInventory,
    InventoryRow,
    ProfileChange,
)
from communities.models.inventory import SECTORS
from communities.proposals import change_kinds

WORDS = {
    "website": _("website"),
    "contact_email": _("public e-mail address"),
    "contact_phone": _("public telephone"),
    "contact_address": _("postal address"),
    "letters_in": _("language of letters"),
    "status": _("state"),
    "status_on": _("state as of"),
    "submitted_on": _("submitted on"),
    "covers": _("covers"),
    "link": _("link"),
    "kind": _("kind"),
    "year": _("year"),
    "population": _("population in that year"),
}
FIGURES = {
    "direct_t": _("direct, t CO2-eq"),
    "indirect_t": _("indirect, t CO2-eq"),
    "direct_mwh": _("direct, MWh"),
    "indirect_mwh": _("indirect, MWh"),
}
#: field → the words for its codes
CODES = {
    "status": dict(Action.STATUSES),
    "kind": dict(EmissionInventory.KINDS),
    "letters_in": {"hy": _("Armenian"), "en": _("English")},
}


@dataclass(frozen=True)
class Line:
    """One value: what it is, what the register says, what is proposed."""

    what: str
    old: str
    new: str

    @property
    def differs(self) -> bool:
        return self.old != self.new


def _said(name: str, value: Any) -> str:
    return "" if value is None else str(CODES.get(name, {}).get(value, value))


def _figure(value: Any) -> str:
    return (
        "" if value is None else f"{float(value):.2f}".rstrip("0").rstrip(".")
    )


def _figure_lines(old: dict, new: dict) -> Iterator[Line]:
    for sector, label in SECTORS:
        for name, word in FIGURES.items():
            before, after = (
                old.get(sector, {}).get(name),
                new.get(sector, {}).get(name),
            )
            if before is not None or after is not None:
                yield Line(f"{label}: {word}", _figure(before), _figure(after))


def marks_lost(change: ProfileChange) -> list[str]:
    """Quality marks that acceptance would take away, because their figures change."""
    if (
        change.kind != ProfileChange.INVENTORY
        or change.state != ProfileChange.PROPOSED
    ):
        return []
    rows = InventoryRow.objects.filter(
        inventory__community=change.community_id,
        inventory__year=change.new["year"],
    ).exclude(flag="")
    return [
        f"{row.get_sector_display()}: {row.get_flag_display()}"
        for row in rows
        if not change_kinds.stays(row, change.new["figures"])
    ]


def lines(change: ProfileChange) -> list[Line]:
    """Every value of a proposal; equal ones too, so that the reader sees the whole."""
    made = [
        Line(
            str(WORDS[name]),
            _said(name, change.old.get(name)),
            _said(name, value),
        )
        for name, value in change.new.items()
        if name in WORDS
    ]
    return made + list(
        _figure_lines(
            change.old.get("figures", {}), change.new.get("figures", {})
        )
    )


def subject(change: ProfileChange) -> str:
    """What a proposal about an action speaks of; "" for the other kinds."""
    if change.kind != ProfileChange.ACTION:
        return ""
    try:
        return str(
            change_kinds.action_of(change.community, change.new["action"])
        )
    except Action.DoesNotExist:
        return ""


def per_head(change: ProfileChange) -> list[tuple[str, float]]:
    """For an inventory, t per inhabitant by sector: what shows staff an impossible figure at
    once.
    """
    people = change.new.get("population")
    if change.kind != ProfileChange.INVENTORY or not people:
        return []
    return [
        (
            str(label),
            sum(float(cells[name] or 0) for name in ("direct_t", "indirect_t"))
            / people,
        )
        for sector, label in SECTORS
        if (cells := change.new["figures"].get(sector))
    ]

"""An emission inventory of one year: a new one, or a correction of one that is there."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from communities.models import (
    Community,
    EmissionInventory,
    InventoryRow,
    ProfileChange,
)
from communities.models.inventory import FIGURES, SECTORS
from communities.proposals.kinds.base import PROPOSED, ChangeKind, Line
from communities.proposals.kinds.inventory_form import (
    InventoryForm,
    SpreadsheetForm,
)
from communities.proposals.kinds.registry import CHANGE_KINDS
from communities.register.reading import day

FIGURE_WORDS = {
    "direct_t": _("direct, t CO2-eq"),
    "indirect_t": _("indirect, t CO2-eq"),
    "direct_mwh": _("direct, MWh"),
    "indirect_mwh": _("indirect, MWh"),
}
#: compared as numbers, or not at all; all other values word for word
NOT_WORDS = {"figures", "marks"}


def _number(cell: str | None) -> Decimal | None:
    return None if cell is None else Decimal(cell)


def _cell(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _stays(row: InventoryRow, figures: dict) -> bool:
    """Whether a proposal has the same figures for a row, which then keeps its quality mark."""
    cells = figures.get(row.sector, {})
    proposed = (
        _number(cells.get(f"{row.kind}_t")),
        _number(cells.get(f"{row.kind}_mwh")),
    )
    return proposed == (row.emissions_t, row.energy_mwh)


def _figures(inventory: EmissionInventory) -> dict:
    """Sector → its four cells, as a proposal keeps them."""
    figures: dict[str, dict] = {}
    for row in inventory.rows.all():
        cells = figures.setdefault(row.sector, dict.fromkeys(FIGURES))
        cells[f"{row.kind}_t"] = _cell(row.emissions_t)
        cells[f"{row.kind}_mwh"] = _cell(row.energy_mwh)
    return figures


def _rows(inventory: EmissionInventory, figures: dict) -> list[InventoryRow]:
    rows = [
        InventoryRow(
            inventory=inventory,
            sector=sector,
            kind=kind,
            emissions_t=_number(cells[f"{kind}_t"]),
            energy_mwh=_number(cells[f"{kind}_mwh"]),
        )
        for sector, cells in figures.items()
        for kind, _label in InventoryRow.KINDS
    ]
    return [
        row
        for row in rows
        if row.emissions_t is not None or row.energy_mwh is not None
    ]


def _write_rows(inventory: EmissionInventory, figures: dict) -> None:
    """Rows whose figures stay are left alone; the others are replaced."""
    rows = list(inventory.rows.all())
    staying = {(row.sector, row.kind) for row in rows if _stays(row, figures)}
    replaced = [row.pk for row in rows if (row.sector, row.kind) not in staying]
    inventory.rows.filter(pk__in=replaced).delete()
    InventoryRow.objects.bulk_create(
        row
        for row in _rows(inventory, figures)
        if (row.sector, row.kind) not in staying
    )


def _has_same_figures(old: dict, new: dict) -> bool:
    """Equal as numbers: 30720.00 and 30720 are one figure."""
    return old.keys() == new.keys() and all(
        _number(old[sector][name]) == _number(new[sector][name])
        for sector in old
        for name in old[sector]
    )


def _shown(cell: str | None) -> str:
    if cell is None:
        return ""
    return f"{float(cell):.2f}".rstrip("0").rstrip(".")


def _figure_lines(old: dict, new: dict) -> Iterator[Line]:
    for sector, label in SECTORS:
        for name, word in FIGURE_WORDS.items():
            before = old.get(sector, {}).get(name)
            after = new.get(sector, {}).get(name)
            if before is not None or after is not None:
                yield Line(f"{label}: {word}", _shown(before), _shown(after))


def marks_lost(change: ProfileChange) -> list[str]:
    """Quality marks that acceptance would take away, because their figures change."""
    if change.state != ProfileChange.PROPOSED:
        return []
    rows = InventoryRow.objects.filter(
        inventory__community=change.community_id,
        inventory__year=change.new["year"],
    ).exclude(flag="")
    return [
        f"{row.get_sector_display()}: {row.get_flag_display()}"
        for row in rows
        if not _stays(row, change.new["figures"])
    ]


def per_head(change: ProfileChange) -> list[tuple[str, float]]:
    """T per inhabitant by sector: what shows staff an impossible figure at once."""
    people = change.new.get("population")
    if not people:
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


class Inventory(ChangeKind):
    code = ProfileChange.INVENTORY
    order = 4
    heading = _("Emission inventory")
    form = InventoryForm
    words = {
        "kind": _("kind"),
        "year": _("year"),
        "population": _("population in that year"),
        "submitted_on": _("submitted on"),
    }
    codes = {"kind": dict(EmissionInventory.KINDS)}
    introduction_template = "communities/parts/inventory_introduction.html"
    fields_template = "communities/parts/inventory_fields.html"
    checks_template = "communities/parts/inventory_checks.html"

    def page_context(self) -> dict[str, Any]:
        return {"upload": SpreadsheetForm()}

    def checks_context(self, change: ProfileChange) -> dict[str, Any]:
        return {"marks_lost": marks_lost(change), "per_head": per_head(change)}

    def current(self, community: Community, new: dict) -> dict:
        inventory = (
            community.inventories.filter(year=new["year"])
            .prefetch_related("rows")
            .first()
        )
        if inventory is None:
            return {}
        submitted_on = inventory.submitted_on
        return {
            "kind": inventory.kind,
            "year": inventory.year,
            "population": inventory.population,
            "submitted_on": submitted_on.isoformat() if submitted_on else "",
            "figures": _figures(inventory),
            "marks": [
                [row.sector, row.kind, row.flag]
                for row in inventory.rows.all()
                if row.flag
            ],
        }

    def write(self, community: Community, new: dict) -> None:
        values = {
            "kind": new["kind"],
            "population": new["population"],
            "submitted_on": day(new["submitted_on"]),
            "source": PROPOSED,
            "register_number": "",
            "factors": "",
        }
        inventory, _is_new = EmissionInventory.objects.update_or_create(
            community=community, year=new["year"], defaults=values
        )
        _write_rows(inventory, new["figures"])

    def is_same(self, old: dict, new: dict) -> bool:
        payloads = [
            {name: payload[name] for name in payload.keys() - NOT_WORDS}
            for payload in (old, new)
        ]
        return payloads[0] == payloads[1] and _has_same_figures(
            old.get("figures", {}), new.get("figures", {})
        )

    def has_moved(self, old: dict, now: dict) -> bool:
        """Also when a mark was set meanwhile, which acceptance might take away."""
        return not self.is_same(now, old) or now.get("marks") != old.get(
            "marks"
        )

    def lines(self, change: ProfileChange) -> list[Line]:
        figures = _figure_lines(
            change.old.get("figures", {}), change.new.get("figures", {})
        )
        return [*super().lines(change), *figures]


CHANGE_KINDS.register(Inventory())

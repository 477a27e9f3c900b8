"""The kinds of change a community can propose: what the register says about each, and how it is
written.
"""

from collections.abc import Callable
from decimal import Decimal

from communities.models import (
    Action,
    Community,
    EmissionInventory,
    InventoryRow,
    MonitoringReport,
    ProfileChange,
)
from communities.models.inventory import FIGURES
from communities.register.reading import day

DETAILS = (
    "website",
    "contact_email",
    "contact_phone",
    "contact_address",
    "letters_in",
)
MINE = "reported by the community, accepted by the programme"


# --- what stands in the register now, in the shape of a proposal
# -------------------------------------


def _details(community: Community, new: dict) -> dict:
    return {name: getattr(community, name) for name in DETAILS}


def action_of(community: Community, key: str) -> Action:
    kind, plan, number = key.split("-")
    return Action.objects.get(
        plan__community=community,
        plan__kind=kind,
        plan__number=int(plan),
        number=int(number),
    )


def _action(community: Community, new: dict) -> dict:
    action = action_of(community, new["action"])
    status_on = action.status_on.isoformat() if action.status_on else ""
    return {
        "action": new["action"],
        "status": action.status,
        "status_on": status_on,
    }


def _report(community: Community, new: dict) -> dict:
    report = community.reports.filter(submitted_on=new["submitted_on"]).first()
    if report is None:
        return {}
    return {
        "submitted_on": new["submitted_on"],
        "covers": report.covers,
        "link": report.link,
    }


def _figures(inventory: EmissionInventory) -> dict:
    figures: dict[str, dict] = {}
    for row in inventory.rows.all():
        cells = figures.setdefault(row.sector, dict.fromkeys(FIGURES))
        cells[f"{row.kind}_t"] = (
            None if row.emissions_t is None else str(row.emissions_t)
        )
        cells[f"{row.kind}_mwh"] = (
            None if row.energy_mwh is None else str(row.energy_mwh)
        )
    return figures


def _inventory(community: Community, new: dict) -> dict:
    inventory = (
        community.inventories.filter(year=new["year"])
        .prefetch_related("rows")
        .first()
    )
    if inventory is None:
        return {}
    return {
        "kind": inventory.kind,
        "year": inventory.year,
        "population": inventory.population,
        "submitted_on": inventory.submitted_on.isoformat()
        if inventory.submitted_on
        else "",
        "figures": _figures(inventory),
        "marks": [
            [row.sector, row.kind, row.flag]
            for row in inventory.rows.all()
            if row.flag
        ],
    }


# --- from an accepted proposal into the register
# -----------------------------------------------------


def _write_details(community: Community, new: dict) -> None:
    for name in DETAILS:
        setattr(community, name, new[name])
    community.clean_fields(
        exclude={
            f.name for f in community._meta.fields if f.name not in DETAILS
        }
    )
    community.save()


def _write_action(community: Community, new: dict) -> None:
    action = action_of(community, new["action"])
    action.status, action.status_on = new["status"], day(new["status_on"])
    action.save(update_fields=["status", "status_on"])


def _write_report(community: Community, new: dict) -> None:
    values = {"covers": new["covers"], "link": new["link"], "source": MINE}
    MonitoringReport.objects.update_or_create(
        community=community, submitted_on=new["submitted_on"], defaults=values
    )


def _write_inventory(community: Community, new: dict) -> None:
    values = {
        "kind": new["kind"],
        "population": new["population"],
        "submitted_on": day(new["submitted_on"]),
        "source": MINE,
        "register_number": "",
        "factors": "",
    }
    inventory, _is_new = EmissionInventory.objects.update_or_create(
        community=community, year=new["year"], defaults=values
    )
    stay = {
        (row.sector, row.kind)
        for row in inventory.rows.all()
        if stays(row, new["figures"])
    }
    gone = [
        row.pk
        for row in inventory.rows.all()
        if (row.sector, row.kind) not in stay
    ]
    inventory.rows.filter(pk__in=gone).delete()
    fresh = [
        row
        for row in _rows(inventory, new["figures"])
        if (row.sector, row.kind) not in stay
    ]
    InventoryRow.objects.bulk_create(fresh)


def stays(row: InventoryRow, figures: dict) -> bool:
    """Whether a proposal has the same figures for a row, which then keeps its quality mark."""
    cells = figures.get(row.sector, {})
    told = (
        _number(cells.get(f"{row.kind}_t")),
        _number(cells.get(f"{row.kind}_mwh")),
    )
    return told == (row.emissions_t, row.energy_mwh)


def _rows(inventory: EmissionInventory, figures: dict) -> list[InventoryRow]:
    rows = []
    for sector, cells in figures.items():
        for kind, _label in InventoryRow.KINDS:
            tonnes, energy = cells[f"{kind}_t"], cells[f"{kind}_mwh"]
            if tonnes is not None or energy is not None:
                rows.append(
                    InventoryRow(
                        inventory=inventory,
                        sector=sector,
                        kind=kind,
                        emissions_t=None if tonnes is None else Decimal(tonnes),
                        energy_mwh=None if energy is None else Decimal(energy),
                    )
                )
    return rows


KINDS: dict[
    str,
    tuple[Callable[[Community, dict], dict], Callable[[Community, dict], None]],
] = {
    ProfileChange.DETAILS: (_details, _write_details),
    ProfileChange.ACTION: (_action, _write_action),
    ProfileChange.REPORT: (_report, _write_report),
    ProfileChange.INVENTORY: (_inventory, _write_inventory),
}


def current(community: Community, kind: str, new: dict) -> dict:
    """What the register says now about that which `new` would change; {} if there is nothing
    yet.
    """
    return KINDS[kind][0](community, new)


def write(community: Community, kind: str, new: dict) -> None:
    """Put an accepted proposal into the register; raises IntegrityError, ValidationError."""
    KINDS[kind][1](community, new)


def _number(cell: str | None) -> Decimal | None:
    return None if cell is None else Decimal(cell)


def _same_figures(old: dict, new: dict) -> bool:
    """Equal as numbers: 30720.00 and 30720 are one figure."""
    return old.keys() == new.keys() and all(
        _number(old[sector][name]) == _number(new[sector][name])
        for sector in old
        for name in old[sector]
    )


def same(old: dict, new: dict) -> bool:
    """Equal word for word, and figures as numbers."""
    words = {
        name: value
        for name, value in old.items()
        if name not in ("figures", "marks")
    }
    theirs = {
        name: value
        for name, value in new.items()
        if name not in ("figures", "marks")
    }
    return words == theirs and _same_figures(
        old.get("figures", {}), new.get("figures", {})
    )

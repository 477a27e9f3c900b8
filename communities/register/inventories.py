"""Sums over an inventory, with what must not be compared left out and said."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from communities.models import Community, EmissionInventory, InventoryRow
from communities.models.inventory import SECTORS

LABELS = dict(SECTORS)
ORDER = list(LABELS)


@dataclass(frozen=True)
class Sector:
    """One sector of an inventory: direct and indirect emissions in t CO2-eq, energy in MWh."""

    sector: str
    direct_t: Decimal | None
    indirect_t: Decimal | None
    energy_mwh: Decimal | None
    per_head: Decimal | None
    flag: str
    reason: InventoryRow | None

    @property
    def label(self) -> str:
        return str(LABELS[self.sector])

    @property
    def emissions_t(self) -> Decimal:
        return (self.direct_t or Decimal(0)) + (self.indirect_t or Decimal(0))

    @property
    def is_comparable(self) -> bool:
        return self.flag != InventoryRow.IMPLAUSIBLE


@dataclass(frozen=True)
class Summed:
    """An inventory by sector and in all; `per_head` is None where the population is not known or
    zero.
    """

    inventory: EmissionInventory
    sectors: tuple[Sector, ...]
    emissions_t: Decimal
    energy_mwh: Decimal
    per_head: Decimal | None

    @property
    def community(self) -> Community:
        """Of an Armenian inventory; those of partner countries have none."""
        assert self.inventory.community is not None
        return self.inventory.community

    @property
    def flagged(self) -> list[Sector]:
        return [part for part in self.sectors if part.flag]

    @property
    def is_comparable(self) -> bool:
        """Whether its total may stand beside others': no sector of it is implausible."""
        return bool(self.sectors) and all(
            part.is_comparable for part in self.sectors
        )

    @property
    def is_sound(self) -> bool:
        """Comparable, and its population known: may enter a sum per head."""
        return self.comparable_per_head is not None

    @property
    def comparable_per_head(self) -> Decimal | None:
        return self.per_head if self.is_comparable else None


def _per_head(tonnes: Decimal, people: int | None) -> Decimal | None:
    return tonnes / people if people else None


def _add(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _sector(
    sector: str, rows: list[InventoryRow], people: int | None
) -> Sector:
    direct = _add(
        row.emissions_t for row in rows if row.kind == InventoryRow.DIRECT
    )
    indirect = _add(
        row.emissions_t for row in rows if row.kind == InventoryRow.INDIRECT
    )
    flagged = sorted(
        (row for row in rows if row.flag),
        key=lambda row: row.flag,
        reverse=True,
    )
    worst = next(iter(flagged), None)
    tonnes = (direct or Decimal(0)) + (indirect or Decimal(0))
    return Sector(
        sector,
        direct,
        indirect,
        _add(row.energy_mwh for row in rows),
        _per_head(tonnes, people),
        worst.flag if worst else "",
        worst,
    )


def summed_by_sector(inventory: EmissionInventory) -> Summed:
    """The sums of one inventory; reads its rows (prefetched or not)."""
    rows = list(inventory.rows.all())
    present = [
        code for code in ORDER if any(row.sector == code for row in rows)
    ]
    parts = tuple(
        _sector(
            code,
            [row for row in rows if row.sector == code],
            inventory.population,
        )
        for code in present
    )
    tonnes = sum((part.emissions_t for part in parts), Decimal(0))
    energy = sum((part.energy_mwh or Decimal(0) for part in parts), Decimal(0))
    return Summed(
        inventory,
        parts,
        tonnes,
        energy,
        _per_head(tonnes, inventory.population),
    )

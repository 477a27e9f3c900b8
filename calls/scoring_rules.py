"""How the applications of a call are scored, as its pages and papers tell it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from calls.models import Call, Criterion, Lot


@dataclass(frozen=True)
class Grid:
    """Criteria that hold together, and the lots they hold for; no lots: the whole call."""

    lots: tuple[Lot, ...]
    criteria: tuple[Criterion, ...]

    @property
    def highest_points(self) -> Decimal | None:
        return highest_total(self.criteria)

    @property
    def has_weights(self) -> bool:
        """Whether criteria count differently, which is published with the call."""
        return any(one.weight for one in self.criteria)

    @property
    def has_thresholds(self) -> bool:
        return any(one.threshold for one in self.criteria)


def lot_criteria(lot: Lot, criteria: Iterable[Criterion]) -> list[Criterion]:
    """Those of its call's criteria that hold for a lot, in their order."""
    return [one for one in criteria if one.lot_id in (None, lot.pk)]


def highest_total(criteria: Iterable[Criterion]) -> Decimal | None:
    """The points of an application with the highest score everywhere; None while a weight is not
    known.
    """
    points = [one.highest_points for one in criteria]
    known = [one for one in points if one is not None]
    if not points or len(known) < len(points):
        return None
    return sum(known, Decimal(0))


def scoring_grids(call: Call) -> list[Grid]:
    """The criteria of a call: one grid where all lots share it, else one for each set of lots."""
    criteria, lots = list(call.criteria.all()), list(call.lots.all())
    if not any(one.lot_id for one in criteria):
        return [Grid((), tuple(criteria))] if criteria else []
    together: dict[tuple[int, ...], list[Lot]] = {}
    for lot in lots:
        keys = tuple(one.pk for one in lot_criteria(lot, criteria))
        together.setdefault(keys, []).append(lot)
    by_key = {one.pk: one for one in criteria}
    return [
        Grid(tuple(of_lots), tuple(by_key[key] for key in keys))
        for keys, of_lots in together.items()
        if keys
    ]

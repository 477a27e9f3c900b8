"""What may not be changed of a lot any more: rooms above add what they hold."""

from collections.abc import Callable
from typing import Any

#: raises ValidationError, by the field, where a lot as it would be saved is refused
LotObjection = Callable[[Any], None]
_objections: list[LotObjection] = []


def register_lot_objection(objection: LotObjection) -> None:
    """The database refuses the same; here it is said beside the field."""
    _objections.append(objection)


def object_to_lot(lot: Any) -> None:
    """Raises ValidationError of the first objection."""
    for objection in _objections:
        objection(lot)

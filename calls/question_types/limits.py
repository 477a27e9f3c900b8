"""What the answer to a question, or a cell of a column, must keep to."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


class Limits(Protocol):
    """A question, a column of a table, or `NO_LIMITS`."""

    @property
    def is_whole(self) -> bool: ...

    @property
    def min_value(self) -> Decimal | None: ...

    @property
    def max_value(self) -> Decimal | None: ...

    @property
    def earliest(self) -> dt.date | None: ...

    @property
    def latest(self) -> dt.date | None: ...


@dataclass(frozen=True)
class FixedLimits:
    """Limits that no staff write: those of the budget's columns."""

    is_whole: bool = False
    min_value: Decimal | None = None
    max_value: Decimal | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None


NO_LIMITS = FixedLimits()

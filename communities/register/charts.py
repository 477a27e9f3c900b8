"""Geometry of the charts: percentages across, pixels down, so that words keep their size on a
phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from communities.register.inventories import Sector, Summed

ROW, TOP = 76, 18


@dataclass(frozen=True)
class Bar:
    """A sector as a bar: where its words and its two parts stand; widths in per cent."""

    sector: Sector
    text_y: int
    bar_y: int
    direct: Decimal
    indirect: Decimal

    @property
    def whole(self) -> Decimal:
        return self.direct + self.indirect


@dataclass(frozen=True)
class Bars:
    bars: tuple[Bar, ...]
    height: int


def bars(total: Summed) -> Bars:
    """One bar per sector, the longest filling the width; direct and indirect emissions end to
    end.
    """
    longest = max(
        (part.emissions_t for part in total.sectors), default=Decimal(0)
    ) or Decimal(1)

    def share(tonnes: Decimal | None) -> Decimal:
        return round((tonnes or Decimal(0)) * 100 / longest, 2)

    sector_bars = tuple(
        Bar(
            part,
            n * ROW + TOP,
            n * ROW + TOP + 28,
            share(part.direct_t),
            share(part.indirect_t),
        )
        for n, part in enumerate(total.sectors)
    )
    return Bars(sector_bars, len(sector_bars) * ROW)


@dataclass(frozen=True)
class Point:
    """A year of the trajectory, in per cent of the base year, and its place on the drawing."""

    year: int
    percent: Decimal
    tonnes: Decimal | None
    is_target: bool
    x: Decimal
    y: int


@dataclass(frozen=True)
class Trajectory:
    """From the base year to the target, with the inventories in between; `is_stated`: the base year
    stands in the source, otherwise it is that of the baseline inventory."""

    points: tuple[Point, ...]
    target: Point
    base_year: int
    is_stated: bool
    height: int = 260

    @property
    def base(self) -> Point:
        return self.points[0]


LEFT, RIGHT, FLOOR, CEILING = Decimal(8), Decimal(88), 220, 30


def trajectory(
    percent: Decimal, year: int, base_year: int | None, totals: Sequence[Summed]
) -> Trajectory | None:
    """None where there is no inventory to begin from, or the target lies before it."""
    known = sorted(totals, key=lambda one: one.inventory.year)
    base = next(
        (one for one in known if base_year in (None, one.inventory.year)), None
    )
    if base is None or not base.emissions_t or year <= base.inventory.year:
        return None
    later = [one for one in known if one.inventory.year > base.inventory.year]
    shares = [
        (one.inventory.year, one.emissions_t * 100 / base.emissions_t, one)
        for one in [base, *later]
    ]
    highest = max(Decimal(100), *(share for _year, share, _one in shares))
    begin, end = base.inventory.year, max(year, *(y for y, _s, _o in shares))

    def point(
        at: int, share: Decimal, tonnes: Decimal | None, is_target: bool = False
    ) -> Point:
        x = LEFT + (RIGHT - LEFT) * (at - begin) / (end - begin)
        y = FLOOR - int((FLOOR - CEILING) * share / highest)
        return Point(at, round(share, 1), tonnes, is_target, round(x, 2), y)

    def tonnes(summed: Summed) -> Decimal | None:
        return summed.emissions_t if summed.is_comparable else None

    points = tuple(point(at, share, tonnes(one)) for at, share, one in shares)
    aim = Decimal(100) - percent
    target = point(
        year,
        aim,
        base.emissions_t * aim / 100 if base.is_comparable else None,
        True,
    )
    return Trajectory(points, target, begin, base_year is not None)


@dataclass(frozen=True)
class Column:
    """A year of the count of signatories: its place in per cent across and pixels down."""

    year: int
    number: int
    bounded: int
    x: Decimal
    width: Decimal
    y: int
    height: int
    is_named: bool


def columns(
    counted: Sequence[tuple[int, int, int]], height: int = 180
) -> tuple[Column, ...]:
    """One column per year; the highest fills the height."""
    highest = (
        max((number for _year, number, _bounded in counted), default=1) or 1
    )
    each = Decimal(100) / max(len(counted), 1)
    year_columns = []
    last = len(counted) - 1
    for n, (year, number, bounded) in enumerate(counted):
        tall = height * number // highest
        is_named = n == last or (
            n % 4 == 0 and last - n > 2
        )  # room for the words of a phone
        year_columns.append(
            Column(
                year,
                number,
                bounded,
                round(each * n, 2),
                round(each * Decimal("0.8"), 2),
                height - tall + 20,
                tall,
                is_named,
            )
        )
    return tuple(year_columns)

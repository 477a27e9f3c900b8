from decimal import Decimal

import pytest

from communities.register import charts, inventories
from tests import make

pytestmark = pytest.mark.django_db


def total(
    year=2012,
    rows=(
        ("transport", "direct", 100),
        ("transport", "indirect", 50),
        ("waste", "direct", 75),
    ),
    of=None,
    **fields,
):
    return inventories.summed_by_sector(
        make.inventory(of, year=year, rows=rows, **fields)
    )


def test_the_longest_bar_fills_the_width_and_the_others_are_in_proportion():
    drawn = charts.bars(total())
    assert [(bar.sector.sector, bar.whole) for bar in drawn.bars] == [
        ("transport", Decimal("100.00")),
        ("waste", Decimal("50.00")),
    ]


def test_an_inventory_of_nothing_has_no_bars_and_no_division_by_zero():
    assert charts.bars(total(rows=())).bars == ()
    assert charts.bars(total(rows=(("waste", "direct", 0),))).bars[0].whole == 0


def test_the_way_to_the_target_begins_at_the_stated_base_year_or_the_baseline_inventory():
    one = total()
    way = charts.trajectory(Decimal(30), 2030, None, [one])
    assert (
        way.base_year,
        way.is_stated,
        way.target.percent,
        way.target.tonnes,
    ) == (
        2012,
        False,
        70,
        Decimal("157.5"),
    )
    assert charts.trajectory(Decimal(30), 2030, 2012, [one]).is_stated
    assert charts.trajectory(Decimal(30), 2030, 2010, [one]) is None


@pytest.mark.parametrize(
    "year, rows",
    [
        (2012, ()),
        (2030, (("waste", "direct", 5),)),
        (2031, (("waste", "direct", 5),)),
    ],
)
def test_no_way_is_drawn_from_nothing_or_backwards(year, rows):
    assert (
        charts.trajectory(
            Decimal(30), 2030, None, [total(year=year, rows=rows)]
        )
        is None
    )
    assert charts.trajectory(Decimal(30), 2030, None, []) is None


def test_monitoring_inventories_stand_on_the_way_in_per_cent():
    of = make.community()
    first, second = (
        total(of=of),
        total(
            year=2020,
            rows=(("waste", "direct", 450),),
            of=of,
            kind="monitoring",
        ),
    )
    way = charts.trajectory(Decimal(30), 2030, None, [second, first])
    assert [(point.year, point.percent) for point in way.points] == [
        (2012, Decimal(100)),
        (2020, Decimal(200)),
    ]
    assert all(
        0 <= point.y <= charts.FLOOR for point in [*way.points, way.target]
    )


def test_columns_fill_the_height():
    made = charts.columns([(2009, 1, 0), (2010, 4, 1)])
    assert [column.height for column in made] == [45, 180]
    assert charts.columns([]) == ()


def test_a_zero_population_divides_nothing():
    one = total(population=0)
    assert (one.per_head, one.comparable_per_head, one.sectors[0].per_head) == (
        None,
        None,
        None,
    )

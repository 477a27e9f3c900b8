"""The results of a call: a table with a row for each kind of figure and a column for what it is of,
and the awards. Figures that staff wrote down stand beside what the rooms above compute.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from calls.models import Call, Lot, ResultFigure
from communities.models import Community
from core.registry import Registry


@dataclass(frozen=True)
class Column:
    """What the figures of a column are of: the whole call, one lot, or Armenia."""

    scope: str
    lot: Lot | None

    @property
    def lot_id(self) -> int | None:
        return self.lot.pk if self.lot else None


@dataclass(frozen=True)
class ResultsTable:
    """`rows`: (what its figures are, [(column, the figure or None where none is known)])."""

    columns: list[Column]
    rows: list[tuple[str, list[tuple[Column, ResultFigure | None]]]]


@dataclass(frozen=True)
class Award:
    """One grant that was awarded; `amount` in the currency of the call, None where the lot gives no
    money.
    """

    lot: Lot
    community: Community
    title: str
    amount: Decimal | None


@dataclass(frozen=True)
class PublishedResults:
    """What is public of a call by now. `figures`: unsaved rows."""

    figures: list[ResultFigure]
    awards: list[Award]


@dataclass(frozen=True)
class ResultSource:
    """A room above that knows results: `read(call)` gives what is public now."""

    code: str
    order: int
    read: Callable[[Call], PublishedResults]


RESULT_SOURCES: Registry[ResultSource] = Registry()


def published_results(call: Call) -> PublishedResults:
    """What every room knows of a call, together with the figures that staff wrote down."""
    written = list(call.result_figures.all()) if call.results_are_public else []
    figures, awards = [], []
    for source in RESULT_SOURCES.all():
        known = source.read(call)
        figures += known.figures
        awards += known.awards
    return PublishedResults([*figures, *written], awards)


def results_table(
    call: Call, figures_known: list[ResultFigure]
) -> ResultsTable | None:
    """None where no figure is known; columns and rows without figures are left out."""
    figures = {(one.kind, one.scope, one.lot_id): one for one in figures_known}
    if not figures:
        return None
    known = {(scope, lot) for _kind, scope, lot in figures}
    whole, armenia = ResultFigure.WHOLE, ResultFigure.ARMENIA
    every = [
        Column(whole, None),
        *(Column(whole, lot) for lot in call.lots.all()),
        Column(armenia, None),
    ]
    columns = [
        column for column in every if (column.scope, column.lot_id) in known
    ]
    rows = []
    for kind in ResultFigure.ORDER:
        cells = [
            (
                column,
                figures.get((kind, column.scope, column.lot_id)),
            )
            for column in columns
        ]
        if known_figures := [figure for _column, figure in cells if figure]:
            rows.append((known_figures[0].get_kind_display(), cells))
    return ResultsTable(columns, rows)

"""The results of a call as a table: a row for each kind of figure, a column for what it is of."""

from dataclasses import dataclass

from calls.models import Call, Lot, ResultFigure


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


def results_table(call: Call) -> ResultsTable | None:
    """None where no figure is known; columns and rows without figures are left out."""
    figures = {
        (one.kind, one.scope, one.lot_id): one
        for one in call.result_figures.all()
    }
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

"""Answers made of rows: tables that staff define, and the budget.

A row is {column: text as typed}.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from calls.question_types.base import QuestionType
from calls.question_types.limits import NO_LIMITS, Limits
from core.text.reading import read_line, readable

#: no page sends more; each question has its own limit, which is said, not cut
MOST_ROWS = 900
LONGEST_CELL = 500

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Column:
    """One column: its type is that of a question; `choices` are (key, label) pairs."""

    key: str
    label: Any
    type: QuestionType
    is_required: bool = True
    choices: tuple = ()
    limits: Limits = NO_LIMITS


@dataclass
class Cell:
    column: Column
    value: str
    error: str = ""

    @property
    def understood(self) -> str:
        """How the value is read, in words."""
        return self.column.type.understood(self.value)


@dataclass
class Row:
    """A row as it stands on a page: `number` counts from one."""

    number: int
    cells: list[Cell] = field(default_factory=list)

    @property
    def errors(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.error]


def posted_rows(data: Mapping, key: str, columns: list[Column]) -> Rows:
    """The rows that a page sent as `key-0-column`, in their order; wholly empty ones are none."""
    pattern = re.compile(rf"{re.escape(key)}-(\d{{1,3}})-")
    numbers = {int(match[1]) for name in data if (match := pattern.match(name))}
    rows = [
        {
            column.key: str(
                data.get(f"{key}-{number}-{column.key}", "")
            ).strip()
            for column in columns
        }
        for number in sorted(numbers)[:MOST_ROWS]
    ]
    return [row for row in rows if any(row.values())]


def tidy_rows(value: Any) -> Rows:
    """Rows and nothing else, whoever sent them: texts by column."""
    rows = [row for row in value if isinstance(row, dict)][:MOST_ROWS]
    return [
        {read_line(str(key)): readable(str(text)) for key, text in row.items()}
        for row in rows
    ]


def row_in_words(columns: list[Column], row: dict[str, str]) -> str:
    """One row on a line: what was chosen by its label, numbers and days as they are read."""
    words = [
        str(
            dict(column.choices).get(row.get(column.key, ""))
            or column.type.understood(row.get(column.key, ""))
            or row.get(column.key, "")
        )
        for column in columns
    ]
    return " · ".join(filter(None, words))


def _cell_fault(column: Column, value: str) -> str:
    if not value and column.is_required:
        return _("Fill this in, or clear the whole row.")
    if not value:
        return ""
    if len(value) > LONGEST_CELL:
        return _("At most %(count)d characters.") % {"count": LONGEST_CELL}
    if column.choices and value not in dict(column.choices):
        return _("Choose one of the answers given.")
    return column.type.cell_fault(column.limits, value)


def _checked_cell(column: Column, value: str) -> Cell:
    return Cell(column, value, _cell_fault(column, value))


def checked_rows(columns: list[Column], rows: Rows) -> list[Row]:
    """The rows with what is wrong in each cell."""
    return [
        Row(
            number,
            [
                _checked_cell(column, row.get(column.key, ""))
                for column in columns
            ],
        )
        for number, row in enumerate(rows, start=1)
    ]


def faults_in_words(rows: list[Row]) -> list[str]:
    """Each wrong cell in words, its row and column named."""
    return [
        _("Row %(row)d, “%(column)s”: %(message)s")
        % {
            "row": row.number,
            "column": cell.column.label,
            "message": cell.error,
        }
        for row in rows
        for cell in row.errors
    ]

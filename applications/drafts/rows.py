"""Answers made of rows: tables that staff define, and the budget. A row is {column: text as
typed}.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from applications.drafts.values import to_date, to_decimal
from calls.models import Question

#: no page sends more; each question has its own limit, which is said, not cut
MOST_ROWS = 900
LONGEST_CELL = 500

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Column:
    """One column: its type is that of a question, or "choice" with its (key, label) pairs."""

    key: str
    label: Any
    type: str
    is_required: bool = True
    choices: tuple = ()


@dataclass
class Cell:
    column: Column
    value: str
    error: str = ""


@dataclass
class Row:
    """A row as it stands on a page: `number` counts from one."""

    number: int
    cells: list[Cell] = field(default_factory=list)

    @property
    def errors(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.error]


def columns_of(question: Question) -> list[Column]:
    return [
        Column(c.key, c, c.type, c.is_required) for c in question.columns.all()
    ]


def posted(data: Mapping, key: str, columns: list[Column]) -> Rows:
    """The rows that a page sent as `key-0-column`, in their order; wholly empty ones are none."""
    pattern = re.compile(rf"{re.escape(key)}-(\d{{1,3}})-")
    numbers = {int(found[1]) for name in data if (found := pattern.match(name))}
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


def writable(text: str) -> str:
    """The text without what no database or hash can hold: NUL and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def tidy(value: Any) -> Rows:
    """Rows and nothing else, whoever sent them: texts by column."""
    rows = [row for row in value if isinstance(row, dict)][:MOST_ROWS]
    return [
        {writable(str(key)): writable(str(text)) for key, text in row.items()}
        for row in rows
    ]


def _bad_number(value: str) -> str:
    number = to_decimal(value)
    if number is None or number < 0:
        return _("Write a number, for example 12500 or 12500,50.")
    return ""


def _bad_date(value: str) -> str:
    return (
        ""
        if to_date(value)
        else _("Write a date as day, month and year: 21.11.2026.")
    )


CHECKS: dict[str, Callable[[str], str]] = {
    Question.NUMBER: _bad_number,
    Question.MONEY: _bad_number,
    Question.DATE: _bad_date,
}


def _wrong(column: Column, value: str) -> str:
    if not value:
        return (
            _("Fill this in, or empty the whole row.")
            if column.is_required
            else ""
        )
    if len(value) > LONGEST_CELL:
        return _("At most %(count)d signs.") % {"count": LONGEST_CELL}
    if column.choices and value not in dict(column.choices):
        return _("Choose one of the answers given.")
    check = CHECKS.get(column.type)
    return check(value) if check else ""


def checked(columns: list[Column], rows: Rows) -> list[Row]:
    """The rows with what is wrong in each cell."""
    return [
        Row(
            number,
            [
                Cell(
                    column,
                    row.get(column.key, ""),
                    _wrong(column, row.get(column.key, "")),
                )
                for column in columns
            ],
        )
        for number, row in enumerate(rows, start=1)
    ]


def said(rows: list[Row]) -> list[str]:
    """Each wrong cell in words, its row and column named."""
    return [
        _("Row %(row)d, «%(column)s»: %(message)s")
        % {
            "row": row.number,
            "column": cell.column.label,
            "message": cell.error,
        }
        for row in rows
        for cell in row.errors
    ]

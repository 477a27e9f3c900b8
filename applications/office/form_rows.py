"""The rows inside a question of the page: answers to choose, or columns of a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from applications.office.form_fields import LimitFields
from applications.office.form_parts import Typed
from applications.office.form_settings import Setting, make_setting
from calls.form_editing.writing import column_settings
from calls.question_types.registry import get_type

#: rows to go on with: of a list without answers, and of one that has some
FIRST_ROWS, MORE_ROWS = 3, 1


@dataclass
class WrittenRowEntry:
    """An answer to choose, or a column; `token` is its number, or new1.

    `name` is what buttons call it, `start` what the names of its fields begin with.
    """

    name: str
    start: str
    token: str
    typed: Typed
    errors: Typed
    settings: list[Setting]
    is_first: bool = False
    is_last: bool = False
    may_duplicate = False

    @property
    def is_new(self) -> bool:
        return self.token.startswith("new")


def make_row_entry(entry: Any, part: str, token: str) -> WrittenRowEntry:
    start = f"{part}-{token}"
    typed = _of_row(entry.typed, start)
    errors = _of_row(entry.errors, start)
    names: Iterable[str] = ()
    if part == "columns" and not token.startswith("new"):
        names = column_settings(get_type(typed["type"] or "short"))
    fields: dict[str, Any] = LimitFields.base_fields
    settings = [
        make_setting(
            name,
            fields[name],
            typed,
            errors,
            {},
        )
        for name in names
    ]
    if not typed and part == "columns":
        typed = Typed(type="short", is_required="on")
    return WrittenRowEntry(
        f"{part[0]}-{token}",
        f"{entry.name}-{start}",
        token,
        typed,
        errors,
        settings,
    )


def blank_rows(standing: list[str], sent: list[str]) -> list[str]:
    """Tokens of the rows to go on with."""
    count = MORE_ROWS if standing or sent else FIRST_ROWS
    first = 1 + max((int(one.lstrip("new")) for one in sent), default=0)
    return [f"new{number}" for number in range(first, first + count)]


def _of_row(fields: Typed, start: str) -> Typed:
    """The fields of one row, by their own names."""
    return Typed(
        {
            name.removeprefix(f"{start}-"): value
            for name, value in fields.items()
            if name.startswith(f"{start}-")
        }
    )

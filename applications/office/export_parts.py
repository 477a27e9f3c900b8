"""What rooms above add to exports: columns of each application, and sheets."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from applications.models import Application
from calls.models import Lot
from core.registry import Registry


@dataclass(frozen=True)
class ExportColumns:
    """Columns behind the facts of an application; `cells` gives one value for each head."""

    code: str
    order: int
    heads: Callable[[], list[str]]
    cells: Callable[[Application], list[Any]]


@dataclass(frozen=True)
class ExportSheet:
    """A sheet of its own in a workbook; `rows` gives those of one lot."""

    code: str
    order: int
    title: str | Promise
    heads: Callable[[], list[str]]
    rows: Callable[[Lot], Iterable[list[Any]]]


EXPORT_COLUMNS: Registry[ExportColumns] = Registry()
EXPORT_SHEETS: Registry[ExportSheet] = Registry()


def added_heads() -> list[str]:
    return [head for part in EXPORT_COLUMNS.all() for head in part.heads()]


def added_cells(application: Application) -> list[Any]:
    return [
        cell
        for part in EXPORT_COLUMNS.all()
        for cell in part.cells(application)
    ]

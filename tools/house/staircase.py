"""The arrows between rooms, from imports and from strings, and those that point the wrong way."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tools.house.imports import all_imports
from tools.house.rooms import ROOMS, may_know
from tools.house.source import Finding, modules
from tools.house.strings import book, names_in, names_in_templates


class Arrow(NamedTuple):
    """One room knows another."""

    file: str
    line: int
    source: str
    target: str
    by: str


def arrows_by_imports(root: Path) -> list[Arrow]:
    return [
        Arrow(
            one.source.file,
            one.line,
            one.source.room,
            room,
            f"imports {one.target}",
        )
        for one in all_imports(root)
        if (room := one.target.split(".")[0]) in ROOMS
        and room != one.source.room
    ]


def arrows_by_strings(root: Path) -> list[Arrow]:
    known = book(root)
    of_code = (
        (module.room, name)
        for module in modules(root)
        for name in names_in(module, known)
    )
    return [
        Arrow(
            name.file, name.line, room, name.room, f"names {name.text[:60]!r}"
        )
        for room, name in chain(of_code, names_in_templates(root))
        if name.room != room
    ]


def arrows(root: Path) -> list[Arrow]:
    return sorted({*arrows_by_imports(root), *arrows_by_strings(root)})


def upward(found: Iterable[Arrow]) -> list[Finding]:
    """The arrows that the staircase does not have."""
    return [
        Finding(
            arrow.file,
            arrow.line,
            f"{arrow.source} → {arrow.target}: {arrow.by}",
        )
        for arrow in found
        if not may_know(arrow.source, arrow.target)
    ]


def circular_pairs(found: Iterable[Arrow]) -> list[tuple[str, str]]:
    """Rooms that know each other."""
    pairs = {(arrow.source, arrow.target) for arrow in found}
    return sorted((a, b) for a, b in pairs if a < b and (b, a) in pairs)

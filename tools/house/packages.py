"""The packages inside a room: whose floor is whose, and which form a circle."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.house.cycles import circles, graph_of
from tools.house.imports import all_imports
from tools.house.rooms import (
    BASE,
    ENTRANCE,
    ENTRANCES,
    FLOORS_OF_APPLICATIONS,
    PACKAGES_OF_BASE,
)
from tools.house.source import Finding


class Step(NamedTuple):
    """One package of a room imports another."""

    file: str
    line: int
    source: str
    target: str
    imported: str


def package_of(root: Path, module: str) -> str:
    """`applications.office.board` → `office`, `applications.rules` → the base of its room."""
    room, _, inside = module.partition(".")
    first = inside.split(".")[0]
    if first in ENTRANCES or first.endswith("_urls"):
        return ENTRANCE
    if not (root / room / first).is_dir() or first in PACKAGES_OF_BASE.get(
        room, ()
    ):
        return BASE
    return first or BASE


def steps(root: Path, room: str) -> Iterator[Step]:
    for one in all_imports(root):
        if (
            one.for_types_only
            or one.source.room != room
            or one.target.split(".")[0] != room
        ):
            continue
        source, target = (
            package_of(root, one.source.dotted),
            package_of(root, one.target),
        )
        if source != target:
            yield Step(one.source.file, one.line, source, target, one.target)


def package_circles(root: Path, room: str) -> list[tuple[str, ...]]:
    """Packages of a room that import each other, directly or through others."""
    return circles(
        graph_of((step.source, step.target) for step in steps(root, room))
    )


def _climbs(step: Step) -> bool:
    floor = FLOORS_OF_APPLICATIONS.index
    return floor(step.target) > floor(step.source)


def upward_in_applications(root: Path) -> list[Finding]:
    """Imports that climb inside `applications`, and all of a package that has no floor there."""
    return [
        Finding(
            step.file,
            step.line,
            f"{step.source} → {step.target}: {step.imported}",
        )
        for step in steps(root, "applications")
        if not {step.source, step.target} <= set(FLOORS_OF_APPLICATIONS)
        or _climbs(step)
    ]

"""The files that the rules look at, and what a finding is."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.house.rooms import ROOMS

#: beside the rooms: code of ours that is formatted and measured in width like theirs
WORKSHOPS = ("tests", "tools", "bench")


class Finding(NamedTuple):
    """A place, and what is wrong with it."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class Module(NamedTuple):
    """A Python file of a room or of a workshop."""

    root: Path
    file: str

    @property
    def room(self) -> str:
        return self.file.split("/")[0]

    @property
    def is_package(self) -> bool:
        return self.file.endswith("/__init__.py")

    @property
    def dotted(self) -> str:
        """`calls/models/call.py` → `calls.models.call`; a package has the name of its folder."""
        return (
            self.file.removesuffix(".py")
            .removesuffix("/__init__")
            .replace("/", ".")
        )

    @property
    def text(self) -> str:
        return (self.root / self.file).read_text(encoding="utf-8")

    @property
    def tree(self) -> ast.Module:
        return parse(self.text)


@functools.lru_cache(maxsize=1024)
def parse(text: str) -> ast.Module:
    return ast.parse(text)


def files_below(folder: Path, *suffixes: str) -> Iterator[Path]:
    found = (
        path
        for path in folder.rglob("*")
        if path.suffix in suffixes and path.is_file()
    )
    return iter(sorted(found))


def modules_of(root: Path, *folders: str) -> list[Module]:
    """Every module of the folders that exist; migrations are Django's handwriting and left out."""
    return [
        Module(root, path.relative_to(root).as_posix())
        for folder in folders
        for path in files_below(root / folder, ".py")
        if "migrations" not in path.parts
    ]


def modules(root: Path) -> list[Module]:
    """The code of the rooms."""
    return modules_of(root, *ROOMS)


def modules_and_workshops(root: Path) -> list[Module]:
    alone = [Module(root, path.name) for path in sorted(root.glob("*.py"))]
    return [*modules(root), *modules_of(root, *WORKSHOPS), *alone]


def templates(root: Path) -> list[str]:
    """Names as Django knows them."""
    folder = root / "templates"
    return [
        path.relative_to(folder).as_posix()
        for path in files_below(folder, ".html", ".txt")
    ]


def template_text(root: Path, name: str) -> str:
    return (root / "templates" / name).read_text(encoding="utf-8")

"""One stylesheet for a browser, a file per component for us: joined when files are found.

Three are made: of every page, of the frame in which signed-in people work, and of Django's
administration inside it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, overload

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder, FileSystemFinder
from django.core.files.storage import FileSystemStorage

SOURCE = settings.BASE_DIR / "static" / "css"
JOINED = settings.VAR_DIR / "joined"
#: the cascade follows the layers that tokens.css names; within one, the order here
FIRST = (
    "tokens.css",
    "base.css",
    "layout.css",
    "helpers.css",
    "focal_points.css",
    "states.css",
)


def stylesheet_parts() -> list[Path]:
    return [SOURCE / name for name in FIRST] + sorted(
        (SOURCE / "components").glob("*.css")
    )


def desk_parts() -> list[Path]:
    return sorted((SOURCE / "desk").glob("*.css"))


def admin_parts() -> list[Path]:
    first = SOURCE / "admin" / "django.css"  # an @import must stand first
    rest = sorted((SOURCE / "admin").glob("*.css"))
    return [first, *(path for path in rest if path != first)]


SHEETS = {
    "css/site.css": stylesheet_parts,
    "css/desk.css": desk_parts,
    "css/admin.css": admin_parts,
}


def join_stylesheets(name: str = "css/site.css") -> Path:
    """The joined stylesheet, written anew when a part is newer than it."""
    target = JOINED / name
    parts = SHEETS[name]()
    newest = max(path.stat().st_mtime for path in parts)
    if not target.exists() or target.stat().st_mtime < newest:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(
            "\n".join(path.read_text(encoding="utf-8") for path in parts),
            encoding="utf-8",
        )
    return target


class WholeFinder(FileSystemFinder):
    """Our static files without the parts of the stylesheets: nobody asks for a part, and what one
    names is right from the place of the whole alone.
    """

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        parts = {path for sheet in SHEETS.values() for path in sheet()}
        for path, storage in super().list(ignore_patterns):
            if Path(storage.path(path)) not in parts:
                yield path, storage


class JoinedFinder(BaseFinder):
    def check(self, **kwargs) -> list:
        return []

    @overload
    def find(self, path: str, find_all: Literal[False] = ...) -> str | None: ...

    @overload
    def find(self, path: str, find_all: Literal[True]) -> list[str]: ...

    def find(
        self, path: str, find_all: bool = False, **kwargs
    ) -> str | list[str] | None:
        if path not in SHEETS:
            return []
        joined = str(join_stylesheets(path))
        return [joined] if find_all else joined

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in SHEETS:
            join_stylesheets(name)
            yield name, FileSystemStorage(location=JOINED)

"""One stylesheet for the browser, a file per component for us: joined when files are found."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, overload

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/site.css"
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


def join_stylesheets() -> Path:
    """The joined stylesheet, written anew when a part is newer than it."""
    target = JOINED / NAME
    newest = max(path.stat().st_mtime for path in stylesheet_parts())
    if not target.exists() or target.stat().st_mtime < newest:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(
            "\n".join(
                path.read_text(encoding="utf-8") for path in stylesheet_parts()
            ),
            encoding="utf-8",
        )
    return target


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
        if path != NAME:
            return []
        return (
            [str(join_stylesheets())] if find_all else str(join_stylesheets())
        )

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        join_stylesheets()
        yield NAME, FileSystemStorage(location=JOINED)

"""Words for translators inside an f-string: the extraction does not see them there."""

import ast
from pathlib import Path
from typing import NamedTuple

from tools.house.source import modules

#: the functions that mark words for translators
MARKS = {
    "_",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}


class Hidden(NamedTuple):
    """A marked text that no translator will ever meet."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def words_in_fstrings(root: Path) -> list[Hidden]:
    """Each f-string of the code with a marked text inside."""
    return [
        Hidden(module.file, node.lineno)
        for module in modules(root)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.JoinedStr) and _marks_words(node)
    ]


def _marks_words(fstring: ast.JoinedStr) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in MARKS
        for node in ast.walk(fstring)
    )

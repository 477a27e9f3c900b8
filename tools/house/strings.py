"""What a room names without importing it: models, dotted paths, tables, URL names, templates.

A string ties as firmly as an import, and breaks later. Docstrings are prose and left out.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.house.rooms import ROOMS, room_of_template
from tools.house.routes import routes
from tools.house.source import Module, modules, template_text, templates

ANY_ROOM = "|".join(ROOMS)
DOTTED = re.compile(rf"({ANY_ROOM})\.[A-Za-z_][\w.]*")
URL_NAME = re.compile(r"([a-z_]+:)([\w-]*)")
ADMIN_URL = re.compile(rf"admin:({ANY_ROOM})_")
TABLE = re.compile(rf"\b({ANY_ROOM})_([a-z]+)(?![a-z])")
#: `news.toml` is a file, `news.Article` a model
FILE_ENDINGS = tuple(
    ".atom .css .csv .geojson .html .ics .js .json .pdf .po .svg .toml .txt .typ .xml".split()
)
#: functions whose first argument is a URL name, with or without a namespace
ASK_FOR_ADDRESSES = ("reverse", "reverse_lazy", "redirect", "resolve_url")
PART_OF_TEMPLATE = re.compile(
    r"\{%-?\s*(?:include|extends)\s+[\"']([^\"']+)[\"']"
)
LOADED = re.compile(r"\{%-?\s*load\s+([\w\s.]+?)\s*-?%\}")


class Name(NamedTuple):
    """A string that names something of a room."""

    file: str
    line: int
    room: str
    text: str


class Book(NamedTuple):
    """What there is to name: URL names with their room, templates, and tables of each room."""

    routes: dict[str, str]
    templates: frozenset[str]
    tables: frozenset[tuple[str, str]]


def tables(root: Path) -> frozenset[tuple[str, str]]:
    """(room, model in small letters) of every class in a room's models."""
    return frozenset(
        (module.room, node.name.lower())
        for module in modules(root)
        if module.dotted.split(".")[1:2] == ["models"]
        for node in module.tree.body
        if isinstance(node, ast.ClassDef)
    )


def book(root: Path) -> Book:
    return Book(routes(root), frozenset(templates(root)), tables(root))


def _prose(tree: ast.Module) -> set[int]:
    """The strings that stand alone: docstrings."""
    return {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)
    }


def rooms_in(text: str, known: Book) -> Iterator[str]:
    """The rooms that a string names by its form alone."""
    if text in known.templates:
        yield room_of_template(text)
        return
    if DOTTED.fullmatch(text) and not text.endswith(FILE_ENDINGS):
        yield text.split(".")[0]
    if (named := URL_NAME.fullmatch(text)) and named[1] in known.routes:
        yield known.routes.get(text, known.routes[named[1]])
    if of_admin := ADMIN_URL.match(text):
        yield of_admin[1]
    for room, model in TABLE.findall(text):
        if (room, model) in known.tables:
            yield room


def _constant(node: ast.expr | None) -> str:
    return (
        node.value
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        else ""
    )


def _rooms_in_call(call: ast.Call, known: Book) -> Iterator[tuple[str, str]]:
    """(room, text) of what is a name only because of where it stands."""
    function = ast.unparse(call.func).rpartition(".")[2]
    first = _constant(call.args[0] if call.args else None)
    if (
        function in ASK_FOR_ADDRESSES
        and ":" not in first
        and first in known.routes
    ):
        yield known.routes[first], first
    if function == "get_model" and first in ROOMS:
        yield first, first
    for keyword in call.keywords:
        label = _constant(keyword.value)
        if keyword.arg == "app_label" and label in ROOMS:
            yield label, label


def names_in(module: Module, known: Book) -> Iterator[Name]:
    """Every string of a module that names something of a room, its own included."""
    prose = _prose(module.tree)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            for room, text in _rooms_in_call(node, known):
                yield Name(module.file, node.lineno, room, text)
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in prose
        ):
            for room in rooms_in(node.value, known):
                yield Name(module.file, node.lineno, room, node.value)


def libraries(root: Path) -> dict[str, str]:
    """Library of template tags → its room."""
    return {
        module.dotted.rpartition(".")[2]: module.room
        for module in modules(root)
        if "templatetags" in module.file.split("/") and not module.is_package
    }


def names_in_templates(root: Path) -> Iterator[tuple[str, Name]]:
    """(the room of a template, what it includes, extends or loads); its URL names are free."""
    of_tags = libraries(root)
    for template in templates(root):
        own, file = room_of_template(template), f"templates/{template}"
        for line, text in enumerate(
            template_text(root, template).splitlines(), start=1
        ):
            for part in PART_OF_TEMPLATE.findall(text):
                if (root / "templates" / part).is_file():
                    yield own, Name(file, line, room_of_template(part), part)
            for library in " ".join(LOADED.findall(text)).split():
                if library in of_tags:
                    yield own, Name(file, line, of_tags[library], library)

"""Whose address a URL name is: the room of the view that answers it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.house.imports import imports_of
from tools.house.rooms import ROOMS
from tools.house.source import Module, modules


def _namespace(module: Module) -> str:
    for node in module.tree.body:
        if (
            isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) == "app_name"
        ):
            return str(ast.literal_eval(node.value))
    return ""


def _paths(module: Module) -> Iterator[tuple[str, str]]:
    """(the name, the first word of the view) of each `path(…, view, name="…")`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in (
            "path",
            "re_path",
        ):
            view = ast.unparse(node.args[1]).split("(")[0].split(".")[0]
            for keyword in node.keywords:
                if keyword.arg == "name" and isinstance(
                    keyword.value, ast.Constant
                ):
                    yield str(keyword.value.value), view


def _rooms_of_names(module: Module) -> dict[str, str]:
    """Each imported name of a module and the room it comes from."""
    found = {}
    for one in imports_of(module, frozenset()):
        room = one.target.split(".")[0]
        if room in ROOMS:
            found[one.name or one.target.rpartition(".")[2]] = room
    return found


def routes(root: Path) -> dict[str, str]:
    """URL name → room, as `calls:detail` or `home`; `calls:` is whoever declares the namespace."""
    found: dict[str, str] = {}
    for module in modules(root):
        if not module.file.endswith("urls.py"):
            continue
        namespace, rooms = _namespace(module), _rooms_of_names(module)
        prefix = f"{namespace}:" if namespace else ""
        if prefix:
            found[prefix] = module.room
        for name, view in _paths(module):
            found[prefix + name] = rooms.get(view, module.room)
    return found

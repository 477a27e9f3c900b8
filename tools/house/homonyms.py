"""Public functions of one name in several modules."""

import ast
from collections.abc import Iterable
from pathlib import Path

from tools.house.source import Module, modules


def public_functions(module: Module) -> list[str]:
    return [
        node.name
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
    ]


def is_view(module: Module) -> bool:
    """A view is named as its verb: the two are one idea, and a view repeats only other views."""
    return "views" in module.dotted.split(".")


def _shared(found: Iterable[Module]) -> dict[str, list[str]]:
    places: dict[str, list[str]] = {}
    for module in found:
        for name in public_functions(module):
            places.setdefault(name, []).append(module.dotted)
    return {
        name: where
        for name, where in sorted(places.items())
        if len(set(where)) > 1
    }


def homonyms(root: Path) -> dict[str, list[str]]:
    """Name → modules. Views are named as their verbs, in the namespace of their URLs: compared
    with views of their own room only, all other code with all other code."""
    found = modules(root)
    shared = _shared(module for module in found if not is_view(module))
    for room in sorted({module.room for module in found}):
        views = _shared(
            module
            for module in found
            if is_view(module) and module.room == room
        )
        for name, where in views.items():
            shared.setdefault(name, []).extend(where)
    return shared

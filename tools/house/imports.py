"""Who imports whom, module by module, relative imports resolved."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.house.source import Finding, Module, modules

TYPE_CHECKS = ("TYPE_CHECKING", "typing.TYPE_CHECKING")
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Import(NamedTuple):
    """One imported name: `target` is the module, or the package where the name is no module."""

    source: Module
    line: int
    target: str
    name: str
    for_types_only: bool


def _lines_for_types(tree: ast.Module) -> set[int]:
    """The lines under `if TYPE_CHECKING:`, which never run."""
    return {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) in TYPE_CHECKS
        for statement in node.body
        for line in range(
            statement.lineno, (statement.end_lineno or statement.lineno) + 1
        )
    }


def _package(module: Module, node: ast.ImportFrom) -> str:
    """What `from … import` names, with the dots of a relative import resolved."""
    if not node.level:
        return node.module or ""
    parts = module.dotted.split(".")
    up = node.level - 1 if module.is_package else node.level
    return ".".join(
        [*parts[: len(parts) - up], *([node.module] if node.module else [])]
    )


def _names(
    module: Module, known: frozenset[str]
) -> Iterator[tuple[int, str, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = _package(module, node)
            for alias in node.names:
                whole = f"{package}.{alias.name}"
                yield (
                    (node.lineno, whole, "")
                    if whole in known
                    else (node.lineno, package, alias.name)
                )


def imports_of(module: Module, known: frozenset[str]) -> Iterator[Import]:
    """Each import of a module; `known` are the modules that exist."""
    for_types = _lines_for_types(module.tree)
    for line, target, name in _names(module, known):
        yield Import(module, line, target, name, line in for_types)


def all_imports(root: Path) -> list[Import]:
    """Every import that the code of the rooms makes, of whatever."""
    found = modules(root)
    known = frozenset(module.dotted for module in found)
    return [one for module in found for one in imports_of(module, known)]


def imports_in_functions(root: Path) -> list[Finding]:
    return sorted(
        {
            Finding(
                module.file,
                node.lineno,
                f"an import inside a function: {ast.unparse(node)}",
            )
            for module in modules(root)
            for function in ast.walk(module.tree)
            if isinstance(function, Definition)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
    )


def imports_of_template_tags(root: Path) -> list[Finding]:
    """Code that takes a rule from a library of template tags; these may import each other."""
    return [
        Finding(
            one.source.file,
            one.line,
            f"imports {'.'.join(filter(None, (one.target, one.name)))}",
        )
        for one in all_imports(root)
        if "templatetags" in [*one.target.split("."), one.name]
        and "templatetags" not in one.source.file.split("/")
    ]

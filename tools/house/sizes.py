"""How wide, how long and how dense the text is."""

import ast
import io
import math
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.house.source import (
    Finding,
    Module,
    files_below,
    modules,
    modules_and_workshops,
    template_text,
    templates,
)

PYTHON_WIDTH = 100
TEXT_WIDTH = 120
FUNCTION_LINES = 40
MODULE_LINES = 400
TEMPLATE_LINES = 150
#: paragraphs of letters are one line each: their width is the reader's
LETTERS = "mail/"
NOT_TOKENS = (
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
)


def _wide(file: str, text: str, width: int) -> Iterator[Finding]:
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > width:
            yield Finding(
                file, number, f"{len(line)} characters, at most {width}"
            )


def wide_python(root: Path) -> list[Finding]:
    """Tests and tools too; a long string is no exception."""
    found = modules_and_workshops(root)
    return [
        wide
        for module in found
        for wide in _wide(module.file, module.text, PYTHON_WIDTH)
    ]


def wide_templates(root: Path) -> list[Finding]:
    return [
        wide
        for name in templates(root)
        if not (name.startswith(LETTERS) and name.endswith(".txt"))
        for wide in _wide(
            f"templates/{name}", template_text(root, name), TEXT_WIDTH
        )
    ]


def wide_styles_and_scripts(root: Path) -> list[Finding]:
    return [
        wide
        for path in files_below(root / "static", ".css", ".js")
        if "vendor" not in path.parts
        for wide in _wide(
            path.relative_to(root).as_posix(), path.read_text(), TEXT_WIDTH
        )
    ]


def wide_lines(root: Path) -> list[Finding]:
    return [
        *wide_python(root),
        *wide_templates(root),
        *wide_styles_and_scripts(root),
    ]


def tokens(text: str) -> list[tokenize.TokenInfo]:
    return list(tokenize.generate_tokens(io.StringIO(text).readline))


def unformatted(root: Path) -> list[Finding]:
    """Comments that send the formatter away."""
    return [
        Finding(module.file, token.start[0], token.string)
        for module in modules_and_workshops(root)
        for token in tokens(module.text)
        if token.type == tokenize.COMMENT
        if "fmt: skip" in token.string or "fmt: off" in token.string
    ]


def functions(
    root: Path,
) -> Iterator[tuple[Module, ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    """Each function and its lines, from `def` on: decorators are left out."""
    for module in modules(root):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (
                    module,
                    node,
                    (node.end_lineno or node.lineno) - node.lineno + 1,
                )


def long_functions(root: Path) -> list[Finding]:
    return [
        Finding(
            module.file,
            node.lineno,
            f"{node.name}: {lines} lines, at most {FUNCTION_LINES}",
        )
        for module, node, lines in functions(root)
        if lines > FUNCTION_LINES
    ]


def lines_of(module: Module) -> int:
    return len(module.text.splitlines())


def long_modules(root: Path) -> list[Finding]:
    return [
        Finding(module.file, 1, f"{lines} lines, at most {MODULE_LINES}")
        for module in modules(root)
        if (lines := lines_of(module)) > MODULE_LINES
    ]


def long_templates(root: Path) -> list[Finding]:
    return [
        Finding(
            f"templates/{name}", 1, f"{lines} lines, at most {TEMPLATE_LINES}"
        )
        for name in templates(root)
        if (lines := len(template_text(root, name).splitlines()))
        > TEMPLATE_LINES
    ]


def p95(numbers: Iterable[int]) -> int:
    """The smallest of them that 95 of 100 do not exceed; 0 for none."""
    ordered = sorted(numbers)
    return ordered[math.ceil(0.95 * len(ordered)) - 1] if ordered else 0


def functions_p95(root: Path) -> int:
    return p95(lines for _, _, lines in functions(root))


def modules_p95(root: Path) -> int:
    """Of modules with something in them."""
    return p95(
        lines_of(module) for module in modules(root) if module.text.strip()
    )


def tokens_per_line(root: Path) -> float:
    """Tokens of Python for each line on which one begins.

    A name, a number, a string (a docstring is one) and a sign are a token each; comments, ends of
    lines and indentation are none, so neither blank lines nor comments make code look lighter.
    `django.contrib` has 5.9 by this measure, `allauth` 6.3.
    """
    count, lines = 0, 0
    for module in modules(root):
        found = [
            token
            for token in tokens(module.text)
            if token.type not in NOT_TOKENS
        ]
        count += len(found)
        lines += len({token.start[0] for token in found})
    return count / lines if lines else 0.0

"""Papers: a typst template and its data become an accessible PDF, or a picture."""

import functools
import json
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst

from core.papers.printable import (
    FONTS,
    each_text,
    printable,
    surely_printable,
)

PRELUDE = Path(__file__).parent / "prelude.typ"
log = logging.getLogger(__name__)

_of_thread = threading.local()


def make_pdf(template: Path, data: dict[str, Any]) -> bytes:
    """The PDF/UA of a template; the data goes in as JSON, never as markup.

    Any text makes a paper: a sign that cannot be drawn stands as a substitute (`printable`).
    """
    return _made(_compile, template, data)


def make_png(template: Path, data: dict[str, Any]) -> bytes:
    """The one page of a template as a picture, two pixels a point."""
    return _made(_draw, template, data)


def _made(
    make: Callable[[Path, dict[str, Any]], bytes],
    template: Path,
    data: dict[str, Any],
) -> bytes:
    try:
        return make(template, each_text(data, printable))
    except typst.TypstError:
        # What our table of signs does not foresee: the plainest paper is better than none.
        # The error is not logged: it quotes the text.
        log.warning("%s is made of plain signs only", template.name)
        return make(template, each_text(data, surely_printable))


@functools.cache
def _fonts() -> typst.Fonts:
    """Our own fonts, looked through once."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[FONTS],
    )


def _compiler() -> typst.Compiler:
    """One for each thread: it keeps what it has read of the fonts, a quarter of a paper's time."""
    if not hasattr(_of_thread, "compiler"):
        _of_thread.compiler = typst.Compiler(
            font_paths=_fonts(), ignore_system_fonts=True
        )
    return _of_thread.compiler


@functools.cache
def _source(template: Path) -> bytes:
    return PRELUDE.read_bytes() + template.read_bytes()


def _draw(template: Path, data: dict[str, Any]) -> bytes:
    picture = _compiler().compile(
        _source(template),
        sys_inputs={"data": json.dumps(data)},
        format="png",
        ppi=144,
    )
    assert isinstance(picture, bytes)
    return picture


def _compile(template: Path, data: dict[str, Any]) -> bytes:
    paper = _compiler().compile(
        _source(template),
        sys_inputs={"data": json.dumps(data)},
        pdf_standards="ua-1",
    )
    assert isinstance(paper, bytes)
    return paper

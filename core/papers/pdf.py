"""Papers: a typst template and its data become an accessible PDF."""

import functools
import json
import logging
import threading
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
    try:
        return _compile(template, each_text(data, printable))
    except typst.TypstError:
        # What our table of signs does not foresee: the plainest paper is better than none.
        # The error is not logged: it quotes the text.
        log.warning("%s is made of plain signs only", template.name)
        return _compile(template, each_text(data, surely_printable))


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


def _compile(template: Path, data: dict[str, Any]) -> bytes:
    paper = _compiler().compile(
        _source(template),
        sys_inputs={"data": json.dumps(data)},
        pdf_standards="ua-1",
    )
    assert isinstance(paper, bytes)
    return paper

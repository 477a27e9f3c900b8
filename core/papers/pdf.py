"""Papers: a typst template and its data become an accessible PDF."""

import json
import logging
from pathlib import Path
from typing import Any

import typst

from core.papers.printable import (
    FONTS,
    breakable,
    each_text,
    printable,
    surely_printable,
)

log = logging.getLogger(__name__)


def make_pdf(template: Path, data: dict[str, Any]) -> bytes:
    """The PDF/UA of a template; the data goes in as JSON, never as markup.

    Any text makes a paper: a sign that cannot be drawn stands as a substitute (`printable`).
    """
    try:
        return _compile(template, each_text(data, _shown))
    except typst.TypstError:
        # What our table of signs does not foresee: the plainest paper is better than none.
        # The error is not logged: it quotes the text.
        log.warning("%s is made of plain signs only", template.name)
        return _compile(template, each_text(data, _shown_plainly))


def _shown(text: str) -> str:
    return breakable(printable(text))


def _shown_plainly(text: str) -> str:
    return breakable(surely_printable(text))


def _compile(template: Path, data: dict[str, Any]) -> bytes:
    return typst.compile(
        template,
        sys_inputs={"data": json.dumps(data)},
        font_paths=[FONTS],
        ignore_system_fonts=True,
        pdf_standards="ua-1",
    )

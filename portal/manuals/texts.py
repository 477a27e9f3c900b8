"""The manuals of the staff: what to click for a task, one file for each manual and language.

A step is a sentence; what stands in square brackets is the exact word of a button, a field or a
heading, which `tests/portal/manuals` looks for among the words of the pages.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

FOLDER = Path(__file__).parent
#: in the order in which the list shows them
MANUALS = ("editor", "officer", "reviewer", "administrator")
NAME = re.compile(r"\[(.+?)\]")


@dataclass(frozen=True)
class Chapter:
    """One task: its steps, what is worth knowing besides, and a picture of the page."""

    code: str
    title: str
    steps: tuple[SafeString, ...]
    notes: tuple[SafeString, ...] = ()
    #: the picture's static file, and what it shows
    picture: str = ""
    shows: str = ""


@dataclass(frozen=True)
class Manual:
    """What one kind of staff does here, in one language."""

    name: str
    title: str
    summary: str
    chapters: tuple[Chapter, ...]


def _with_names(sentence: str) -> SafeString:
    """The sentence as HTML, names of buttons in bold: they are every second piece."""
    pieces = enumerate(NAME.split(sentence))
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<b>{}</b>", piece) if number % 2 else piece,)
            for number, piece in pieces
        ),
    )


def picture_file(name: str, language: str) -> str:
    """Where `make manual-pictures` puts a picture, below static/."""
    return f"manuals/{name}-{language}.png"


def _chapter(facts: dict[str, Any], language: str) -> Chapter:
    picture = facts.get("picture", "")
    return Chapter(
        code=facts["code"],
        title=facts["title"],
        steps=tuple(map(_with_names, facts["steps"])),
        notes=tuple(map(_with_names, facts.get("notes", ()))),
        picture=picture and picture_file(picture, language),
        shows=facts.get("shows", ""),
    )


@cache
def read_manual(name: str, language: str) -> Manual:
    """A manual in a language; KeyError where there is none of that name."""
    if name not in MANUALS:
        raise KeyError(name)
    text = (FOLDER / f"{name}.{language}.toml").read_text(encoding="utf-8")
    facts = tomllib.loads(text)
    return Manual(
        name=name,
        title=facts["title"],
        summary=facts["summary"],
        chapters=tuple(
            _chapter(chapter, language) for chapter in facts["chapters"]
        ),
    )

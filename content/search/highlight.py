"""The words found, marked in the spelling of the text itself."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from content.search.entries import stem

#: a word as written: letters and digits, with the marks that stand inside Armenian words
WORD = re.compile("[^\\W_]+(?:[՛՜՞\u00ad]+[^\\W_]+)*[՛՜՞]*")
EXCERPT = 220


def word_hits(text: str, stems: set[str]) -> list[tuple[int, int]]:
    """Where in the text words of these stems stand."""
    return [
        match.span() for match in WORD.finditer(text) if stem(match[0]) in stems
    ]


def _window(text: str, first: int) -> tuple[int, int]:
    start = max(0, first - EXCERPT // 3)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = min(len(text), start + EXCERPT)
    return start, (
        text.rfind(" ", start, end)
        if end < len(text) and " " in text[start:end]
        else end
    )


def marked_words(text: str, stems: set[str]) -> SafeString:
    """The whole text, escaped, with <mark> around what was found."""
    parts, at = [], 0
    for start, end in word_hits(text, stems):
        parts += [
            escape(text[at:start]),
            "<mark>",
            escape(text[start:end]),
            "</mark>",
        ]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))  # noqa: S308 - every piece is escaped


def excerpt(text: str, stems: set[str]) -> SafeString:
    """About two lines around the first word found; the beginning when none stands here."""
    hits = word_hits(text, stems)
    start, end = _window(text, hits[0][0] if hits else 0)
    piece = marked_words(text[start:end], stems)
    before = "…" if start > 0 else ""
    after = "…" if end < len(text) else ""
    return mark_safe(f"{before}{piece}{after}")  # noqa: S308 - escaped above

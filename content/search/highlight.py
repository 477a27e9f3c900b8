"""The words found, marked in the spelling of the text itself."""

import functools
import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.language import armenian
from core.language.search_words import word_tokens

#: a word as written: letters and digits, with the marks that stand inside Armenian words; or a
#: number with its thousands apart
WORD = re.compile(
    "\\d{1,3}(?:[ \u00a0\u202f.,'’]\\d{3})+(?![^\\W_])"
    "|[^\\W_]+(?:[՛՜՞\u00ad]+[^\\W_]+)*[՛՜՞]*"
)
EXCERPT = 220


@functools.lru_cache(maxsize=50_000)
def _written_tokens(written: str) -> frozenset[str]:
    words = armenian.words(written)
    return frozenset(token for word in words for token in word_tokens(word))


def word_hits(text: str, tokens: set[str]) -> list[tuple[int, int]]:
    """Where in the text words of these tokens stand."""
    return [
        match.span()
        for match in WORD.finditer(text)
        if not tokens.isdisjoint(_written_tokens(match[0]))
    ]


def _window(text: str, first: int) -> tuple[int, int]:
    start = max(0, first - EXCERPT // 3)
    start = (
        text.rfind(
            " ",
            0,
            start,
        )
        + 1
        if start
        else 0
    )
    end = min(len(text), start + EXCERPT)
    return start, (
        text.rfind(
            " ",
            start,
            end,
        )
        if end < len(text) and " " in text[start:end]
        else end
    )


def marked_words(text: str, tokens: set[str]) -> SafeString:
    """The whole text, escaped, with <mark> around what was found."""
    parts, at = [], 0
    for start, end in word_hits(text, tokens):
        parts += [
            escape(text[at:start]),
            "<mark>",
            escape(text[start:end]),
            "</mark>",
        ]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))  # noqa: S308 - every piece is escaped


def excerpt(text: str, tokens: set[str]) -> SafeString:
    """About two lines around the first word found; the beginning when none stands here."""
    hits = word_hits(text, tokens)
    start, end = _window(text, hits[0][0] if hits else 0)
    piece = marked_words(text[start:end], tokens)
    before = "…" if start > 0 else ""
    after = "…" if end < len(text) else ""
    return mark_safe(f"{before}{piece}{after}")  # noqa: S308 - escaped above

"""Text as a paper can show it: whatever people write, a paper is made of it.

PDF/UA refuses a sign that no font can draw, and a mark whose letter stands in another font. Each
becomes a visible substitute here; the record and its hash keep the text as it was written.
"""

import functools
import unicodedata
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
#: the fonts of the text; the others are fallbacks
TEXT_FONTS = ("NotoSans-Regular.ttf", "NotoSansArmenian-Regular.ttf")
#: what stands for a sign that cannot be drawn; the text font has it
SUBSTITUTE = "\u25af"
#: the colour of a person's skin: said by the sign before it, drawn by no font of ours
SKIN = range(0x1F3FB, 0x1F400)
#: PDF knows none of them, although fonts name them
REFUSED = {0x00, 0x1680, 0xFEFF}


@functools.cache
def _signs_of(font: str) -> frozenset[int]:
    with TTFont(FONTS / font, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


@functools.cache
def drawn_signs() -> frozenset[int]:
    """Every code point for which one of our fonts has a glyph."""
    fonts = [_signs_of(path.name) for path in FONTS.glob("*-Regular.ttf")]
    fonts.append(_signs_of("DejaVuSans.ttf"))
    return frozenset().union(*fonts) - REFUSED


@functools.cache
def _plain_signs() -> frozenset[str]:
    """Those that are drawn whatever stands beside them: what nearly every text is made of."""
    signs = map(chr, drawn_signs().difference(SKIN))
    return frozenset(sign for sign in signs if not _is_mark(sign)) | {
        "\n",
        "\t",
    }


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) in ("Mn", "Me", "Mc")


def _stands_with(base: str, mark: str) -> bool:
    """Whether the font that draws the letter draws the mark on it too."""
    for font in TEXT_FONTS:
        if ord(base) in _signs_of(font):
            return ord(mark) in _signs_of(font)
    return False


def _is_drawn(sign: str, base: str) -> bool:
    code = ord(sign)
    if 0xFE00 <= code <= 0xFE0F:  # how an emoji looks: never seen by itself
        return True
    if code not in drawn_signs():
        return False
    return not _is_mark(sign) or _stands_with(base, sign)


def printable(text: str) -> str:
    """The text with a visible substitute for each sign that no font can draw."""
    is_plain = _plain_signs().issuperset(text)
    if is_plain and unicodedata.is_normalized("NFC", text):
        return text
    signs: list[str] = []
    base = ""
    for sign in unicodedata.normalize("NFC", text):
        if ord(sign) in SKIN:
            continue
        if sign in "\n\t" or _is_drawn(sign, base or " "):
            signs.append(sign)
        elif unicodedata.category(sign) == "Cf":
            continue
        else:
            signs.append(SUBSTITUTE)
        if not _is_mark(sign):
            base = sign
    return "".join(signs)


def surely_printable(text: str) -> str:
    """The same from the fonts of the text alone, without any mark: what is left when all else
    fails.
    """
    known = _signs_of(TEXT_FONTS[0]) | _signs_of(TEXT_FONTS[1])
    return "".join(
        sign
        if sign in "\n\t"
        or (
            ord(sign) in known - REFUSED
            and unicodedata.category(sign)[0] not in "MC"
        )
        else SUBSTITUTE
        for sign in unicodedata.normalize("NFC", text)
    )


def each_text(data: Any, read) -> Any:
    """The same data with every text read by `read`."""
    if isinstance(data, str):
        return read(data)
    if isinstance(data, dict):
        return {key: each_text(value, read) for key, value in data.items()}
    if isinstance(data, list):
        return [each_text(value, read) for value in data]
    return data

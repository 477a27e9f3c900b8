"""Letters as they are compared, whatever they look like: full width, with accents, with signs that
nobody sees between them.
"""

import unicodedata

#: letters that nobody sees; the other unseen signs are known by their category
UNSEEN_LETTERS = {0x115F, 0x1160, 0x3164, 0xFFA0}
#: of marks and of formats
UNSEEN_CATEGORIES = ("Cf", "Mn", "Me")
MARKS_INSIDE_WORDS = "՛՜՞՟"


class _Folding(dict):
    """Code of a sign → what it is compared by; made as signs are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_sign(chr(code))
        return folded


def _fold_sign(sign: str) -> str:
    if ord(sign) in UNSEEN_LETTERS or sign in MARKS_INSIDE_WORDS:
        return ""
    plain = unicodedata.normalize("NFKD", sign.casefold()).casefold()
    return "".join(
        part
        for part in unicodedata.normalize("NFKD", plain)
        if unicodedata.category(part) not in UNSEEN_CATEGORIES
    )


_folding = _Folding()


def fold_letters(text: str) -> str:
    """A text for comparing: small plain letters without accents, and no unseen signs."""
    return text.translate(_folding)


def sign_places(text: str) -> list[int]:
    """Of each sign of the folded text, its place in the text itself."""
    return [
        place
        for place, sign in enumerate(text)
        for _part in _folding[ord(sign)]
    ]

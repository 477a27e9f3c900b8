"""Armenian as a language: one way to fold, stem, sort and romanise it, the same on both engines.

Everything here works on plain text and needs no database: the index columns, the search box,
duplicate checks and slugs all call these functions, so SQLite and PostgreSQL see equal tokens.
"""

import re
import unicodedata

from core.language import letters, word_forms

MARKS_INSIDE_WORDS = dict.fromkeys(
    map(ord, "՛՜՞՟\u00ad\u200b\u200c\u200d\ufeff")
)
FOLDED_SIGNS = str.maketrans(
    {"։": ":", **dict.fromkeys("«»“”„‟″", '"'), **dict.fromkeys("’‘՚", "'")}
)

#: thousands apart, as a reader of figures groups them: 60 000, 60,000
GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ .,']\d{3})+(?!\d|[.,]\d)")
#: a word, without an ending attached by a hyphen (ՀՀՏԶ-ի) and without the English 's
WORD = re.compile(
    rf"([^\W_]+)(?:[-‐‑–֊]{letters.ATTACHED_ENDING}(?![^\W_])|'s(?![^\W_]))?"
)

COLLATION = (
    "hy-x-icu"  # PostgreSQL's own name; registered under it on SQLite too
)

ARMENIAN_LETTERS = "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցփքօֆւ"
LATIN_LETTERS = (
    "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts p k o f v"
).split()
LETTERS = dict(zip(ARMENIAN_LETTERS, LATIN_LETTERS, strict=True))
INITIALS = {"ե": "ye", "ո": "vo"}


def _fold(text: str) -> str:
    text = unicodedata.normalize(
        "NFC", unicodedata.normalize("NFC", text).casefold()
    )
    text = (
        text.translate(MARKS_INSIDE_WORDS)
        .translate(FOLDED_SIGNS)
        .replace("եւ", "եվ")
    )
    return " ".join(text.split())


def _until_still(change, text: str) -> str:
    """Apply `change` until it changes nothing: what makes every function here idempotent."""
    while (changed := change(text)) != text:
        text = changed
    return text


def normalise(text: str) -> str:
    """Fold what a reader takes for the same text: case, և and եւ, inner marks, quotes, spaces."""
    return _until_still(_fold, text)


def _stem_once(word: str) -> str:
    if word.isascii():
        return word_forms.english_stem(word)
    return word_forms.armenian_stem(word)


def stem(word: str) -> str:
    """The common part of all case forms of one noun; of an English one, the singular."""
    return _until_still(_stem_once, normalise(letters.mend_mixed_words(word)))


#: no word of a language is longer, and PostgreSQL's index refuses one of 2 kB
LONGEST_WORD = 100


def words(text: str) -> list[str]:
    """The words of a text, folded and each in one script, in order; 60 000 is one. What is pasted
    without spaces is cut after its hundredth letter.
    """
    folded = normalise(letters.mend_mixed_words(text))
    joined = GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), folded)
    return [match[1][:LONGEST_WORD] for match in WORD.finditer(joined)]


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in words(text)]


def collation_key(text: str) -> tuple[str, bool, str]:
    """Sorts as the Armenian alphabet does; agrees with ICU `hy` on Armenian words."""
    return (text.replace("և", "եվ").casefold(), "և" in text, text.swapcase())


def collate(one: str, other: str) -> int:
    """Negative, zero or positive, as SQLite wants a collation."""
    first, second = collation_key(one), collation_key(other)
    return (first > second) - (first < second)


def _romanise_word(word: str) -> str:
    if word[0] in INITIALS and not word.startswith("ու"):
        word = INITIALS[word[0]] + word[1:]
    word = word.replace("ու", "u").replace("եվ", "ev")
    return "".join(LETTERS.get(letter, letter) for letter in word)


def romanise(text: str) -> str:
    """Armenian in Latin letters as its towns are usually written: Եղեգնաձոր → yeghegnadzor."""
    return re.sub(
        r"[^\W_]+", lambda match: _romanise_word(match[0]), normalise(text)
    )


def slug(text: str, limit: int = 60) -> str:
    """A Latin slug of at most `limit` characters, cut between words; 'x' if nothing is left."""
    parted = re.sub(r"[\W_]+", " ", normalise(text))
    latin = (
        unicodedata.normalize("NFKD", romanise(parted))
        .encode("ascii", "ignore")
        .decode()
    )
    parts = re.findall(r"[a-z0-9]+", latin.lower())
    joined = ""
    for part in parts:
        if joined and len(joined) + 1 + len(part) > limit:
            break
        joined = f"{joined}-{part}" if joined else part[:limit]
    return joined or "x"

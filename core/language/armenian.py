"""Armenian as a language: one way to fold, stem, sort and romanise it, the same on both engines.

Everything here works on plain text and needs no database: the index columns, the search box,
duplicate checks and slugs all call these functions, so SQLite and PostgreSQL see equal tokens.
"""

import re
import unicodedata

MARKS_INSIDE_WORDS = dict.fromkeys(
    map(ord, "՛՜՞՟\u00ad\u200b\u200c\u200d\ufeff")
)
FOLDED_SIGNS = str.maketrans(
    {"։": ":", **dict.fromkeys("«»“”„‟″", '"'), **dict.fromkeys("’‘՚", "'")}
)

VOWELS = "աեէըիոօ"
CONSONANT = f"[^{VOWELS}\\W]"
#: Noun endings, longest first: with plural, case and article taken off one by one, every form of a
#: noun arrives at the same stem. The second value is the shortest stem the ending may leave.
ENDINGS = sorted(
    [
        ("ություն", "ութ", 2),
        ("ության", "ութ", 2),
        ("ությամբ", "ութ", 2),
        ("ներ", "", 2),
        ("եր", "", 2),
        ("ման", "", 4),
        ("ում", "", 3),
        ("ից", "", 2),
        ("ուց", "", 3),
        ("ով", "", 2),
        ("րվա", "ր", 1),
        ("սվա", "ս", 2),
        ("ոջ", "", 3),
        ("ի", "", 2),
        ("ու", "", 3),
        ("ը", "", 2),
    ],
    key=lambda ending: -len(ending[0]),
)
#: համայնքը, but before a vowel համայնքն: the article is ն after a consonant too, never after յ
ARTICLE = re.compile(f"(?<=..[{VOWELS}ւ])ն$|(?<=..[^{VOWELS}ւյ\\W])ն$")
GLIDE_AFTER_VOWEL = re.compile("(?<=.[աո])յ$")
#: In the last syllable ի and ու fall away when an ending is added: ծրագիր, ծրագրեր.
FALLING_VOWEL = re.compile(f"(?<={CONSONANT})(?:ի|ույ|ու)(?={CONSONANT}+$)")

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


def _strip_one_ending(word: str) -> str:
    for ending, rest, shortest in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: len(word) - len(ending)] + rest
    word = ARTICLE.sub("", word)
    return GLIDE_AFTER_VOWEL.sub("", word)


def _stem_once(word: str) -> str:
    word = _until_still(_strip_one_ending, word)
    if word.endswith("ութ"):
        return word
    return FALLING_VOWEL.sub("", word)


def stem(word: str) -> str:
    """The common part of all case forms of one noun, on folded text; a Latin word stays itself."""
    return _until_still(_stem_once, normalise(word))


def words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return re.findall(r"[^\W_]+", normalise(text))


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in words(text)]


def search_key(*texts: str | None) -> str:
    """What an index column holds: ' stem stem stem ', to be searched by `' ' + stem`."""
    return (
        " "
        + " ".join(found for text in texts for found in stems(text or ""))
        + " "
    )


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

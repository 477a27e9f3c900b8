"""A name in any spelling, as an expression: Armenian, Latin and Cyrillic letters, case forms.

The expressions are for folded text (`fold_letters`). They are made sound by sound, so that letters
of several alphabets may stand in one word.
"""

import re
from collections.abc import Iterable

from core.language import armenian, letters
from core.language.folded_letters import fold_letters
from core.language.letter_sounds import (
    APOSTROPHES,
    Spellings,
    spelling_expression,
)

#: a name with fewer letters is also the beginning of many other words
LONG = 5
INNER_APOSTROPHE = re.compile(f"(?<=[a-z]){APOSTROPHES}(?=[a-z])")

#: one letter is an initial; two take no endings
SHORTEST, SHORTEST_WITH_ENDINGS = 2, 3
VOWELS = "աեէիոօaeiou"
LETTER = r"[^\W\d_]"
NOT_BEFORE_A_LETTER = f"(?!{LETTER})"
NOT_INSIDE_A_WORD = f"(?<!{LETTER})"
#: inside a word of Latin letters a name may stand anywhere
NOT_INSIDE_AN_ARMENIAN_WORD = r"(?<![\u0561-\u0587\u0430-\u044f])"
REST_OF_WORD = r"[^\W_]*"
NAME_WORD = re.compile(f"{LETTER}+")

#: case endings of a short name
OF_ALL = "յ?(?:ի[նց]?|ից|ով|ը|ն)", "y?i(?:ts)?|ov"
#: the article: not of Gay, gain
AFTER_A_VOWEL = "n"
#: and of a short name of a place: where, and who lives there
OF_PLACES = (
    "յ?ում|ու[նց]?|վա|(?:ներ|եր)(?:ի[նց]?|ով|ում|ը)?"
    f"|[եա]?ը?ց[իու]{REST_OF_WORD}|յան{REST_OF_WORD}",
    f"y?um|uts?|[ea]?y?tsi{REST_OF_WORD}|[ea]?y?tsu",
)
#: in Russian, of a name of four letters or more
OF_FOUR_LETTERS = "[аеуы]|ом"
#: of a name in ի that loses it: Լոռու, Գյումրեցի
INSTEAD_OF_I = (
    f"ու(?:[նցմ]|ում)?|ով|վա|ե?ց[իու]{REST_OF_WORD}"
    f"|u(?:n|ts|m)?|ov|va|e?ts[iu]{REST_OF_WORD}"
)
#: the same of three letters: անում, անուն are other words
INSTEAD_OF_I_SHORT = f"ուց?|եց[իու]{REST_OF_WORD}|uts|etsi{REST_OF_WORD}"
#: names that also begin other words, which tell nothing: կենտրոնական, վահանակ, granted, onward
ORDINARY = frozenset(
    "ակունք արմատ գրանտ կենտրոն ծաղիկ նվարդ ռոման սպիտակ վահան"
    " grant kentron nvard roman spitak tsaghik vahan".split()
)
#: English words in which a name stands by chance
NOT_ORDINARY = (
    "(?!armenia|(?<=cate)goris|(?<=alle)goris|(?<=g)arment|(?<=metal)lin)"
)


def _body(word: str, *, is_place: bool, is_strict: bool = False) -> str:
    """A place has its Armenian name besides: its Latin one is not read as Armenian."""
    kind = Spellings(
        has_loose=len(word) >= LONG and not is_strict,
        has_armenian=not is_place or letters.is_armenian(word),
    )
    return spelling_expression(word, kind)


def _is_long_in_latin(word: str) -> bool:
    return len(armenian.romanise(word.replace("եւ", "և"))) >= LONG


def _whole_word(body: str, endings: str) -> str:
    return (
        f"{NOT_INSIDE_A_WORD}{body}(?:{endings})?{NOT_BEFORE_A_LETTER}"
        if endings
        else f"{NOT_INSIDE_A_WORD}{body}{NOT_BEFORE_A_LETTER}"
    )


def _endings(word: str, is_place: bool) -> str:
    if len(word) < SHORTEST_WITH_ENDINGS:
        return ""
    endings = [*OF_ALL, *(OF_PLACES if is_place else ())]
    if word[-1] in VOWELS:
        endings.append(AFTER_A_VOWEL)
    if len(word) >= LONG - 1:
        endings.append(OF_FOUR_LETTERS)
    return "|".join(endings)


def _without_i(word: str) -> list[str]:
    """A name in ի in the forms that lose it, and one in ծին: Լոռու, Էջմիածնի."""
    forms = []
    if word.endswith(("ի", "i")) and len(word) >= SHORTEST_WITH_ENDINGS:
        is_short = len(word) < LONG - 1
        rest = INSTEAD_OF_I_SHORT if is_short else INSTEAD_OF_I
        body = _body(word[:-1], is_place=True)
        forms.append(
            f"{NOT_INSIDE_A_WORD}{body}(?:{rest}){NOT_BEFORE_A_LETTER}"
        )
    if word.endswith("ծին"):
        body = _body(word[:-2] + "ն", is_place=True)
        forms.append(f"{NOT_INSIDE_A_WORD}{body}{REST_OF_WORD}")
    return forms


def _inside_words(word: str, is_place: bool) -> str:
    """A name in a longer word of Latin letters: mygavar, infogavar."""
    body = _body(word, is_place=is_place, is_strict=True)
    return f"(?<=[a-z]){NOT_ORDINARY}{body}{REST_OF_WORD}"


def word_expressions(word: str, *, is_place: bool) -> list[str]:
    """What finds one word of a name; a place takes the endings of places too."""
    word = fold_letters(word)
    if len(word) < SHORTEST:
        return []
    body = _body(word, is_place=is_place)
    found = _without_i(word) if is_place else []
    is_beginning = len(word) >= LONG and word not in ORDINARY
    if _is_long_in_latin(word) and word not in ORDINARY:
        found.append(_inside_words(word, is_place))
    if is_beginning:
        found.append(f"{NOT_INSIDE_A_WORD}{NOT_ORDINARY}{body}{REST_OF_WORD}")
    else:
        found.append(_whole_word(body, _endings(word, is_place)))
    return found


def joined_expression(words: Iterable[str]) -> str:
    """What finds the words of the name of a place side by side, or written as one."""
    bodies = [_body(fold_letters(word), is_place=True) for word in words]
    joined = r"[\s\-‐‑–֊_.]{0,2}".join(bodies)
    return f"{NOT_INSIDE_AN_ARMENIAN_WORD}{joined}{REST_OF_WORD}"


def name_words(name: str) -> list[str]:
    """The words of a name, folded, without the signs of t'alin."""
    return NAME_WORD.findall(INNER_APOSTROPHE.sub("", fold_letters(name)))

"""What the searches compare: the tokens of a written word, and those a question asks for.

A word of a text gives its stem and, if it is Armenian, its sound with a sign before it. A word of
a question in other letters asks for either; an Armenian one asks for the stem alone.
"""

import functools
import re
from dataclasses import dataclass

from core.language import armenian, letters

#: stands before a sound; of the private use area: no text has it
SOUND = "\ue002"
SHORTEST_SOUND = 3
MOST_WORDS = 12
#: Nouns that say what kind of place is meant, and never which: they narrow nothing.
GENERIC = (
    "համայնք համայնքապետարան քաղաքապետարան գյուղապետարան մարզպետարան թաղապետարան"
    " քաղաք գյուղ ավան մարզ վրա"
    " community municipality city town village region province marz hall of the in"
    " община муниципалитет мэрия город село область"
)

#: tokens of which one is enough
Term = tuple[str, ...]


def word_sound(word: str) -> str:
    """How a word in any letters sounds, without its ending."""
    if not letters.is_armenian(word):
        word = letters.in_armenian_letters(word)
    return letters.spell_sound(armenian.stem(word))


@functools.lru_cache(maxsize=50_000)
def word_tokens(word: str) -> Term:
    """What the index keeps of a word in a text."""
    stem = armenian.stem(word)
    if letters.is_armenian(stem):
        return stem, SOUND + letters.spell_sound(stem)
    return (stem,)


def asked_tokens(word: str) -> Term:
    """What answers a word of a question."""
    stem = armenian.stem(word)
    if letters.is_armenian(word) or not letters.is_foreign(word):
        return (stem,)
    sound = word_sound(word)
    return (stem, SOUND + sound) if len(sound) >= SHORTEST_SOUND else (stem,)


@functools.cache
def _generic_tokens() -> frozenset[str]:
    return frozenset(
        token for word in GENERIC.split() for token in word_tokens(word)
    )


def lone_word(text: str) -> str:
    """The one word of a name that is more than the kind of a place; "" when there are several."""
    generic = _generic_tokens()
    words = [
        word
        for word in armenian.words(text)
        if generic.isdisjoint(asked_tokens(word))
    ]
    return words[0] if len(words) == 1 else ""


@dataclass(frozen=True)
class Question:
    """The words asked for; `names` are those that are more than the kind of a place."""

    terms: tuple[Term, ...]

    @property
    def names(self) -> tuple[Term, ...]:
        generic = _generic_tokens()
        return tuple(term for term in self.terms if generic.isdisjoint(term))

    @property
    def tokens(self) -> set[str]:
        return {token for term in self.terms for token in term}


#: «t'alin», "mayor's": inside a word of Latin letters the sign says nothing
APOSTROPHE = re.compile("(?<=[A-Za-z])['’ʼ](?=[A-Za-z])")


def read_question(text: str) -> Question:
    text = APOSTROPHE.sub("", text)
    terms = dict.fromkeys(map(asked_tokens, armenian.words(text)))
    return Question(tuple(terms)[:MOST_WORDS])


def search_key(*texts: str | None, sign: str = "") -> str:
    """What a column of names holds: ' token token ', to be searched by `' ' + token`."""
    tokens = [
        sign + token
        for text in texts
        for word in armenian.words(text or "")
        for token in word_tokens(word)
    ]
    return f" {' '.join(tokens)} "

"""A word near to the one that was not found: from the words of all titles."""

import difflib

from content.models import SearchWord
from content.search.entries import stem
from core.language import armenian

LIMIT = 3000
NEAR = 0.72


def _neighbours(word: str) -> list[str]:
    near = SearchWord.objects.filter(word__startswith=word[:1]).order_by("word")
    return list(near.values_list("word", flat=True)[:LIMIT])


def nearest_word(word: str) -> str:
    """The word meant: typed in Latin letters, or misspelt; "" when none is near."""
    word = armenian.normalise(word)
    if SearchWord.objects.filter(stem=stem(word)).exists():
        return word
    same_sound = (
        SearchWord.objects.filter(latin=armenian.romanise(word))
        .order_by("word")
        .first()
    )
    if same_sound:
        return same_sound.word
    return next(
        iter(
            difflib.get_close_matches(word, _neighbours(word), n=1, cutoff=NEAR)
        ),
        "",
    )


def suggestion(question: str) -> str:
    """The whole question with its words put right; "" when nothing better is known."""
    words = armenian.words(question)[:8]
    better = [nearest_word(word) or word for word in words]
    return " ".join(better) if better != words else ""

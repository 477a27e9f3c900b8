"""A word near to the one that was not found: from the words of all titles."""

import difflib

from django.utils.translation import get_language

from content.models import SearchWord
from content.search.entries import broad_sound
from core.language import armenian, letters

LIMIT = 3000
NEAR = 0.75


def _order(word: str) -> tuple[bool, int, str]:
    """Words in the letters of the page come first, and bare words before their case forms."""
    is_readers = letters.is_armenian(word) == (get_language() == "hy")
    return not is_readers, len(word), word


def _words_sounding(sound: str) -> list[str]:
    alike = SearchWord.objects.filter(latin=sound)
    return sorted(alike.values_list("word", flat=True), key=_order)


def _nearest_sound(sound: str) -> str:
    """The sound of a title's word that is nearest to this one; "" when none is near."""
    first = sound[:1]
    known = SearchWord.objects.filter(
        latin__gte=first, latin__lt=chr(ord(first) + 1)
    )
    sounds = known.order_by("latin").values_list("latin", flat=True)[:LIMIT]
    near = difflib.get_close_matches(
        sound,
        sounds,
        n=1,
        cutoff=NEAR,
    )
    return near[0] if near else ""


def nearest_word(word: str) -> str:
    """The word meant: typed in other letters, or misspelt; "" when none is near."""
    if SearchWord.objects.filter(stem=armenian.stem(word)).exists():
        return word
    sound = broad_sound(word)
    found = _words_sounding(sound) if sound else []
    if sound and not found and (near := _nearest_sound(sound)):
        found = _words_sounding(near)
    return found[0].replace("եվ", "և") if found else ""


def suggestion(question: str) -> str:
    """The whole question with its words put right; "" when nothing better is known."""
    words = armenian.words(question)[:8]
    better = [nearest_word(word) or word for word in words]
    return " ".join(better) if better != words else ""

"""A word near to the one that was not found: from the words of all titles."""

import difflib

from django.utils.translation import get_language

from content.models import SearchWord
from content.search.entries import broad_sound
from core.language import armenian, letters

LIMIT = 3000
NEAR = 0.75


def _is_readers(word: str) -> bool:
    """Whether a word is in the letters of the page."""
    return letters.is_armenian(word) == (get_language() == "hy")


def _order(word: str) -> tuple[bool, int, str]:
    """Words in the letters of the page come first, and bare words before their case forms."""
    return not _is_readers(word), len(word), word


def _words_sounding(sound: str) -> list[str]:
    alike = SearchWord.objects.filter(latin=sound)
    return sorted(alike.values_list("word", flat=True), key=_order)


def _readers_word(sound: str) -> str:
    """The word of titles that sounds so and is in the letters of the page; else ""."""
    found = _words_sounding(sound)[:1] if sound else []
    return found[0] if found and _is_readers(found[0]) else ""


def _nearest_sound(sound: str) -> str:
    """The sound of a title's word in the letters of the page that is nearest; "" when none is."""
    first = sound[:1]
    known = SearchWord.objects.filter(
        latin__gte=first, latin__lt=chr(ord(first) + 1)
    )
    pairs = known.order_by("latin").values_list("latin", "word")[:LIMIT]
    sounds = {latin: None for latin, word in pairs if _is_readers(word)}
    near = difflib.get_close_matches(sound, sounds, n=1, cutoff=NEAR)
    return near[0] if near else ""


def nearest_word(word: str) -> str:
    """The word meant: in other letters, by other keys, or misspelt; "" when none is near."""
    if SearchWord.objects.filter(stem=armenian.stem(word)).exists():
        return word
    sound = broad_sound(word)
    other = letters.in_other_layout(word)
    found = _readers_word(sound)
    if not found and other:
        found = _readers_word(broad_sound(other))
    if not found and sound:
        found = _readers_word(_nearest_sound(sound))
    if not found and sound and (foreign := _words_sounding(sound)):
        found = foreign[0]
    return found.replace("եվ", "և")


def suggestion(question: str) -> str:
    """The whole question with its words put right; "" when nothing better is known."""
    words = armenian.words(question)[:8]
    better = [nearest_word(word) or word for word in words]
    return " ".join(better) if better != words else ""

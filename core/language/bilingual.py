"""The two languages of the portal: which is read now, and what a thing says in it."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language, gettext

DEFAULT_LANGUAGE = "hy"
LANGUAGES = ("hy", "en")


def active_language() -> str:
    return get_language() or DEFAULT_LANGUAGE


def language_of(words: str) -> str:
    """The language of a text that no column names: Armenian where it has an Armenian letter."""
    return "hy" if re.search("[\u0531-\u0587]", words or "") else "en"


def other_language(language: str = "") -> str:
    """The language that is not this one; without an argument, not the active one."""
    return "en" if (language or active_language()) == "hy" else "hy"


def text_and_language(thing: Any, field: str) -> tuple[str, str]:
    """What to show of a field and the language it is in: the active one, else the other.

    A thing that says `language_shown` is shown in that language.
    """
    active = active_language()
    wanted = getattr(thing, "language_shown", active)
    for language in (wanted, *LANGUAGES):
        if words := getattr(thing, f"{field}_{language}", ""):
            return str(words), language
    return "", active


def name_in_language(name: str, language: str) -> str:
    """ "Title, in Armenian": what a field of one language is called, where its library writes
    "Title [hy]".
    """
    names = {"hy": gettext("in Armenian"), "en": gettext("in English")}
    return f"{name}, {names[language]}"


def text(thing: Any, field: str) -> str:
    """The words of a field alone, for attributes, titles and papers."""
    return text_and_language(thing, field)[0]


def languages_but(languages: Iterable[str]) -> tuple[str, ...]:
    """The languages that are missing from some."""
    present = set(languages)
    return tuple(one for one in LANGUAGES if one not in present)


def in_language(path: str, language: str) -> str:
    """A path of ours in another language."""
    return re.sub(r"^/(?:hy|en)/", f"/{language}/", path)


def with_colon(words: str) -> str:
    """«Deadline:» in English, «Վերջնաժամկետ՝» in Armenian.

    A sentence before it loses its own stop.
    """
    sign = gettext(":")
    return f"{str(words).rstrip('։:. ')}{sign}"

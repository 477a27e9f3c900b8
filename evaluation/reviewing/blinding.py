"""What of an application may be read without knowing whose it is.

An allow-list: only questions marked as visible without names. In what stands there, the names of
the community and of its people are taken out too, in any case form and either alphabet.
"""

import re
from collections.abc import Iterable
from typing import Any

from accounts.models import User
from applications.models import Application
from calls.models import FormSection, Question
from core.language import armenian
from core.language.search_words import (
    SOUND,
    asked_tokens,
    read_question,
    word_sound,
)

#: stands where a name stood
HIDDEN = "[…]"
WORD = re.compile(r"[^\W_]+(?:[՛՜՞][^\W_]+)*")
#: a shorter sound is one of many words
SHORTEST_SOUND = 4
#: and a shorter beginning one of many words' (a sound has a sign before it)
SHORTEST_BEGINNING = 5
#: signs that nobody sees and that would split a word
UNSEEN = dict.fromkeys([0x00AD, *range(0x200B, 0x200E), 0x2060, 0xFEFF])


def _tokens(word: str) -> set[str]:
    """What two writings of one word share: the stem, and how it sounds in any alphabet."""
    sound = word_sound(word)
    tokens = {armenian.stem(word)}
    return tokens | ({SOUND + sound} if len(sound) >= SHORTEST_SOUND else set())


def _tokens_of_names(names: Iterable[str]) -> set[str]:
    """Of each word that is more than the kind of a place."""
    found = set()
    for name in names:
        telling = read_question(name).names
        for word in armenian.words(name):
            if asked_tokens(word) in telling:
                found.update(_tokens(word))
    return found


class NameHider:
    """Takes the names of one application's community and people out of texts."""

    def __init__(self, application: Application) -> None:
        community = application.community
        people = User.objects.filter(seats__community=community)
        self.tokens = _tokens_of_names(
            [
                *community.search_names(),
                *people.values_list("name", flat=True),
            ]
        )
        self.beginnings = tuple(
            token for token in self.tokens if len(token) >= SHORTEST_BEGINNING
        )

    def hide(self, value: Any) -> Any:
        """A text without the names; lists and tables cell by cell."""
        if isinstance(value, str):
            return WORD.sub(self._hidden, value.translate(UNSEEN))
        if isinstance(value, list):
            return [self.hide(part) for part in value]
        if isinstance(value, dict):
            return {key: self.hide(part) for key, part in value.items()}
        return value

    def _hidden(self, found: re.Match) -> str:
        word = found[0]
        return HIDDEN if self._tells(word) else word

    def _tells(self, word: str) -> bool:
        """A name, or a word made of one: its inhabitants, its river, a family of its name."""
        tokens = _tokens(word)
        return not self.tokens.isdisjoint(tokens) or any(
            token.startswith(self.beginnings) for token in tokens
        )


def keys_seen_blind(application: Application) -> set[str]:
    """The questions of its form that reviewers without names may read; never a personal one."""
    questions = Question.objects.filter(
        section__version=application.form_version_id,
        is_seen_blind=True,
        is_personal=False,
    )
    return set(questions.values_list("key", flat=True))


def blind_content(
    content: dict, keys: set[str], hider: NameHider
) -> dict[str, Any]:
    """The record of a version for people (`version_for_reading`) with nothing in it but the
    visible questions, and without the names.
    """
    sections = []
    for section in content["sections"]:
        answers = [
            entry | {"shown": hider.hide(entry["shown"]), "files": []}
            for entry in section["answers"]
            if entry["key"] in keys
        ]
        if answers or section["kind"] == FormSection.BUDGET:
            sections.append(section | {"answers": answers})
    return {"sections": sections, "currency": content["currency"]}

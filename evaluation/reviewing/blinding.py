"""What of an application may be read without knowing whose it is.

An allow-list: only questions marked as visible without names. In what stands there, the names of
the community and of its people are taken out too, in any case form and either alphabet.
"""

import re
from typing import Any

from applications.models import Application
from calls.models import FormSection, Question
from core.language.armenian import LONGEST_WORD
from core.language.folded_letters import fold_letters, sign_places
from evaluation.reviewing.hidden_names import names_expression

#: stands where a name stood
HIDDEN = "[…]"
#: what may stand before a name in one word of Latin letters
BEGINNING = re.compile(r"[a-z0-9]+$")


class NameHider:
    """Takes the names of one application's community and people out of texts."""

    def __init__(self, application: Application) -> None:
        self.names = names_expression(application)

    def hide(self, value: Any) -> Any:
        """A text without the names; lists and tables cell by cell."""
        if isinstance(value, str):
            return self._without_names(value)
        if isinstance(value, list):
            return [self.hide(part) for part in value]
        if isinstance(value, dict):
            return {key: self.hide(part) for key, part in value.items()}
        return value

    def _without_names(self, text: str) -> str:
        """Each word with a name goes as a whole, with the unseen signs inside it."""
        folded = fold_letters(text)
        found = list(self.names.finditer(folded))
        if not found:
            return text
        places, parts, end = sign_places(text), [], 0
        for match in found:
            start = _beginning_of_word(folded, match.start())
            parts += [text[end : places[start]], HIDDEN]
            end = places[match.end() - 1] + 1
            while end < len(text) and not fold_letters(text[end]):
                end += 1
        return "".join([*parts, text[end:]])


def _beginning_of_word(folded: str, start: int) -> int:
    """Where the word begins in which a name was found."""
    before = BEGINNING.search(folded, max(0, start - LONGEST_WORD), start)
    return before.start() if before else start


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

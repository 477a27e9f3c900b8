"""Keys of new parts. Answers are recognised by the key of their question, from version to version
and from form to form, so a new question gets one that no question of any form has had.
"""

import re
from collections.abc import Iterable

from calls.models import FormSection, FormVersion, Question, RemovedPart


def _numbered(prefix: str, keys: Iterable[str]) -> str:
    """The prefix with a number above those in use."""
    pattern = re.compile(rf"{re.escape(prefix)}(\d{{1,6}})")
    numbers = [
        int(match[1]) for key in keys if (match := pattern.fullmatch(key))
    ]
    return f"{prefix}{max(numbers, default=0) + 1}"


def _removed_keys() -> list[str]:
    states = RemovedPart.objects.values_list("state", flat=True)
    return [
        question["fields"]["key"]
        for state in states
        for question in [state, *state.get("questions", ())]
    ]


def new_question_key() -> str:
    used = Question.objects.filter(key__startswith="question_")
    keys = used.order_by("key").values_list("key", flat=True).distinct()
    return _numbered("question_", [*keys, *_removed_keys()])


def new_section_key(version: FormVersion) -> str:
    sections = FormSection.objects.filter(version=version).order_by("pk")
    return _numbered("section-", sections.values_list("key", flat=True))


def new_row_key(prefix: str, taken: Iterable[str]) -> str:
    return _numbered(f"{prefix}_", taken)

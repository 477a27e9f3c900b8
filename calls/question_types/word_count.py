"""The limit of words, counted as the browser counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from core.text.typed_values import count_words

if TYPE_CHECKING:
    from calls.models import Question


def word_count_fault(question: Question, value: str) -> str:
    limit, count = question.word_limit, count_words(value)
    if not limit or count <= limit:
        return ""
    sentence = ngettext(
        "The answer has %(count)d word; at most %(limit)d are read.",
        "The answer has %(count)d words; at most %(limit)d are read.",
        count,
    )
    return sentence % {"count": count, "limit": limit}

"""The limit of words, counted as the browser counts them."""

from django.utils.translation import ngettext

from calls.question_types.form_question import FormQuestion
from core.text.word_count import count_words


def word_count_fault(question: FormQuestion, value: str) -> str:
    limit, count = question.word_limit, count_words(value)
    if not limit or count <= limit:
        return ""
    sentence = ngettext(
        "The answer has %(count)d word; at most %(limit)d are allowed.",
        "The answer has %(count)d words; at most %(limit)d are allowed.",
        count,
    )
    return sentence % {"count": count, "limit": limit}

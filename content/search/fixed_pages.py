"""The portal's own pages, which are no content: found by their titles and by other words for them.

The roof registers them; there are few, so a question is compared with each of them.
"""

import functools
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from core.language import armenian
from core.language.search_words import Question, word_tokens
from core.registry import Registry


@functools.cache
def _tokens(text: str) -> frozenset[str]:
    words = armenian.words(text)
    return frozenset(token for word in words for token in word_tokens(word))


@dataclass(frozen=True)
class FixedPage:
    """A page by the name of its address; `words` find it in either language."""

    code: str
    title: str | Promise
    words: str
    order: int

    def get_absolute_url(self) -> str:
        return reverse(self.code)

    def tokens(self) -> frozenset[str]:
        return _tokens(f"{self.title} {self.words}")


FIXED_PAGES: Registry[FixedPage] = Registry()


def find_fixed_pages(question: Question) -> list[FixedPage]:
    """The pages that have every word of the question."""
    terms = question.names or question.terms
    return [
        page
        for page in FIXED_PAGES.all()
        if terms and not any(page.tokens().isdisjoint(term) for term in terms)
    ]

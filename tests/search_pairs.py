"""Questions to the search and the pages that answer them: `search_pairs.tsv`, and who judges.

A line is a question, the language of its reader, and the page, without language and slashes. `~`
before the page: the question is misspelt, and a suggestion that leads there will do.
"""

from pathlib import Path
from typing import NamedTuple

from django.utils import translation

from content.search import query, suggest

PAIRS = Path(__file__).parent / "content" / "search_pairs.tsv"


class Pair(NamedTuple):
    """A question and the page that answers it."""

    question: str
    language: str
    page: str
    may_be_suggested: bool


class Outcome(NamedTuple):
    """Whether the page was found, whether it was the first of its kind, and what was told."""

    pair: Pair
    is_found: bool
    is_first: bool
    told: list[str]


def read_pairs() -> list[Pair]:
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    parts = (line.split("\t") for line in lines)
    return [
        Pair(question, language, page.removeprefix("~"), page.startswith("~"))
        for question, language, page in parts
    ]


def _page(path: str) -> str:
    return path.strip("/").partition("/")[2].partition("#")[0].strip("/")


def _answers(question: str, language: str) -> list[list[str]]:
    """Pages found, by kind; the portal's own pages first."""
    answer = query.search(question, language)
    own = [_page(page.get_absolute_url()) for page in answer.pages]
    groups = [
        [_page(result.path) for result in group.results]
        for group in answer.groups
    ]
    return [own, *groups]


def judge_pair(pair: Pair) -> Outcome:
    with translation.override(pair.language):
        found = _answers(pair.question, pair.language)
        if pair.may_be_suggested and not any(pair.page in k for k in found):
            better = suggest.suggestion(pair.question)
            found = _answers(better, pair.language) if better else found
    return Outcome(
        pair,
        is_found=any(pair.page in kind for kind in found),
        is_first=any(kind[:1] == [pair.page] for kind in found),
        told=[page for kind in found for page in kind[:2]],
    )

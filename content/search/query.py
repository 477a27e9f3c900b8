"""Asking the index: groups of results by kind, titles first, then the newest."""

from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from content.models import SearchEntry
from content.search import engine
from content.search.entry import read_key
from content.search.fixed_pages import find_fixed_pages
from content.search.highlight import excerpt, marked_words
from content.search.kinds import kind_codes
from content.search.results import COUNTED, Answer, Group, Result
from core.language.bilingual import other_language
from core.language.search_words import Question, Term, read_question

IN_A_GROUP = 5
ON_A_PAGE = 20
MOST = COUNTED + 1
ROOM = 100  # for what is in the index and not public yet, or no more


class _Ask(NamedTuple):
    """What the index is asked: things of a kind that have these words in such a way."""

    kind: str
    terms: tuple[Term, ...]
    tier: engine.Tier


def _select(ask: _Ask, facet: str, place: int) -> tuple[str, list]:
    """The SQL of one asking: (its place among others, key), newest first and cut early.

    The inner cut lets PostgreSQL walk its key backwards for a frequent word; it leaves room for
    what is in the index and not public yet.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    matching = engine.matching_sql(ask.terms, ask.tier)
    question = engine.index_question(
        ask.kind,
        ask.terms,
        facet,
        ask.tier,
    )
    sql = (
        f"SELECT * FROM (SELECT {place:d} AS place, found.key"  # noqa: S608 - constants
        f" FROM (SELECT * FROM ({matching}) every LIMIT {MOST + ROOM:d}) found"
        " JOIN content_searchentry entry ON entry.id = found.key"
        " WHERE entry.visible_from <= %s"
        " AND (entry.visible_until IS NULL OR entry.visible_until > %s)"
        f" ORDER BY found.key DESC LIMIT {MOST:d}) asked{place:d}"
    )
    return sql, [question, now, now]


def _keys_asked(asks: list[_Ask], facet: str) -> list[list[int]]:
    """Keys for each asking, newest first: one question to the database."""
    selects, values = zip(
        *(_select(ask, facet, place) for place, ask in enumerate(asks)),
        strict=True,
    )
    found: list[list[int]] = [[] for _ in asks]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(selects),
            [value for some in values for value in some],
        )
        for place, key in sorted(cursor.fetchall(), key=lambda row: -row[1]):
            found[place].append(key)
    return found


class _Found:
    """Keys of what was found, by kind, best first; a kind that has enough is not asked further."""

    def __init__(self, kinds: tuple[str, ...], facet: str) -> None:
        self.keys: dict[str, list[int]] = {kind: [] for kind in kinds}
        self.facet = facet

    def kinds(self, least: int, most: int) -> list[str]:
        """Those of which so many are known."""
        return [
            kind
            for kind, keys in self.keys.items()
            if least <= len(keys) < most
        ]

    def add(self, asks: list[_Ask]) -> None:
        """What is found goes behind what is known, in the order of the askings."""
        if not asks:
            return
        for ask, keys in zip(asks, _keys_asked(asks, self.facet), strict=True):
            both = dict.fromkeys(self.keys[ask.kind] + keys)
            self.keys[ask.kind] = list(both)[:MOST]


def _keys(
    kinds: tuple[str, ...], question: Question, facet: str
) -> dict[str, list[int]]:
    """What is called so comes first; then what has every word; then what has all but the kind of
    place: «Սևան համայնք».

    Of each, titles come first. Whoever has a page full of titles is given the rest by date.
    """
    found = _Found(kinds, facet)
    names = question.names
    named = [_Ask(kind, names, engine.Tier.WHOLE_NAME) for kind in kinds]
    found_first = named if len(names) == 1 else []
    asked = [question.terms]
    if 0 < len(names) < len(question.terms):
        asked.append(names)
    for terms in asked:
        wanting = found.kinds(0, MOST)
        titled = [_Ask(kind, terms, engine.Tier.IN_TITLE) for kind in wanting]
        found.add([*found_first, *titled])
        found_first = []
        _add_texts(found, terms)
    return found.keys


def _add_texts(found: _Found, terms: tuple[Term, ...]) -> None:
    """What has the words elsewhere than in the title alone."""
    few, many = found.kinds(0, ON_A_PAGE), found.kinds(ON_A_PAGE, MOST)
    if len(terms) > 1:
        some = engine.Tier.SOME_IN_TITLE
        found.add([_Ask(kind, terms, some) for kind in few])
        few = [kind for kind in few if len(found.keys[kind]) < MOST]
    texts = [_Ask(kind, terms, engine.Tier.IN_TEXT) for kind in few]
    rest = [_Ask(kind, terms, engine.Tier.NOT_ALL_IN_TITLE) for kind in many]
    found.add([*texts, *rest])


def _result(entry: SearchEntry, tokens: set[str]) -> Result:
    dated, is_past = read_key(entry.pk)
    return Result(
        entry.kind,
        entry.language,
        entry.path,
        marked_words(entry.title, tokens),
        excerpt(entry.body, tokens),
        dated,
        is_past,
    )


def _results(keys: list[int], tokens: set[str]) -> dict[int, Result]:
    entries = SearchEntry.objects.filter(pk__in=keys)
    return {entry.pk: _result(entry, tokens) for entry in entries}


def _groups(
    question: Question, facet: str, kind: str, start: int
) -> list[Group]:
    kinds = (kind,) if kind else kind_codes()
    keys_by_kind = _keys(
        kinds,
        question,
        facet,
    )
    size = ON_A_PAGE if kind else IN_A_GROUP
    shown = {
        each: keys[start : start + size] for each, keys in keys_by_kind.items()
    }
    results = _results(
        [key for keys in shown.values() for key in keys], question.tokens
    )
    return [
        Group(
            each, len(keys_by_kind[each]), [results[key] for key in shown[each]]
        )
        for each in kinds
        if keys_by_kind[each]
    ]


def search(
    text: str, language: str, *, kind: str = "", start: int = 0
) -> Answer:
    """Everything public that has all words of the question, in any case form and spelling.

    `kind` narrows to one kind and gives a longer page from `start`. When the reader's language has
    nothing, the other one is asked, and the answer says so.
    """
    question = read_question(text)
    if not question.terms:
        return Answer(question, language)
    pages = [] if kind else find_fixed_pages(question)
    groups = _groups(
        question,
        f"for{language}",
        kind,
        start,
    )
    if not groups:
        other = other_language(language)
        if groups := _groups(
            question,
            f"in{other}",
            kind,
            start,
        ):
            language = other
    return Answer(
        question,
        language,
        groups,
        pages,
    )

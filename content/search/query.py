"""Asking the index: groups of results by kind, titles first, then the newest."""

from django.db import connection
from django.utils import timezone

from content.models import SearchEntry
from content.search import engine
from content.search.entries import read_key
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


def _select(
    kind: str, terms: tuple[Term, ...], facet: str, tier: engine.Tier
) -> tuple[str, list]:
    """The SQL of one tier of a kind: (kind, key), newest first and cut early.

    The inner cut lets PostgreSQL walk its key backwards for a frequent word; it leaves room for
    what is in the index and not public yet.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    matching = engine.matching_sql(terms, tier)
    sql = (
        "SELECT * FROM (SELECT %s AS kind, found.key"  # noqa: S608 - constants
        f" FROM (SELECT * FROM ({matching}) every LIMIT {MOST + ROOM:d}) found"
        " JOIN content_searchentry entry ON entry.id = found.key"
        " WHERE entry.visible_from <= %s"
        " AND (entry.visible_until IS NULL OR entry.visible_until > %s)"
        f" ORDER BY found.key DESC LIMIT {MOST:d}) {kind}"
    )
    return sql, [
        kind,
        engine.index_question(
            kind,
            terms,
            facet,
            tier,
        ),
        now,
        now,
    ]


def _tier(
    kinds: list[str], terms: tuple[Term, ...], facet: str, tier: engine.Tier
) -> dict[str, list[int]]:
    """Keys of one tier by kind, newest first: one question to the database."""
    selects, values = zip(
        *(
            _select(
                kind,
                terms,
                facet,
                tier,
            )
            for kind in kinds
        ),
        strict=True,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(selects),
            [value for some in values for value in some],
        )
        rows = sorted(cursor.fetchall(), key=lambda row: -row[1])
    return {kind: [key for of, key in rows if of == kind] for kind in kinds}


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

    def add(
        self, kinds: list[str], terms: tuple[Term, ...], tier: engine.Tier
    ) -> None:
        if not kinds:
            return
        for kind, keys in _tier(
            kinds,
            terms,
            self.facet,
            tier,
        ).items():
            both = dict.fromkeys(self.keys[kind] + keys)
            self.keys[kind] = list(both)[:MOST]


def _keys(
    kinds: tuple[str, ...], question: Question, facet: str
) -> dict[str, list[int]]:
    """What has every word comes first; then what has all but the kind of place: «Սևան համայնք».

    Of each, titles come first. Whoever has a page full of titles is given the rest by date.
    """
    found = _Found(kinds, facet)
    asked = [question.terms]
    if 0 < len(question.names) < len(question.terms):
        asked.append(question.names)
    for terms in asked:
        found.add(
            found.kinds(0, MOST),
            terms,
            engine.Tier.IN_TITLE,
        )
        few, many = found.kinds(0, ON_A_PAGE), found.kinds(ON_A_PAGE, MOST)
        if len(terms) > 1:
            found.add(
                few,
                terms,
                engine.Tier.SOME_IN_TITLE,
            )
            few = [kind for kind in few if len(found.keys[kind]) < MOST]
        found.add(
            few,
            terms,
            engine.Tier.IN_TEXT,
        )
        found.add(
            many,
            terms,
            engine.Tier.NOT_ALL_IN_TITLE,
        )
    return found.keys


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

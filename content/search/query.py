"""Asking the index: groups of results by kind, titles first, then the newest."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import connection
from django.utils import timezone
from django.utils.safestring import SafeString

from content.models import SearchEntry
from content.search import engine
from content.search.entries import stem
from content.search.highlight import excerpt, marked_words
from content.search.kinds import kind_codes, kind_label
from core.language import armenian
from core.language.bilingual import other_language

MOST_WORDS = 12
IN_A_GROUP = 5
ON_A_PAGE = 20
COUNTED = 200  # beyond this the page says "more than 200": nobody reads on, and the index may stop
MOST = COUNTED + 1


@dataclass(frozen=True)
class Result:
    """A thing found: its words marked, its address and the language it is in."""

    kind: str
    language: str
    path: str
    title: SafeString
    text: SafeString
    dated: datetime | None


@dataclass(frozen=True)
class Group:
    """The results of one kind; `count` stops at COUNTED + 1."""

    kind: str
    count: int
    results: list[Result]

    @property
    def label(self) -> str:
        return kind_label(self.kind)

    @property
    def is_more_than_counted(self) -> bool:
        return self.count > COUNTED

    @property
    def has_more(self) -> bool:
        return self.count > len(self.results)


@dataclass(frozen=True)
class Answer:
    """What was found, and in whose language: `language` differs from the reader's when only that
    has it.
    """

    stems: set[str]
    language: str
    groups: list[Group] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def _select(
    kind: str, stems: list[str], facet: str, tier: int
) -> tuple[str, list]:
    """The SQL of one tier of a kind: (kind, key), newest first and cut early.

    The inner cut lets PostgreSQL walk its key backwards for a frequent word; it leaves room for
    what is in the index and not public yet.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    sql = (
        "SELECT * FROM (SELECT %s AS kind, found.key"  # noqa: S608 - constants
        f" FROM (SELECT * FROM ({engine.matching_sql()}) every LIMIT {3 * MOST:d}) found"
        " JOIN content_searchentry entry ON entry.id = found.key"
        " WHERE entry.visible_from <= %s"
        " AND (entry.visible_until IS NULL OR entry.visible_until > %s)"
        f" ORDER BY found.key DESC LIMIT {MOST:d}) {kind}"
    )
    return sql, [
        kind,
        engine.index_question(stems, [f"kind{kind}", facet], tier),
        now,
        now,
    ]


def _tier(
    kinds: list[str], stems: list[str], facet: str, tier: int
) -> dict[str, list[int]]:
    """Keys of one tier by kind, newest first: one question to the database."""
    selects, values = zip(
        *(_select(kind, stems, facet, tier) for kind in kinds), strict=True
    )
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(selects),
            [value for some in values for value in some],
        )
        rows = sorted(cursor.fetchall(), key=lambda row: -row[1])
    return {kind: [key for of, key in rows if of == kind] for kind in kinds}


def _keys(
    kinds: tuple[str, ...], stems: list[str], facet: str
) -> dict[str, list[int]]:
    """Keys of what was found, by kind, best first; a kind that has enough is not asked further."""
    keys_by_kind: dict[str, list[int]] = {kind: [] for kind in kinds}
    for tier in (0, 1, 2) if len(stems) > 1 else (0, 2):
        if wanting := [
            kind for kind in kinds if len(keys_by_kind[kind]) < MOST
        ]:
            for kind, keys in _tier(wanting, stems, facet, tier).items():
                keys_by_kind[kind] = (keys_by_kind[kind] + keys)[:MOST]
    return keys_by_kind


def _dated(entry: SearchEntry) -> datetime | None:
    """The instant in the entry's key: of publication, for an event of its beginning."""
    seconds = entry.pk >> 30
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def _results(keys: list[int], stems: set[str]) -> dict[int, Result]:
    return {
        entry.pk: Result(
            entry.kind,
            entry.language,
            entry.path,
            marked_words(entry.title, stems),
            excerpt(entry.body, stems),
            _dated(entry),
        )
        for entry in SearchEntry.objects.filter(pk__in=keys)
    }


def _answer(
    stems: list[str], facet: str, language: str, kind: str, start: int
) -> Answer:
    kinds = (kind,) if kind else kind_codes()
    keys_by_kind = _keys(kinds, stems, facet)
    size = ON_A_PAGE if kind else IN_A_GROUP
    shown = {
        each: keys[start : start + size] for each, keys in keys_by_kind.items()
    }
    results = _results(
        [key for keys in shown.values() for key in keys], set(stems)
    )
    groups = [
        Group(
            each, len(keys_by_kind[each]), [results[key] for key in shown[each]]
        )
        for each in kinds
        if keys_by_kind[each]
    ]
    return Answer(set(stems), language, groups)


def search(
    question: str, language: str, *, kind: str = "", start: int = 0
) -> Answer:
    """Everything public that has all words of the question, in any case form and spelling.

    `kind` narrows to one kind and gives a longer page from `start`. When the reader's language has
    nothing, the other one is asked, and the answer says so.
    """
    stems = list(
        dict.fromkeys(filter(None, map(stem, armenian.words(question))))
    )[:MOST_WORDS]
    if not stems:
        return Answer(set(), language)
    answer = _answer(stems, f"for{language}", language, kind, start)
    other = other_language(language)
    return (
        answer
        if answer.groups
        else _answer(stems, f"in{other}", other, kind, start)
    )

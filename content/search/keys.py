"""Which things of a model staff may mean: drafts too, and the last word may be unfinished."""

from django.db import connection, models

from content.search import engine
from core.language import armenian
from core.language.search_words import read_question

MOST = 500
SHORTEST_BEGINNING = 3


def _matching(kind: str, text: str) -> tuple[str, str] | None:
    """(SQL, its question) of the rows that have all words; None where no word is asked for."""
    terms = read_question(text).terms
    if not terms:
        return None
    last = armenian.words(text)[-1]
    beginning = last if len(last) >= SHORTEST_BEGINNING else ""
    asked = engine.every_word(
        kind,
        terms,
        beginning,
    )
    return engine.matching_sql(terms, engine.Tier.NOT_ALL_IN_TITLE), asked


def find_keys(model: type[models.Model], kind: str, text: str) -> list[int]:
    """The primary keys of at most 500 things, the newest. One statement."""
    matching = _matching(kind, text)
    if matching is None:
        return []
    sql, asked = matching
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entry.object_id"  # noqa: S608 - constants
            f" FROM (SELECT * FROM ({sql}) every LIMIT {2 * MOST:d}) found"
            " JOIN content_searchentry entry ON entry.id = found.key"
            " WHERE entry.model = %s ORDER BY found.key DESC",
            [asked, model._meta.label_lower],
        )
        found = dict.fromkeys(row[0] for row in cursor.fetchall())
    return list(found)[:MOST]

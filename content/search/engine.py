"""The index of each engine: the same tokens, the same questions, the same order.

A row of the index is a set of tokens: those of the text (`core/language/search_words.py`), those of
the title once more with a sign before them, and the languages it is shown in with another. Each
begins with the kind of the thing: every question is about one kind, and a word that stands in a
hundred thousand articles costs nothing when a map or a lesson is looked for. SQLite keeps them in
an FTS5 table, PostgreSQL in a tsvector. A token is letters, digits and signs of the private use
area, so neither engine cuts it further.
"""

import enum
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from core.language.search_words import Term

#: of the private use area, where no text has signs; beside those of `search_words` and the register
IN_TITLE, FACET, IN_TEXT, WHOLE = "\ue000", "\ue001", "\ue004", "\ue005"
CREATE = {
    # the tokenizer "ascii" never cuts at a letter it does not know; nothing asks for places of
    # words
    "sqlite": (
        "CREATE VIRTUAL TABLE content_search USING fts5(tokens, tokenize='ascii', detail=none)",
    ),
    "postgresql": (
        # Titles apart: a list of them is walked through from the newest. The main part of the
        # other table holds keys alone, so that many rows of it are soon read.
        "CREATE TABLE content_search_title (id bigint PRIMARY KEY, tokens tsvector NOT NULL)",
        "CREATE TABLE content_search (id bigint PRIMARY KEY, tokens tsvector NOT NULL)"
        " WITH (toast_tuple_target = 128)",
        *(
            statement
            for table in ("content_search_title", "content_search")
            for statement in (
                f"CREATE INDEX {table}_tokens ON {table} USING gin (tokens)",
                # a word in every third text must not be taken for a rare one
                f"ALTER TABLE {table} ALTER COLUMN tokens SET STATISTICS 1000",
            )
        ),
    ),
}
TABLES = {
    "sqlite": ("content_search",),
    "postgresql": ("content_search", "content_search_title"),
}
ROW = {"sqlite": "rowid", "postgresql": "id"}


def create_index(db: BaseDatabaseWrapper = connection) -> None:  # type: ignore[assignment]
    with db.cursor() as cursor:
        for statement in CREATE[db.vendor]:
            cursor.execute(statement)


def drop_index(db: BaseDatabaseWrapper = connection) -> None:  # type: ignore[assignment]
    with db.cursor() as cursor:
        for table in TABLES[db.vendor]:
            cursor.execute(f"DROP TABLE IF EXISTS {table}")


def index_tokens(
    kind: str,
    title: Iterable[str],
    body: Iterable[str],
    facets: Iterable[str],
    whole: Iterable[str] = (),
) -> list[str]:
    """What the index keeps of a thing, from the tokens of its title and text.

    `whole`: those of a word that is a name of the thing by itself.
    """
    title = set(title)
    return sorted(
        {
            *(kind + WHOLE + token for token in whole),
            *(kind + IN_TEXT + token for token in title.union(body)),
            *(kind + IN_TITLE + token for token in title),
            *(kind + FACET + facet for facet in facets),
        }
    )


def remove_rows(keys: Iterable[int]) -> None:
    values = [(key,) for key in keys]
    column = ROW[connection.vendor]
    with connection.cursor() as cursor:
        for table in TABLES[connection.vendor]:
            statement = f"DELETE FROM {table} WHERE {column} = %s"  # noqa: S608
            cursor.executemany(statement, values)


def put_rows(rows: Sequence[tuple[int, list[str]]]) -> None:
    """Write rows of (key, tokens), in place of older ones."""
    remove_rows(key for key, _tokens in rows)
    if connection.vendor == "sqlite":
        insert = "INSERT INTO content_search(rowid, tokens) VALUES (%s, %s)"
        with connection.cursor() as cursor:
            cursor.executemany(insert, [(k, " ".join(t)) for k, t in rows])
        return
    titles = [
        (key, [token for token in tokens if IN_TEXT not in token])
        for key, tokens in rows
    ]
    _put_vectors("content_search", rows)
    _put_vectors("content_search_title", titles)


def _put_vectors(table: str, rows: Sequence[tuple[int, list[str]]]) -> None:
    insert = (
        f"INSERT INTO {table}(id, tokens)"  # noqa: S608
        " VALUES (%s, array_to_tsvector(%s::text[]))"
    )
    with connection.cursor() as cursor:
        cursor.executemany(insert, rows)


def clear_rows() -> None:
    with connection.cursor() as cursor:
        for table in TABLES[connection.vendor]:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def take_measure() -> None:
    """Let the engine count its words, after all was written anew."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in TABLES[connection.vendor]:
            cursor.execute(f"ANALYZE {table}")


#: how each engine quotes a token and writes and, or, and not
OPERATORS = {
    "sqlite": ('"{}"', " AND ", " OR ", " NOT "),
    "postgresql": ("'{}'", " & ", " | ", " & !"),
}
#: a token of which only the beginning is known
BEGINNING = {"sqlite": '"{}" *', "postgresql": "'{}':*"}


def _ask_for(term: Term, sign: str) -> str:
    """Any of the tokens of a term, with the sign before each."""
    quoted, _both, either, _but = OPERATORS[connection.vendor]
    asked = either.join(quoted.format(sign + token) for token in term)
    return f"({asked})" if len(term) > 1 else asked


class Tier(enum.Enum):
    """What belongs together in the order of results."""

    WHOLE_NAME = "the word is the whole name"
    IN_TITLE = "every word stands in the title"
    SOME_IN_TITLE = "some words do"
    IN_TEXT = "none does"
    NOT_ALL_IN_TITLE = "some words do, or none"


def index_question(
    kind: str, terms: Sequence[Term], facet: str, tier: Tier
) -> str:
    """What to ask the index for the things of a kind that have every word."""
    _quoted, both, either, but = OPERATORS[connection.vendor]
    shown = _ask_for((facet,), kind + FACET)
    titled = [_ask_for(term, kind + IN_TITLE) for term in terms]
    if tier is Tier.WHOLE_NAME:
        names = [_ask_for(term, kind + WHOLE) for term in terms]
        return both.join([shown, *names])
    if tier is Tier.IN_TITLE:
        return both.join([shown, *titled])
    everywhere = [_ask_for(term, kind + IN_TEXT) for term in terms]
    some = f"({either.join(titled)})"
    every = f"({both.join(titled)})"
    if tier is Tier.SOME_IN_TITLE:
        return f"({both.join([shown, *everywhere, some])}){but}{every}"
    unwanted = some if tier is Tier.IN_TEXT else every
    return f"({both.join([shown, *everywhere])}){but}{unwanted}"


def every_word(kind: str, terms: Sequence[Term], beginning: str = "") -> str:
    """What to ask for the things of a kind that have every word anywhere, public or not.

    `beginning`: as much of the last word as is typed.
    """
    _quoted, both, either, _but = OPERATORS[connection.vendor]
    asked = [_ask_for(term, kind + IN_TEXT) for term in terms]
    if beginning:
        begun = BEGINNING[connection.vendor].format(kind + IN_TEXT + beginning)
        asked[-1] = f"({asked[-1]}{either}{begun})"
    return both.join(asked)


def matching_sql(terms: Sequence[Term], tier: Tier) -> str:
    """SQL of the rows that answer one question (one parameter), as `found(key)`, newest first."""
    if connection.vendor == "sqlite":
        return (
            "SELECT rowid AS key FROM content_search"
            " WHERE content_search MATCH %s ORDER BY rowid DESC"
        )
    table = (
        "content_search_title"
        if tier in (Tier.WHOLE_NAME, Tier.IN_TITLE)
        else "content_search"
    )
    found = f"SELECT id AS key FROM {table} WHERE tokens @@ %s::tsquery"  # noqa: S608
    if len(terms) == 1:
        return f"{found} ORDER BY id DESC"
    # How often words stand together PostgreSQL can only guess. Guessing too high it walks from the
    # newest through all texts; the index knows.
    newest = "SELECT key FROM found ORDER BY key DESC"
    return f"WITH found AS MATERIALIZED ({found}) {newest}"

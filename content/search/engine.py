"""The index of each engine: the same tokens, the same questions, the same order.

A row of the index is a set of tokens: those of the text (`core/language/search_words.py`), those of
the title once more with a sign before them, and facets (kind, languages) with another. SQLite keeps
them in an FTS5 table, PostgreSQL in a tsvector. A token is letters, digits and signs of the private
use area, so neither engine cuts it further.
"""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from core.language.search_words import Term

IN_TITLE, FACET = (
    "\ue000",
    "\ue001",
)  # of the private use area: no text has them
CREATE = {
    # the tokenizer "ascii" never cuts at a letter it does not know; nothing asks for places of
    # words
    "sqlite": (
        "CREATE VIRTUAL TABLE content_search USING fts5(tokens, tokenize='ascii', detail=none)",
    ),
    "postgresql": (
        "CREATE TABLE content_search (id bigint PRIMARY KEY, tokens tsvector NOT NULL)",
        "CREATE INDEX content_search_tokens ON content_search USING gin (tokens)",
        # a word in every third text must not be taken for a rare one
        "ALTER TABLE content_search ALTER COLUMN tokens SET STATISTICS 1000",
    ),
}
INSERT = {
    "sqlite": "INSERT INTO content_search(rowid, tokens) VALUES (%s, %s)",
    "postgresql": (
        "INSERT INTO content_search(id, tokens) VALUES (%s, array_to_tsvector(%s::text[]))"
    ),
}
ROW = {"sqlite": "rowid", "postgresql": "id"}


def create_index(db: BaseDatabaseWrapper = connection) -> None:  # type: ignore[assignment]
    with db.cursor() as cursor:
        for statement in CREATE[db.vendor]:
            cursor.execute(statement)


def drop_index(db: BaseDatabaseWrapper = connection) -> None:  # type: ignore[assignment]
    with db.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS content_search")


def index_tokens(
    title: Iterable[str], body: Iterable[str], facets: Iterable[str]
) -> list[str]:
    """What the index keeps of a thing, from the tokens of its title and text."""
    title = set(title)
    signed = {IN_TITLE + token for token in title} | {
        FACET + facet for facet in facets
    }
    return sorted(signed | title | set(body))


def remove_rows(keys: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        column = ROW[connection.vendor]
        statement = f"DELETE FROM content_search WHERE {column} = %s"  # noqa: S608
        cursor.executemany(statement, [(key,) for key in keys])


def put_rows(rows: Sequence[tuple[int, list[str]]]) -> None:
    """Write rows of (key, tokens), in place of older ones."""
    remove_rows(key for key, _tokens in rows)
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.executemany(
            INSERT[connection.vendor],
            [
                (key, " ".join(tokens) if is_sqlite else tokens)
                for key, tokens in rows
            ],
        )


def clear_rows() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM content_search")


#: how each engine quotes a token and writes and, or, and not
OPERATORS = {
    "sqlite": ('"{}"', " AND ", " OR ", " NOT "),
    "postgresql": ("'{}'", " & ", " | ", " & !"),
}


def _ask_for(term: Term, sign: str = "") -> str:
    """Any of the tokens of a term, with the sign before each."""
    quoted, _both, either, _but = OPERATORS[connection.vendor]
    asked = either.join(quoted.format(sign + token) for token in term)
    return f"({asked})" if len(term) > 1 else asked


def index_question(
    terms: Sequence[Term], facets: Sequence[str], tier: int
) -> str:
    """What to ask the index: tier 0 has every word in the title, 1 some of them, 2 none."""
    _quoted, both, either, but = OPERATORS[connection.vendor]
    facet_terms = [_ask_for((FACET + facet,)) for facet in facets]
    titled = [_ask_for(term, IN_TITLE) for term in terms]
    if tier == 0:
        return both.join([*facet_terms, *titled])
    everywhere = [_ask_for(term) for term in terms]
    some = f"({either.join(titled)})"
    if tier == 1:
        return f"({both.join([*facet_terms, *everywhere, some])}){but}({both.join(titled)})"
    return f"({both.join([*facet_terms, *everywhere])}){but}{some}"


def matching_sql() -> str:
    """SQL of the rows that answer one question (one parameter), as `found(key)`, newest first."""
    if connection.vendor == "sqlite":
        return (
            "SELECT rowid AS key FROM content_search"
            " WHERE content_search MATCH %s ORDER BY rowid DESC"
        )
    return "SELECT id AS key FROM content_search WHERE tokens @@ %s::tsquery ORDER BY id DESC"

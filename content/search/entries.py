"""What is written into the search index, in the transaction that saves the thing itself."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from django.db import connection, models, transaction
from django.utils import timezone, translation

from content.search import engine
from content.search.entry import Entry
from core.language import armenian, letters, search_words
from core.language.bilingual import LANGUAGES

LONGEST_BODY = 20_000
ENTRY = """
INSERT INTO content_searchentry
  (id, kind, model, object_id, language, title, body, path, visible_from, visible_until)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
WORD = (
    "INSERT INTO content_searchword (word, stem, latin) VALUES (%s, %s, %s)"
    " ON CONFLICT DO NOTHING"
)

#: the span in which everyone finds what is in the index for the lists of staff alone
HIDDEN = (datetime(9999, 1, 1, tzinfo=UTC), None)


def _label(thing: models.Model) -> str:
    return thing._meta.label_lower


def entries_of(thing) -> Iterator[Entry]:
    """The entries of a thing that says `search_kind`, `search_text(language)`, `search_span()`.

    What nobody may read yet, and a title without its text, are there for staff alone.
    """
    since, until = thing.search_span()
    span = (since, until) if since else HIDDEN
    texts = {
        language: text
        for language in LANGUAGES
        if (text := thing.search_text(language))
    }
    others = tuple(other for other in LANGUAGES if other not in texts)
    for language, text in texts.items():
        entry = _entry(
            thing,
            language,
            text,
            span,
            (language, *others),
        )
        yield from _with_later_words(entry, thing)
    for language in others:
        if title := thing.search_heading(language):
            yield _entry(
                thing,
                language,
                (title, ""),
                HIDDEN,
                (),
            )


def _with_later_words(entry: Entry, thing) -> Iterator[Entry]:
    """The entry, and from the instant of its later words on one that has them, in its place.

    Nothing is done when the instant comes: each of the two has a span, as everything has.
    """
    later = thing.search_later(entry.language)
    if later is None:
        yield entry
        return
    at, words = later
    body = f"{entry.body} {words}".strip()[:LONGEST_BODY]
    ends = entry.visible_until
    if at <= max(entry.visible_from, timezone.now()):
        yield replace(entry, body=body)
    elif ends is not None and ends <= at:
        yield entry
    else:
        yield replace(entry, visible_until=at, is_replaced=True)
        yield replace(entry, body=body, visible_from=at)


def _entry(
    thing,
    language: str,
    text: tuple[str, str],
    span: tuple[datetime, datetime | None],
    also_in: tuple[str, ...],
) -> Entry:
    title, body = text
    with translation.override(language):
        path = "" if span == HIDDEN else thing.get_absolute_url()
    return Entry(
        kind=thing.search_kind,
        model=_label(thing),
        object_id=thing.pk,
        language=language,
        also_in=also_in,
        title=title[:400],
        names=tuple(thing.search_names()),
        body=body[:LONGEST_BODY],
        path=path,
        visible_from=span[0],
        visible_until=span[1],
        dated=thing.search_date(),
        rank=thing.search_rank(),
    )


def broad_sound(word: str) -> str:
    """By what a misspelt word is found among those of titles."""
    return letters.broaden_sound(search_words.word_sound(word))[:80]


def _vocabulary(entries: Iterable[Entry]) -> list[tuple[str, str, str]]:
    words = {
        word
        for entry in entries
        if (entry.visible_from, entry.visible_until) != HIDDEN
        for word in entry.title_words()
        if 3 <= len(word) <= 60
    }
    return [
        (word, armenian.stem(word), broad_sound(word)) for word in sorted(words)
    ]


def write_entries(entries: list[Entry]) -> None:
    engine.put_rows([(entry.key, entry.tokens()) for entry in entries])
    with connection.cursor() as cursor:
        cursor.executemany(
            ENTRY,
            [
                (
                    e.key,
                    e.kind,
                    e.model,
                    e.object_id,
                    e.language,
                    e.title,
                    e.body,
                    e.path,
                    _instant(e.visible_from),
                    _instant(e.visible_until),
                )
                for e in entries
            ],
        )
        cursor.executemany(WORD, _vocabulary(entries))


def _instant(value: datetime | None):
    return connection.ops.adapt_datetimefield_value(value)


def forget_entries(thing: models.Model) -> None:
    """Take a thing out of the index."""
    forget_entries_of(_label(thing), [thing.pk])


def forget_entries_of(model: str, keys: list[int]) -> None:
    """Take things of a model out of the index, some hundreds at once."""
    places = ", ".join(["%s"] * len(keys))
    where = (
        f"FROM content_searchentry WHERE model = %s AND object_id IN ({places})"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id {where}", [model, *keys])
        numbers = [row[0] for row in cursor.fetchall()]
        cursor.execute(f"DELETE {where}", [model, *keys])
    engine.remove_rows(numbers)


@transaction.atomic
def index_entries(thing) -> None:
    """Bring the index up to date with a thing that was just saved."""
    forget_entries(thing)
    if entries := list(entries_of(thing)):
        write_entries(entries)


def clear_index() -> None:
    engine.clear_rows()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM content_searchentry")
        cursor.execute("DELETE FROM content_searchword")

"""What is written into the search index, in the transaction that saves the thing itself."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, models, transaction
from django.utils import translation

from content.search import engine
from content.search.kinds import model_places
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

#: a number below it is a rank, not an instant: nothing of ours is older than the spring of 1974
RANKS = 2**27


@dataclass(frozen=True)
class Entry:
    """One thing in one language; `also_in` are the languages whose readers are shown it."""

    kind: str
    model: str
    object_id: int
    language: str
    also_in: tuple[str, ...]
    title: str
    names: tuple[str, ...]
    body: str
    path: str
    visible_from: datetime
    visible_until: datetime | None
    dated: datetime | None
    rank: int

    @property
    def key(self) -> int:
        """Newest first: seconds (or the rank of what has no date), then model, thing and language,
        so that no two share a key.
        """
        seconds = (
            min(max(RANKS, int(self.dated.timestamp())), 2**33 - 1)
            if self.dated
            else self.rank
        )
        place = (
            model_places()[self.model] << 26 | (self.object_id & 0x1FFFFFF) << 1
        )
        return seconds << 30 | place | LANGUAGES.index(self.language)

    def tokens(self) -> list[str]:
        facets = [
            *(f"for{language}" for language in self.also_in),
            f"in{self.language}",
        ]
        return engine.index_tokens(
            self.kind,
            _tokens(self.title_words()),
            _tokens(armenian.words(self.body)),
            facets,
            self._whole_names(),
        )

    def _whole_names(self) -> set[str]:
        """Tokens of each name that is one word beside the kind of a place: «Բերդ», not
        «Լոռի Բերդ». What has a date is read for its news, not for its name.
        """
        if self.dated:
            return set()
        return {
            token
            for name in (self.title, *self.names)
            if (word := search_words.lone_word(name))
            for token in search_words.word_tokens(word)
        }

    def title_words(self) -> list[str]:
        return armenian.words(" ".join((self.title, *self.names)))


def _tokens(words: Iterable[str]) -> Iterator[str]:
    return itertools.chain.from_iterable(map(search_words.word_tokens, words))


def read_key(key: int) -> tuple[datetime | None, bool]:
    """What a key says of its thing: the instant, if it has one, and whether it is past."""
    seconds = key >> 30
    dated = datetime.fromtimestamp(seconds, UTC) if seconds >= RANKS else None
    return dated, seconds == 0


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
        yield _entry(
            thing,
            language,
            text,
            span,
            (language, *others),
        )
    for language in others:
        if title := thing.search_heading(language):
            yield _entry(
                thing,
                language,
                (title, ""),
                HIDDEN,
                (),
            )


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

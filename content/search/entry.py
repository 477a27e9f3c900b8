"""One row of the search index: a thing in one language, and the key by which it is ordered."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from content.search import engine
from content.search.kinds import model_places
from core.language import armenian, search_words
from core.language.bilingual import LANGUAGES

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
    #: the one that takes its place from an instant on lies a second (or a rank) before it
    is_replaced: bool = False

    @property
    def key(self) -> int:
        """Newest first: seconds (or the rank of what has no date), then model, thing and language,
        so that no two share a key.
        """
        seconds = (
            min(max(RANKS, int(self.dated.timestamp())), 2**33 - 2)
            if self.dated
            else self.rank
        ) + self.is_replaced
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

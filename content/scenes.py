"""What the drawings that stand for missing pictures know: the topic and the place of a thing.

Asked for a whole list at once, and only when one of its drawings is really made. Which place a
thing has is known to the rooms above: each registers how its own things are asked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.functional import cached_property

T = TypeVar("T")


@dataclass(frozen=True)
class SceneHint:
    """The addresses of the first topic and of the first region of a thing; "" where it has none."""

    topic: str = ""
    region: str = ""


NO_HINT = SceneHint()
#: primary keys of things of one model → what is known of each
AskHints = Callable[[list[int]], dict[int, SceneHint]]
_ask: dict[str, AskHints] = {}


def register_scene_hints(model: str, ask: AskHints) -> None:
    """How things of a model ("news.article") are asked."""
    _ask[model] = ask


class _Hints:
    """The hints of one list, asked for when the first is needed."""

    def __init__(self, things: list[Any]) -> None:
        self.things = things

    @cached_property
    def by_key(self) -> dict[int, SceneHint]:
        keys = [
            thing.pk
            for thing in self.things
            if not getattr(thing, "lead_picture_id", None)
        ]
        ask = _ask.get(self.things[0]._meta.label_lower)
        return ask(keys) if ask and keys else {}


def know_scenes(things: Iterable[T]) -> list[T]:
    """The same things, each knowing whom to ask of its topic and place."""
    known = list(things)
    hints = _Hints(known)
    for thing in known:
        thing.scene_hints = hints  # type: ignore[attr-defined]
    return known


@dataclass(frozen=True)
class _Told:
    """One hint that is known already."""

    by_key: dict[int, SceneHint]


def tell_scene(thing: Any, hint: SceneHint) -> None:
    """Nothing needs to be asked for this thing."""
    thing.scene_hints = _Told({thing.pk: hint})


def scene_hint(thing: Any) -> SceneHint:
    """Of a thing that nobody gave hints, none: a single drawing asks nothing."""
    hints = getattr(thing, "scene_hints", None)
    return hints.by_key.get(thing.pk, NO_HINT) if hints else NO_HINT

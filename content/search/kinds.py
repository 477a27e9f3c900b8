"""What the search finds: each app names its kinds, in the order in which the page groups them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class SearchKind:
    """A group of results.

    `order` is its place on the page. `models` gives each model (`app.model`) its place in the
    keys of the index, below 16: a place is given once and never to another model.
    """

    code: str
    label: str | Promise
    order: int
    models: dict[str, int]


_kinds: dict[str, SearchKind] = {}


def register_kinds(*kinds: SearchKind) -> None:
    """Add kinds; ValueError when a code or a model's place is taken."""
    for kind in kinds:
        taken = set(model_places().values())
        if kind.code in _kinds or taken & set(kind.models.values()):
            raise ValueError(f"The kind {kind.code} or a place of it is taken.")
        _kinds[kind.code] = kind


def unregister_kind(kind: SearchKind) -> None:
    del _kinds[kind.code]


def search_kinds() -> list[SearchKind]:
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def kind_codes() -> tuple[str, ...]:
    return tuple(kind.code for kind in search_kinds())


def kind_label(code: str) -> str:
    return str(_kinds[code].label)


def model_places() -> dict[str, int]:
    """app.model → its place in the keys of the index."""
    return {
        model: place
        for kind in _kinds.values()
        for model, place in kind.models.items()
    }


PAGES = SearchKind("page", _("Pages"), order=8, models={"content.page": 9})

"""What the search finds: each app names its kinds, in the order in which the page groups them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.registry import Registry


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


SEARCH_KINDS: Registry[SearchKind] = Registry()


def register_kinds(*kinds: SearchKind) -> None:
    """Add kinds; ValueError when a code or a model's place in the keys is taken."""
    for kind in kinds:
        taken = set(model_places().values()) & set(kind.models.values())
        if taken:
            raise ValueError(f"A place of the kind {kind.code} is taken.")
        SEARCH_KINDS.register(kind)


def kind_codes() -> tuple[str, ...]:
    return tuple(kind.code for kind in SEARCH_KINDS.all())


def kind_label(code: str) -> str:
    return str(SEARCH_KINDS.get(code).label)


def model_places() -> dict[str, int]:
    """app.model → its place in the keys of the index."""
    return {
        model: place
        for kind in SEARCH_KINDS.all()
        for model, place in kind.models.items()
    }


PAGES = SearchKind(
    "page",
    _("Pages"),
    order=8,
    models={"content.page": 9},
)

"""What belongs to one article: asked for in one statement, known things are not read again."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Model, QuerySet, Value

from communities.models import Community, Programme
from content.models import Picture, Topic
from core.database.written_once import WrittenOnce
from core.keeping.remembered import remembered_rows
from news.models import Article, Event, GalleryPicture

#: stands for the article in the statement
ARTICLE = -1


@dataclass(frozen=True)
class Related:
    """The things that an article's page names beside its text, each list in its table's order."""

    topics: list[Topic] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)
    communities: list[Community] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    calls: list[Model] = field(default_factory=list)
    gallery: list[Picture] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there is anything to list under the text."""
        return any([self.programmes, self.communities, self.events, self.calls])


RELATIONS = ("topics", "programmes", "communities", "events", "calls")


def _field(relation: str) -> Any:
    return Article._meta.get_field(relation)


def _keys_of(relation: str, article: int) -> QuerySet:
    through = getattr(Article, relation).through
    thing = _field(relation).m2m_reverse_field_name()
    rows = through.objects.filter(article=article)
    return rows.annotate(
        relation=Value(relation), key=F(f"{thing}_id"), place=Value(0)
    ).values_list("relation", "key", "place")


def _keys(article: int) -> QuerySet:
    """(relation, key of the thing, place in the list) of everything."""
    pictures = GalleryPicture.objects.filter(article=article).order_by()
    gallery = pictures.annotate(
        relation=Value("gallery"), key=F("picture_id"), place=F("order")
    ).values_list("relation", "key", "place")
    others = (_keys_of(name, article) for name in RELATIONS)
    return gallery.union(*others, all=True)


KEYS = WrittenOnce(_keys, ARTICLE)


def _rows(relation: str) -> QuerySet[Any]:
    rows = _field(relation).related_model._default_manager
    return rows.in_lists() if relation == "events" else rows.all()


def _sorting_value(thing: Model, name: str) -> tuple[bool, Any]:
    value = getattr(thing, name.removeprefix("-"))
    return value is not None, value


def _in_order(things: list[Any]) -> list[Any]:
    """As the ordering of their table says; what has no value of it comes first or last."""
    ordering = things[0]._meta.ordering if things else []
    for name in reversed(ordering):
        things.sort(
            key=lambda thing: _sorting_value(thing, name),
            reverse=name.startswith("-"),
        )
    return things


def _related(relation: str, keys: list[int]) -> list[Any]:
    return _in_order(
        remembered_rows(
            relation,
            _rows(relation),
            keys,
        )
    )


def related_things(article: Article) -> Related:
    """One statement, and one for each kind of which something is not remembered."""
    keys: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for relation, key, place in KEYS.ask(article.pk):
        keys[relation].append((place, key))
    gallery = [key for _place, key in sorted(keys.pop("gallery", []))]
    things = {
        relation: _related(relation, [key for _place, key in places])
        for relation, places in keys.items()
    }
    return Related(
        **{
            **things,
            "events": [e for e in things.get("events", []) if e.is_public],
            "calls": [
                call
                for call in things.get("calls", [])
                if call.status != call.DRAFT
            ],
        },
        gallery=remembered_rows(
            "gallery",
            Picture.objects.all(),
            gallery,
        ),
    )

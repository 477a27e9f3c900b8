"""What the rows of a model are tied to, read from the models: for whoever moves rows whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from content.models import Content


@dataclass(frozen=True)
class Link:
    """A table that ties things to others: `own` names the thing, `other` what it is tied to."""

    through: Any
    own: str
    other: str

    @property
    def key(self) -> str:
        return f"{self.through._meta.label_lower}.{self.own}"

    @property
    def others(self) -> type[models.Model]:
        return self.through._meta.get_field(self.other).related_model


def _relations(model: type[models.Model]) -> Iterator[Any]:
    """What points to the rows of a model from elsewhere, also what has no name there."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete:
            yield relation


def links_of(model: type[models.Model]) -> Iterator[Link]:
    for own in model._meta.many_to_many:
        through: Any = own.remote_field.through
        if through._meta.auto_created:
            yield Link(
                through, own.m2m_field_name(), own.m2m_reverse_field_name()
            )
    for relation in _relations(model):
        if relation.many_to_many and relation.through._meta.auto_created:
            theirs = relation.field
            yield Link(
                relation.through,
                theirs.m2m_reverse_field_name(),
                theirs.m2m_field_name(),
            )


def pointers_to(
    model: type[models.Model],
    on_delete: Any,
) -> Iterator[Any]:
    """Foreign keys of other tables to this one that behave so when a row is deleted."""
    for relation in _relations(model):
        if (
            not relation.many_to_many
            and not relation.related_model._meta.auto_created
            and relation.on_delete is on_delete
        ):
            yield relation.field


def parts_of(model: type[models.Model]) -> list[Any]:
    """The foreign keys of content that is part of this: it goes into the bin with it."""
    return [
        pointer
        for pointer in pointers_to(model, models.PROTECT)
        if issubclass(pointer.model, Content)
    ]

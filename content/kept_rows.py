"""Rows of content as plain values with all that points to them, and rows made of these again."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from content.models import Content
from content.relations import Link, links_of, pointers_to
from content.revisions import mirrored_fields

Values = dict[str, Any]


def _key(pointer: Any) -> str:
    return f"{pointer.model._meta.label_lower}.{pointer.name}"


def _plain(
    column: Any,
    row: models.Model,
) -> Any:
    value = column.value_from_object(row)
    if value is None or isinstance(value, str | int | float | list | dict):
        return value
    return column.value_to_string(row)


def _columns(model: type[models.Model]) -> list[Any]:
    mirrored = mirrored_fields(model)
    return [
        column
        for column in model._meta.concrete_fields
        if not column.primary_key and column.name not in mirrored
    ]


def _fields(row: models.Model) -> Values:
    return {
        column.attname: _plain(column, row) for column in _columns(type(row))
    }


def keep_content(things: list[Content]) -> dict[int, Values]:
    """By key, what things of one model say and what points to them; a few statements for all."""
    model = type(things[0])
    kept: dict[int, Values] = {
        thing.pk: {
            "fields": _fields(thing),
            "links": {},
            "rows": {},
            "pointers": {},
        }
        for thing in things
    }
    for link in links_of(model):
        pairs = link.through._default_manager.filter(
            **{f"{link.own}__in": kept}
        ).order_by("pk")
        _put(kept, "links", link.key, pairs.values_list(link.own, link.other))
    for pointer in pointers_to(model, models.SET_NULL):
        rows = pointer.model._base_manager.filter(
            **{f"{pointer.name}__in": kept}
        ).order_by("pk")
        values = rows.values_list(
            pointer.name,
            "pk",
        )
        _put(kept, "pointers", _key(pointer), values)
    for pointer in pointers_to(model, models.CASCADE):
        rows = pointer.model._base_manager.filter(
            **{f"{pointer.name}__in": kept}
        ).order_by("pk")
        values = ((getattr(row, pointer.attname), _fields(row)) for row in rows)
        _put(kept, "rows", _key(pointer), values)
    return kept


def _put(
    kept: dict[int, Values],
    group: str,
    key: str,
    pairs: Iterable[tuple[int, Any]],
) -> None:
    for thing, value in pairs:
        kept[thing][group].setdefault(key, []).append(value)


@dataclass
class Losses:
    """What cannot be given back because it is gone, counted by what it is."""

    counted: Counter[str] = field(default_factory=Counter)

    def add(
        self,
        model: type[models.Model],
        count: int = 1,
    ) -> None:
        if count:
            self.counted[str(model._meta.verbose_name_plural)] += count

    def __str__(self) -> str:
        return ", ".join(f"{what} ({n})" for what, n in self.counted.items())


def _exists(
    column: models.ForeignKey,
    key: Any,
) -> bool:
    rows: Any = column.related_model
    return rows._base_manager.filter(pk=key).exists()


def _values(
    model: type[models.Model], kept: Values, losses: Losses
) -> Values | None:
    """Values for a row; None when something it cannot be without is gone."""
    values = {}
    for column in _columns(model):
        if column.attname not in kept:
            continue
        value = column.to_python(kept[column.attname])
        if (
            isinstance(
                column,
                models.ForeignKey,
            )
            and value is not None
            and not _exists(column, value)
        ):
            losses.add(column.related_model)
            if not column.null:
                return None
            value = None
        values[column.attname] = value
    return values


def remake_content(
    model: Any, key: int, kept: Values, losses: Losses
) -> Content:
    """The row itself under its old key, not saved. Raises ValidationError 'alone'."""
    values = _values(
        model,
        kept["fields"],
        losses,
    )
    if values is None:
        sentence = _(
            "It belongs to something that is not there any more (%(what)s): restore that first."
        )
        raise ValidationError(
            sentence % {"what": losses},
            code="alone",
        )
    return model(
        pk=key,
        **values,
    )


def give_back_instants(
    row: models.Model,
    values: Values,
) -> None:
    """When it was made and changed, which saving has set to now."""
    automatic = {
        column.attname: column.to_python(values[column.attname])
        for column in _columns(type(row))
        if column.attname in values
        and (
            getattr(
                column,
                "auto_now",
                False,
            )
            or getattr(column, "auto_now_add", False)
        )
    }
    if automatic:
        type(row)._base_manager.filter(pk=row.pk).update(**automatic)


def give_back_relations(
    thing: Content,
    kept: Values,
    losses: Losses,
) -> None:
    """Everything that was tied to it, as far as it is still there."""
    for link in links_of(type(thing)):
        _link_again(thing, link, kept["links"].get(link.key, []), losses)
    for pointer in pointers_to(type(thing), models.SET_NULL):
        keys = kept["pointers"].get(_key(pointer), [])
        free = pointer.model._base_manager.filter(
            pk__in=keys, **{pointer.name: None}
        )
        losses.add(
            pointer.model, len(keys) - free.update(**{pointer.name: thing})
        )
    for pointer in pointers_to(type(thing), models.CASCADE):
        for values in kept["rows"].get(_key(pointer), []):
            row = _values(
                pointer.model, {**values, pointer.attname: thing.pk}, losses
            )
            if row is not None:
                again = pointer.model._base_manager.create(**row)
                give_back_instants(
                    again,
                    values,
                )


def _link_again(
    thing: Content, link: Link, keys: list[int], losses: Losses
) -> None:
    rows: Any = link.others
    there = set(
        rows._base_manager.filter(pk__in=keys).values_list("pk", flat=True)
    )
    losses.add(link.others, len(keys) - len(there))
    link.through._default_manager.bulk_create(
        link.through(
            **{f"{link.own}_id": thing.pk, f"{link.other}_id": key},
        )
        for key in keys
        if key in there
    )

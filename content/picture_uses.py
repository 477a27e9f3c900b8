"""Where a picture of the library is shown, and another one in its place everywhere."""

import functools
import operator
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from content import publishing, revisions
from content.models import Content, Picture, Revision
from core.text.rich_text import RichTextField


@dataclass
class Replacement:
    """What shows the successor now, and what will when a colleague has approved it."""

    changed: list[models.Model] = field(default_factory=list)
    waiting: list[models.Model] = field(default_factory=list)


def find_uses(picture: Picture) -> list[models.Model]:
    """Everything that shows the picture: as lead, logo or arms, in a gallery, or inside a text."""
    things = [*_by_key(picture), *_by_text(picture)]
    return list(dict.fromkeys(things))


def _by_key(picture: Picture) -> Iterator[models.Model]:
    """By the keys that point at pictures, whatever model has them."""
    for relation in Picture._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            rows = relation.related_model._default_manager.filter(
                **{relation.field.name: picture}
            )
            yield from map(_owner, rows.order_by("pk"))


def _owner(row: models.Model) -> models.Model:
    """The thing that a row is a part of, such as the article of a gallery's picture."""
    for key in row._meta.concrete_fields:
        if isinstance(key, models.ForeignKey):
            name = key.remote_field.get_accessor_name()
            if name in getattr(key.related_model, "revision_rows", ()):
                return getattr(row, key.name)
    return row


def _rich_names(model: type[models.Model]) -> list[str]:
    fields = model._meta.concrete_fields
    return [one.name for one in fields if isinstance(one, RichTextField)]


def _by_text(picture: Picture) -> Iterator[models.Model]:
    for model in apps.get_models():
        if names := _rich_names(model):
            conditions = [
                models.Q(**{f"{name}__contains": str(picture.uid)})
                for name in names
            ]
            either = functools.reduce(operator.or_, conditions)
            rows = model._default_manager.filter(either).order_by("pk")
            yield from map(_owner, rows)


@transaction.atomic
def replace_picture(
    picture: Picture, successor: Picture, *, by: User
) -> Replacement:
    """Let the successor stand wherever the picture does, whole or not at all.

    Each thing keeps a revision; what needs a second person waits for one. Raises ValidationError
    'same_picture', 'may_not_change' or 'faults', which name the things.
    """
    if picture == successor:
        raise ValidationError(
            _("Choose another picture than the one it replaces."),
            code="same_picture",
        )
    uses = find_uses(picture)
    _refuse_foreign(uses, by)
    result, faults = Replacement(), []
    for thing in uses:
        try:
            revision = _replace_in(thing, picture, successor, by)
        except ValidationError as error:
            faults.append(f"«{thing}» – {' '.join(error.messages)}")
            continue
        is_waiting = revision and revision.state == Revision.PROPOSED
        (result.waiting if is_waiting else result.changed).append(thing)
    if faults:
        raise ValidationError(faults, code="faults")
    return result


def _refuse_foreign(things: list[models.Model], by: User) -> None:
    """What somebody may not change in its own form is not changed from here either."""
    foreign = [
        f"«{thing}»"
        for thing in things
        if not by.has_perm(
            f"{thing._meta.app_label}.change_{thing._meta.model_name}"
        )
    ]
    if foreign:
        raise ValidationError(
            _("You may not change these: %(things)s."),
            code="may_not_change",
            params={"things": ", ".join(foreign)},
        )


def _replace_in(
    thing: models.Model,
    picture: Picture,
    successor: Picture,
    by: User,
) -> Revision | None:
    locked = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    before = revisions.snapshot(locked)
    note = _("picture «%(old)s» replaced by «%(new)s»") % {
        "old": picture.name,
        "new": successor.name,
    }
    _exchange(locked, picture, successor)
    locked.save()
    _exchange_rows(locked, picture, successor)
    if isinstance(locked, Content):
        return publishing.keep_save(locked, before, by=by, note=note)
    return revisions.record_change(locked, before, by=by, note=note)


def _exchange(
    row: models.Model, picture: Picture, successor: Picture
) -> set[str]:
    """Write the successor into the row's own fields; the names of those that have changed."""
    changed = set()
    for own in row._meta.concrete_fields:
        value = getattr(row, own.attname)
        if _is_key(own) and value == picture.pk:
            setattr(row, own.name, successor)
            changed.add(own.name)
        elif isinstance(own, RichTextField) and str(picture.uid) in (
            value or ""
        ):
            text = value.replace(str(picture.uid), str(successor.uid))
            setattr(row, own.attname, text)
            changed.add(own.name)
    return changed


def _exchange_rows(
    thing: models.Model, picture: Picture, successor: Picture
) -> None:
    """A gallery holds each picture once: where the successor stands already, the other goes."""
    for name in getattr(thing, "revision_rows", ()):
        rows = getattr(thing, name)
        for row in rows.all():
            changed = _exchange(row, picture, successor)
            keys = {
                own.name: successor
                for own in row._meta.concrete_fields
                if own.name in changed and _is_key(own)
            }
            if keys and rows.exclude(pk=row.pk).filter(**keys).exists():
                row.delete()
            elif changed:
                row.save()
    getattr(thing, "_prefetched_objects_cache", {}).clear()


def _is_key(own: models.Field) -> bool:
    return isinstance(own, models.ForeignKey) and own.related_model is Picture

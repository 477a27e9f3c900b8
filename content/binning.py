"""The bin: what staff delete is out of everyone's sight at once, and can come back for a time."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from content import (
    binned_files,
    kept_rows,
    pictures_in_text,
    relations,
    revisions,
)
from content.addresses import free_slug
from content.models import BinnedContent, CheckedLink, Content, Picture
from content.search import entries
from core.text.rich_text import RichTextField

#: so many are read, kept and deleted by the same few statements
AT_ONCE = 500


@transaction.atomic
def bin_content(
    things: models.QuerySet,
    *,
    by: User,
) -> int:
    """Put things of one model into the bin, with what is part of them; how many of them."""
    keys = list(things.order_by("pk").values_list("pk", flat=True))
    at = timezone.now()
    rows = things.model._base_manager.select_for_update().order_by("pk")
    for first in range(0, len(keys), AT_ONCE):
        some = keys[first : first + AT_ONCE]
        _bin(list(rows.filter(pk__in=some)), by=by, at=at)
    return len(keys)


def _bin(
    things: list[Content],
    *,
    by: User,
    at: dt.datetime,
    wholes: Mapping[int, BinnedContent] | None = None,
) -> None:
    if not things:
        return
    kept = kept_rows.keep_content(things)
    binned = BinnedContent.objects.bulk_create(
        BinnedContent(
            model=revisions.label_of(thing),
            object_id=thing.pk,
            title=_title(thing),
            slug=thing.slug,
            kept=kept[thing.pk],
            with_whole=(wholes or {}).get(thing.pk),
            binned_at=at,
            binned_by=by,
        )
        for thing in things
    )
    _bin_parts(binned, type(things[0]), by=by, at=at)
    _destroy(type(things[0]), things)


def _bin_parts(
    binned: list[BinnedContent],
    model: type[Content],
    *,
    by: User,
    at: dt.datetime,
) -> None:
    """What goes with each of them: the lessons of a course."""
    by_key = {one.object_id: one for one in binned}
    for pointer in relations.parts_of(model):
        parts = list(
            pointer.model.objects.filter(**{f"{pointer.name}__in": by_key})
        )
        in_whole = {
            part.pk: by_key[getattr(part, pointer.attname)] for part in parts
        }
        _bin(parts, by=by, at=at, wholes=in_whole)


def _title(thing: Content) -> str:
    titles = (thing.search_heading(language) for language in ("hy", "en"))
    return next(filter(None, titles), "")[:300]


def _destroy(
    model: type[Content],
    things: list[Content],
) -> None:
    keys = [thing.pk for thing in things]
    label = model._meta.label_lower
    entries.forget_entries_of(
        label,
        keys,
    )
    CheckedLink.objects.filter(model=label, object_id__in=keys).delete()
    model._base_manager.filter(pk__in=keys).delete()
    model.note_gone(things)
    binned_files.hide_files(things)


@dataclass(frozen=True)
class Restored:
    """What came back, and what its person must hear of it."""

    thing: Content
    earlier_slug: str
    lost: str

    @property
    def has_moved(self) -> bool:
        return self.thing.slug != self.earlier_slug


@transaction.atomic
def restore_binned(
    binned: BinnedContent,
    *,
    by: User,
) -> Restored:
    """Make a thing again as it was, public or not, with its parts.

    Where its address is taken it gets a numbered one; what is gone meanwhile it comes without.
    Raises ValidationError 'gone', 'alone', 'taken', 'file'.
    """
    known = BinnedContent.objects.select_for_update().filter(pk=binned.pk)
    fresh = known.first()
    if fresh is None:
        raise ValidationError(_("It is not in the bin any more."), code="gone")
    losses = kept_rows.Losses()
    thing = _remake(
        fresh,
        losses,
    )
    for part in fresh.parts.order_by("pk"):
        restore_binned(
            part,
            by=by,
        )
    revisions.record_revision(
        thing,
        revisions.snapshot(thing),
        by=by,
        note=_("restored from the bin"),
    )
    fresh.delete()
    return Restored(thing, fresh.slug, str(losses))


def _remake(
    binned: BinnedContent,
    losses: kept_rows.Losses,
) -> Content:
    model = _model(binned.model)
    thing = kept_rows.remake_content(
        model, binned.object_id, binned.kept, losses
    )
    thing.slug = free_slug(thing, binned.slug)
    thing.note_change()
    binned_files.give_back_files(thing)
    try:
        with transaction.atomic():
            thing.save(force_insert=True)
    except IntegrityError:
        sentence = _(
            "It cannot come back as it was: something has taken its place."
        )
        raise ValidationError(sentence, code="taken") from None
    kept_rows.give_back_relations(
        thing,
        binned.kept,
        losses,
    )
    kept_rows.give_back_instants(
        thing,
        binned.kept["fields"],
    )
    entries.index_entries(thing)
    losses.add(Picture, _pictures_gone(thing))
    return thing


def _pictures_gone(thing: Content) -> int:
    """Pictures inside its texts that are no longer in the library."""
    texts = [
        getattr(thing, column.attname) or ""
        for column in thing._meta.concrete_fields
        if isinstance(column, RichTextField)
    ]
    keys = set(pictures_in_text.picture_keys(*texts))
    return len(keys) - Picture.objects.filter(uid__in=keys).count()


@transaction.atomic
def remove_binned(binned: Iterable[BinnedContent]) -> int:
    """Delete for good, with parts and files; how many things are gone. Their revisions stay."""
    keys = [one.pk for one in binned]
    going = BinnedContent.objects.filter(
        models.Q(pk__in=keys) | models.Q(with_whole__in=keys)
    )
    for label, kept in going.values_list("model", "kept"):
        binned_files.delete_files(_model(label), kept["fields"])
    return going.delete()[0]


def _model(label: str) -> Any:
    return apps.get_model(label)

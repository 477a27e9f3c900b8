"""A copy of content to begin from: unpublished, with everything that belongs to the text."""

from typing import Any

from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from content import revisions
from content.addresses import free_slug
from content.models import Content
from content.relations import parts_of
from content.search import entries
from core.language.bilingual import LANGUAGES

#: what no copy takes over, whatever it is of
OWN = ("slug", "published_at", "withdrawn_at")


def _columns(row: models.Model, skip: tuple[str, ...]) -> dict[str, Any]:
    """Values for a twin; keys, what only mirrors a language and what is skipped are left away."""
    mirrored = revisions.mirrored_fields(type(row))
    return {
        column.attname: getattr(row, column.attname)
        for column in row._meta.concrete_fields
        if not column.primary_key
        and column.name not in mirrored
        and column.name not in skip
    }


def _put_copy_titles(thing: Content) -> None:
    """«(copy)» behind each title, in its language and within its column."""
    name = thing.ready_fields[0]
    for language in LANGUAGES:
        title = getattr(thing, f"{name}_{language}")
        if not title:
            continue
        longest: Any = thing._meta.get_field(f"{name}_{language}")
        with translation.override(language):
            room = longest.max_length - len(
                _("%(title)s (copy)") % {"title": ""}
            )
            title = _("%(title)s (copy)") % {"title": title[:room]}
        setattr(thing, f"{name}_{language}", title)


def _copy_relations(original: Content, copy: Content) -> None:
    for tie in original._meta.many_to_many:
        through: Any = tie.remote_field.through
        if through._meta.auto_created:
            others = getattr(original, tie.name).order_by("pk")
            getattr(copy, tie.name).set(others)
    for name in getattr(original, "revision_rows", ()):
        relation: Any = original._meta.get_field(name)
        owner = relation.field.name
        for row in getattr(original, name).all():
            values = _columns(row, skip=(owner,))
            type(row).objects.create(**values, **{owner: copy})


@transaction.atomic
def duplicate_content(thing: Content, *, by: User) -> Content:
    """An unpublished copy with the same texts, pictures, topics and relations, and a free address.

    The lessons of a course are copied with it; they are public only once it is.
    """
    copy: Any = type(thing)(**_columns(thing, OWN + thing.not_duplicated))
    _put_copy_titles(copy)
    copy.slug = free_slug(copy)
    copy.save(force_insert=True)
    _copy_relations(thing, copy)
    for pointer in parts_of(type(thing)):
        parts = pointer.model._default_manager.filter(**{pointer.name: thing})
        for part in parts.order_by("pk"):
            _duplicate_part(part, pointer.attname, copy)
    entries.index_entries(copy)
    revisions.record_revision(
        copy,
        revisions.snapshot(copy),
        by=by,
        note=_("a copy of «%(title)s»") % {"title": thing},
    )
    return copy


def _duplicate_part(part: Content, owner: str, whole: Content) -> None:
    values = _columns(part, ("slug", *part.not_duplicated))
    copy: Any = type(part)(**values | {owner: whole.pk})
    copy.slug = free_slug(copy, part.slug)
    copy.save(force_insert=True)
    _copy_relations(part, copy)
    entries.index_entries(copy)

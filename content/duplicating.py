"""A copy of content to begin from: unpublished, with everything that belongs to the text."""

from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from content import revisions
from content.addresses import free_slug
from content.models import Content
from content.relations import parts_of
from core.language.bilingual import LANGUAGES

Copied = TypeVar("Copied", bound=Content)


def _columns(
    row: models.Model,
    skip: tuple[str, ...],
) -> dict[str, Any]:
    """Values for a twin; keys, what only mirrors a language and what is skipped are left away."""
    mirrored = revisions.mirrored_fields(type(row))
    return {
        column.attname: getattr(row, column.attname)
        for column in row._meta.concrete_fields
        if not column.primary_key
        and column.name not in mirrored
        and column.name not in skip
    }


def _copy_titles(thing: Content) -> dict[str, str]:
    """«(copy)» behind each title, in its language and within its column."""
    titles = {}
    for language in LANGUAGES:
        name = f"{thing.ready_fields[0]}_{language}"
        title = getattr(
            thing,
            name,
        )
        if not title:
            continue
        column: Any = thing._meta.get_field(name)
        with translation.override(language):
            room = column.max_length - len(
                _("%(title)s (copy)") % {"title": ""}
            )
            titles[name] = _("%(title)s (copy)") % {"title": title[:room]}
    return titles


def _copy_relations(
    original: Content,
    copy: Content,
) -> None:
    for tie in original._meta.many_to_many:
        through: Any = tie.remote_field.through
        if not through._meta.auto_created:
            continue
        own = f"{tie.m2m_field_name()}_id"
        other = f"{tie.m2m_reverse_field_name()}_id"
        rows = through.objects.filter(**{own: original.pk}).order_by("pk")
        through.objects.bulk_create(
            through(**{own: copy.pk, other: key})
            for key in rows.values_list(other, flat=True)
        )
    for name in getattr(original, "revision_rows", ()):
        relation: Any = original._meta.get_field(name)
        owner = relation.field.name
        for row in getattr(original, name).all():
            values = _columns(row, skip=(owner,))
            type(row).objects.create(**values, **{owner: copy})


@transaction.atomic
def twin_of(
    thing: Copied,
    *,
    slug: str = "",
    **changes,
) -> Copied:
    """A saved twin under a free address, with the same relations but for the changes; what a
    copy never takes over is left away.
    """
    skip = ("slug", *thing.not_duplicated)
    twin: Any = type(thing)(**_columns(thing, skip) | changes)
    twin.slug = free_slug(twin, slug)
    twin.save(force_insert=True)
    _copy_relations(
        thing,
        twin,
    )
    return twin


@transaction.atomic
def duplicate_content(
    thing: Copied,
    *,
    by: User,
) -> Copied:
    """An unpublished copy with the same texts, pictures, topics and relations, and a free address.

    The lessons of a course are copied with it; they are public only once it is.
    """
    copy = twin_of(
        thing, published_at=None, withdrawn_at=None, **_copy_titles(thing)
    )
    for pointer in parts_of(type(thing)):
        parts = pointer.model._default_manager.filter(**{pointer.name: thing})
        for part in parts.order_by("pk"):
            twin_of(
                part,
                slug=part.slug,
                **{pointer.attname: copy.pk},
            )
    revisions.record_revision(
        copy,
        revisions.snapshot(copy),
        by=by,
        note=_("a copy of «%(title)s»") % {"title": thing},
    )
    return copy

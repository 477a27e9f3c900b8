"""Revisions: what a page of content said, who changed it, and how to go back."""

import datetime as dt
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from modeltranslation.translator import NotRegistered, translator

from accounts.models import User
from content import pictures_in_text
from content.models import Picture, Revision

FIRST_NOTE = "as it was before its first revision"


def label_of(thing: models.Model) -> str:
    return thing._meta.label_lower


def mirrored_fields(model: type[models.Model]) -> set[str]:
    """Columns that only mirror the one of the active language."""
    try:
        return set(translator.get_options_for_model(model).fields)  # type: ignore[attr-defined]
    except NotRegistered:
        return set()


def fields_of(model: type[models.Model]) -> list[models.Field]:
    """What a revision keeps: everything that is edited, and nothing that is computed."""
    mirrored = mirrored_fields(model)
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable
        and not field.primary_key
        and field.name not in mirrored
    ]


def _links_of(model: type[models.Model]) -> list[models.ManyToManyField]:
    return [
        field
        for field in model._meta.many_to_many
        if field.remote_field.through._meta.auto_created  # type: ignore[union-attr]
    ]


def _relation(thing: models.Model | type[models.Model], name: str) -> Any:
    """The relation of a thing's rows, such as a gallery's."""
    return thing._meta.get_field(name)


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _fields(thing: models.Model, skip: str = "") -> dict[str, Any]:
    fields = (field for field in fields_of(type(thing)) if field.name != skip)
    return {
        field.name: _normalised(field, field.value_from_object(thing))
        for field in fields
    }


def _normalised(field: models.Field, value: Any) -> Any:
    """A value so that the same words and the same instant are always kept alike."""
    if isinstance(field, models.FileField):
        return value.name or ""
    if isinstance(field, models.CharField | models.TextField):
        return value or ""
    return value.astimezone(dt.UTC) if isinstance(value, dt.datetime) else value


def snapshot(thing: models.Model) -> dict[str, Any]:
    """Everything a revision keeps of a thing, as JSON values."""
    links = {
        field.name: sorted(
            getattr(thing, field.name).values_list("pk", flat=True),
        )
        for field in _links_of(type(thing))
    }
    rows = {}
    for name in getattr(thing, "revision_rows", ()):
        rows[name] = [
            _fields(row, _relation(thing, name).field.name)
            for row in getattr(thing, name).all()
        ]
    return _plain({"fields": _fields(thing), "links": links, "rows": rows})


def _value(field: models.Field, stored: Any) -> Any:
    """The kept value for the field; what it pointed to may be gone."""
    if isinstance(field, models.ForeignKey):
        exists = (
            stored is not None
            and field.related_model._default_manager.filter(pk=stored).exists()
        )
        return stored if exists else None
    return field.to_python(stored)


def _put_fields(thing: models.Model, values: dict[str, Any]) -> None:
    for field in fields_of(type(thing)):
        if field.name in values:
            value = _value(field, values[field.name])
            if (
                value is not None or field.null
            ):  # a course that is gone: the lesson stays where it is
                setattr(thing, field.attname, value)


def _put_rows(
    thing: models.Model,
    name: str,
    rows: list[dict[str, Any]],
) -> None:
    relation = _relation(thing, name)
    getattr(thing, name).all().delete()
    for values in rows:
        row = relation.related_model(**{relation.field.name: thing})
        _put_fields(row, values)
        if all(
            getattr(row, field.attname) is not None or field.null
            for field in row._meta.concrete_fields[1:]
        ):
            row.save()  # a row whose picture is gone is left out


@transaction.atomic
def apply_revision(thing: models.Model, content: dict[str, Any]) -> None:
    """Make a thing say again what a revision keeps. Pictures and things deleted since are left
    out.
    """
    _put_fields(thing, content["fields"])
    thing.save()
    for field in _links_of(type(thing)):
        keys = content["links"].get(field.name, [])
        getattr(thing, field.name).set(
            field.related_model._default_manager.filter(pk__in=keys),
        )
    for name in getattr(thing, "revision_rows", ()):
        _put_rows(thing, name, content["rows"].get(name, []))
    getattr(thing, "_prefetched_objects_cache", {}).clear()


def merged_content(
    now: dict,
    base: dict,
    content: dict,
) -> tuple[dict[str, Any], list[str]]:
    """(what a page says now with a proposal's own changes, the names that both have changed
    since).
    """
    result: dict[str, Any] = {}
    clashes = []
    for group in ("fields", "links", "rows"):
        result[group] = dict(now[group])
        for name, value in content[group].items():
            if value == base[group].get(name):
                continue
            if now[group].get(name) not in (base[group].get(name), value):
                clashes.append(name)
            result[group][name] = value
    return result, clashes


def lost_pictures(content: dict[str, Any]) -> list[str]:
    """Pictures of a revision that are no longer in the library, by their keys."""
    texts = [
        value for value in content["fields"].values() if isinstance(value, str)
    ]
    inside = pictures_in_text.picture_keys(*texts)
    known = set(
        Picture.objects.filter(uid__in=inside).values_list("uid", flat=True),
    )
    keys = [
        row["picture"] for row in content["rows"].get("chosen_pictures", [])
    ]
    keys += (
        [content["fields"]["lead_picture"]]
        if content["fields"].get("lead_picture")
        else []
    )
    existing = set(
        Picture.objects.filter(pk__in=keys).values_list("pk", flat=True),
    )
    return [str(key) for key in inside if key not in known] + [
        str(key) for key in keys if key not in existing
    ]


def revisions_of(thing: models.Model) -> models.QuerySet[Revision]:
    return Revision.objects.filter(
        model=label_of(thing),
        object_id=thing.pk,
    ).order_by("-number")


def of_what_exists(
    rows: models.QuerySet, things: list[type[models.Model]]
) -> models.QuerySet:
    """Revisions or working copies of things of these models that are there: not deleted, not in
    the bin.
    """
    known = models.Q(pk__in=[])
    for model in things:
        there = model._default_manager.filter(pk=models.OuterRef("object_id"))
        label = model._meta.label_lower
        known |= models.Q(models.Exists(there), model=label)
    return rows.filter(known)


def latest_number(thing: models.Model) -> int:
    """The number of the newest applied revision; 0 when there is none."""
    return (
        revisions_of(thing)
        .filter(state=Revision.APPLIED)
        .aggregate(newest=Max("number"))["newest"]
        or 0
    )


def _next_number(thing: models.Model) -> int:
    type(thing)._default_manager.select_for_update().filter(pk=thing.pk).first()
    return (
        revisions_of(thing).aggregate(newest=Max("number"))["newest"] or 0
    ) + 1


@transaction.atomic
def record_revision(
    thing: models.Model,
    content: dict[str, Any],
    *,
    by: User | None,
    state: str = Revision.APPLIED,
    note: str = "",
    base: dict[str, Any] | None = None,
) -> Revision:
    """Keep a revision under the next number; two at once get two numbers."""
    return Revision.objects.create(
        model=label_of(thing),
        object_id=thing.pk,
        number=_next_number(thing),
        state=state,
        content=content,
        base=base,
        title=str(thing)[:300],
        by=by,
        note=note[:300],
    )


def record_change(
    thing: models.Model,
    before: dict[str, Any] | None,
    *,
    by: User,
    note: str = "",
) -> Revision | None:
    """Keep what a thing says now, unless nothing changed; the first time also what it said
    before.
    """
    after = snapshot(thing)
    if before == after:
        return None
    if before is not None and not revisions_of(thing).exists():
        record_revision(thing, before, by=None, note=FIRST_NOTE)
    return record_revision(thing, after, by=by, note=note)


def content_at(thing: models.Model, number: int) -> dict[str, Any] | None:
    """What the thing said at the applied revision of this number, or at the nearest one known."""
    known = revisions_of(thing).filter(state=Revision.APPLIED)
    revision = known.filter(number__lte=number).first() or known.last()
    return revision.content if revision else None


def judge_revision(
    thing: models.Model,
    revision: Revision,
    state: str,
    *,
    by: User,
    note: str = "",
) -> None:
    """A proposal's end; what is applied becomes the newest revision, so that open forms notice
    it.
    """
    if state == Revision.APPLIED:
        revision.number = _next_number(thing)
        revision.content = snapshot(thing)
    revision.state, revision.judged_by, revision.judged_at = (
        state,
        by,
        timezone.now(),
    )
    revision.note = note[:300] or revision.note
    revision.full_clean(exclude=["content"])
    revision.save()

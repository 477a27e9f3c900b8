"""Two people editing one page: what each changed, and nobody's words lost.

A form carries the number of the revision that it began from. When the page has a newer one, the
fields that only the colleague changed are taken over, those that only I changed stay, and where
both of us changed a field mine stays in the form with theirs beside it. Nothing is saved until I
have looked at it.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.forms import (
    ChoiceField,
    ModelForm,
    ModelMultipleChoiceField,
    MultiWidget,
)
from django.forms import Field as FormField
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content import revisions
from content.editing.gallery import GalleryField
from content.models import Picture, Revision
from core.text import rich_text


@dataclass
class Meeting:
    """Where my form and a colleague's save meet: the values of both, fields taken over, and
    fields that both changed.
    """

    revision: Revision
    values: QueryDict
    taken: list[str] = field(default_factory=list)
    both: dict[str, SafeString] = field(default_factory=dict)
    has_rows: bool = False

    @property
    def who(self) -> str:
        return writer_of(self.revision)


def writer_of(revision: Revision) -> str:
    """Who wrote a revision; the account may be gone."""
    return str(revision.by or _("A colleague"))


def newer_save(thing, seen: int) -> Revision | None:
    """The newest save of a page since the revision `seen`; None when the page says what it said.

    The first edit of a page keeps also what stood there before, and a proposal keeps that alone: a
    revision with a higher number is therefore no change by itself.
    """
    newest = (
        revisions.revisions_of(thing).filter(state=Revision.APPLIED).first()
    )
    if newest is None or newest.number <= seen:
        return None
    earlier = revisions.content_at(thing, seen)
    return newest if earlier != newest.content else None


def initial_of(
    form_class: type[ModelForm], thing, content: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What the form of a thing begins with; of an earlier content when one is given."""
    if content is None:
        form = form_class(instance=thing)
        return {
            name: form.get_initial_for_field(field, name)
            for name, field in form.fields.items()
        }
    with transaction.atomic():
        earlier = type(thing)._default_manager.get(pk=thing.pk)
        revisions.apply_revision(earlier, content)
        initial = initial_of(
            form_class, type(thing)._default_manager.get(pk=thing.pk)
        )
        transaction.set_rollback(True)
    return initial


def put_in_values(
    typed: QueryDict, name: str, form_field: FormField, value: Any
) -> None:
    """Write a value into posted data as the field's widget would have sent it."""
    widget = form_field.widget
    prepared = form_field.prepare_value(value)
    if isinstance(widget, MultiWidget):
        for n, (part, piece) in enumerate(
            zip(widget.widgets, widget.decompress(value) or (), strict=False)
        ):
            typed[f"{name}_{n}"] = part.format_value(piece) or ""
    elif isinstance(form_field, ModelMultipleChoiceField):
        typed.setlist(name, [str(one) for one in prepared or ()])
    elif isinstance(value, bool):
        typed.setlist(name, ["on"] if value else [])
    else:
        typed[name] = (
            "" if prepared is None else widget.format_value(prepared) or ""
        )


def _readable_value(form_field: FormField, value: Any) -> str:
    """A colleague's value as words: no tags, no keys, Yerevan's clock."""
    if isinstance(form_field, ModelMultipleChoiceField):
        return ", ".join(str(one) for one in value or ())
    if isinstance(value, dt.datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(form_field, GalleryField):
        keys = form_field.in_keys(form_field.prepare_value(value)).split()
        return ", ".join(
            str(one)
            for one in Picture.objects.in_bulk(keys, field_name="uid").values()
        )
    prepared = form_field.prepare_value(value)
    choices = (
        dict(getattr(form_field, "choices", ()))
        if isinstance(form_field, ChoiceField)
        else {}
    )
    text = str(choices.get(prepared, prepared) if prepared is not None else "")
    return rich_text.plain_text(text) if "<" in text else text


def meet_saves(
    form_class: type[ModelForm], thing, typed: QueryDict, files, seen: int
) -> Meeting | None:
    """A colleague's save merged with what I typed, which stays as it is; None when there was
    none.
    """
    newest = newer_save(thing, seen)
    if newest is None:
        return None
    earlier = revisions.content_at(thing, seen)
    base, theirs = (
        initial_of(form_class, thing, earlier),
        initial_of(form_class, thing),
    )
    meeting = Meeting(
        newest,
        typed.copy(),
        has_rows=bool(
            earlier and earlier["rows"] != revisions.snapshot(thing)["rows"]
        ),
    )
    for name, form_field in form_class.base_fields.items():
        mine = form_field.widget.value_from_datadict(typed, files, name)
        if theirs.get(name) == base.get(name) or not form_field.has_changed(
            theirs.get(name), mine
        ):
            continue
        if form_field.has_changed(base.get(name), mine):
            words = _readable_value(form_field, theirs.get(name))
            meeting.both[name] = format_html(
                "{} {}", _("%(who)s wrote:") % {"who": meeting.who}, words
            )
        else:
            put_in_values(meeting.values, name, form_field, theirs.get(name))
            meeting.taken.append(name)
    return meeting

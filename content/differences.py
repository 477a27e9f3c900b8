"""Two revisions beside each other: which fields differ, word by word."""

import datetime as dt
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content import pictures_in_text
from core.text import rich_text
from core.text.rich_text import RichTextField

BLOCK_ENDS = re.compile(
    r"</(?:p|h[1-6]|li|blockquote|tr|figure)>|<br\s*/?>", re.IGNORECASE
)
LINK = re.compile(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
HEADING = re.compile(r"<h([1-6])>")
MOST_COMPARED = 1_500_000
WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Change:
    """A field that differs between two revisions, with the words put in and taken out marked."""

    name: str
    label: str
    language: str
    marked: SafeString


def _visible(html: str) -> str:
    """What a comparison must show although it is no word: where links lead, which pictures,
    headings.
    """
    html = LINK.sub(lambda match: f"{match[2]} [{match[1]}]", html)
    picture, gallery = _("picture"), _("gallery")
    html = pictures_in_text.PICTURE.sub(
        lambda match: f"<p>[{picture}: {match[1]}]</p>", html
    )
    html = pictures_in_text.GALLERY.sub(f"<p>[{gallery}]</p>", html)
    return HEADING.sub(lambda match: f"{'#' * int(match[1])} ", html)


def _text(field: models.Field | None, value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(field, RichTextField):
        value = _visible(value)
        return "\n".join(
            filter(
                None,
                map(
                    rich_text.plain_text,
                    BLOCK_ENDS.split(BLOCK_ENDS.sub(r"\g<0>", value)),
                ),
            )
        )
    if isinstance(field, models.ForeignKey | models.ManyToManyField):
        keys = value if isinstance(value, list) else [value]
        return ", ".join(
            str(one)
            for one in field.related_model._default_manager.filter(pk__in=keys)
        )
    if isinstance(field, models.DateTimeField):
        return date_format(
            timezone.localtime(dt.datetime.fromisoformat(value)),
            "DATETIME_FORMAT",
        )
    if isinstance(field, models.DateField):
        return date_format(dt.date.fromisoformat(value), "DATE_FORMAT")
    if isinstance(field, models.BooleanField):
        return _("yes") if value else _("no")
    if choices := dict(getattr(field, "flatchoices", ())):
        return str(choices.get(value, value))
    if isinstance(value, list):
        return "\n".join(
            " · ".join(
                str(part) for part in row.values() if part not in (None, "")
            )
            for row in value
        )
    return str(value)


def marked_difference(old: str, new: str) -> SafeString:
    """The new text with what was put in as <ins> and what was taken out as <del>, word by word."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    if (
        len(before) * len(after) > MOST_COMPARED
    ):  # repetitive texts would hold the server for minutes
        return format_html("{}\n{}", _piece("del", old), _piece("ins", new))
    pieces: list[tuple[str, str]] = []
    for what, a, b, c, d in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        pieces += [("", "".join(after[c:d]))] * (what == "equal")
        pieces += [("del", "".join(before[a:b]))] * (
            what in ("delete", "replace")
        )
        pieces += [("ins", "".join(after[c:d]))] * (
            what in ("insert", "replace")
        )
    return format_html_join(
        "", "{}", ((_piece(tag, text),) for tag, text in pieces if text)
    )


def _piece(tag: str, text: str) -> str | SafeString:
    if tag == "ins":
        return format_html("<ins>{}</ins>", text)
    return format_html("<del>{}</del>", text) if tag == "del" else text


def _parts(
    model: type[models.Model], content: dict
) -> Iterator[tuple[str, str, models.Field | None, Any]]:
    """(name, label, field, value) of everything in a revision."""
    for group in ("fields", "links"):
        for name, value in content[group].items():
            field: Any = model._meta.get_field(name)
            yield name, str(field.verbose_name), field, value
    for name, value in content["rows"].items():
        rows: Any = model._meta.get_field(name)
        yield (
            name,
            str(rows.related_model._meta.verbose_name_plural),
            None,
            value,
        )


def content_differences(
    model: type[models.Model], old: dict, new: dict
) -> list[Change]:
    """The fields that differ, in the order of the model."""
    before = {name: value for name, _label, _field, value in _parts(model, old)}
    return [
        Change(
            name,
            label,
            getattr(field, "language", "") or "",
            marked_difference(
                _text(field, before.get(name)), _text(field, value)
            ),
        )
        for name, label, field, value in _parts(model, new)
        if before.get(name) != value
    ]

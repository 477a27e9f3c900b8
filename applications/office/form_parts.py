"""The page on which a form is written, as fields and their words: what stands in a section or a
question, and what a page sent of it. Parts are named s-5 (section), q-12 (question), o-3 and c-3
(an answer to choose, a column of question 12: q-12-options-3-label_hy).
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from calls.form_editing.drafts import Part, Row
from calls.form_editing.writing import column_settings
from calls.models import (
    FormSection,
    FormVersion,
    Question,
    QuestionColumn,
    QuestionOption,
)
from calls.question_types.registry import get_type
from core.language.bilingual import text
from core.text.reading import readable

Fields = dict[str, str]
PART = re.compile(r"([sq]-\d{1,12})-([\w-]{1,80})")
ROW = re.compile(r"(options|columns)-((?:new)?\d{1,12})-(\w{1,40})")
#: what the page says of a part beside its fields
WAS, CHOICE = "was", "choice"
MINE, THEIRS = "mine", "theirs"
SECTION = (
    "title_hy",
    "title_en",
    "intro_hy",
    "intro_en",
    "key",
)
QUESTION = (
    "type",
    "label_hy",
    "label_en",
    "help_hy",
    "help_en",
    "is_required",
    "is_personal",
    "is_seen_blind",
    "key",
)
OPTION = ("label_hy", "label_en")
COLUMN = (
    "label_hy",
    "label_en",
    "type",
    "is_required",
)


class Typed(Fields):
    """What stands in fields, by name; a field that is empty or not ticked is ''."""

    def __missing__(self, name: str) -> str:
        return ""


def _as_typed(value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    if hasattr(value, "strftime"):
        return f"{value:%d.%m.%Y}"
    if hasattr(value, "normalize"):
        return f"{value.normalize():f}"
    return str(
        getattr(
            value,
            "pk",
            value,
        )
    )


def _typed(thing: Any, names: Iterable[str]) -> Fields:
    values = {name: _as_typed(getattr(thing, name)) for name in names}
    return {name: value for name, value in values.items() if value}


def section_fields(section: FormSection) -> Typed:
    return Typed(_typed(section, SECTION))


def row_fields(row: Row) -> Typed:
    if isinstance(row, QuestionColumn):
        limits = column_settings(get_type(row.type))
        return Typed(_typed(row, (*COLUMN, *limits)))
    return Typed(_typed(row, OPTION))


def rows_of(question: Question) -> list[Row]:
    """What staff write inside it: answers to choose, or columns."""
    part = question.question_type.part
    return list(getattr(question, part).all()) if part else []


def question_fields(question: Question) -> Typed:
    """All that stands on the page of a question, with the rows inside it."""
    settings = question.question_type.settings
    typed = Typed(_typed(question, (*QUESTION, *settings)))
    typed["section"] = str(question.section_id)
    if question.show_if_key:
        typed["condition"] = f"{question.show_if_key}={question.show_if_value}"
    for row in rows_of(question):
        start = f"{question.question_type.part}-{row.pk}"
        for name, value in row_fields(row).items():
            typed[f"{start}-{name}"] = value
    return typed


def part_fields(part: FormSection | Question) -> Typed:
    if isinstance(part, FormSection):
        return section_fields(part)
    return question_fields(part)


def name_of(part: FormSection | Question) -> str:
    return f"{'s' if isinstance(part, FormSection) else 'q'}-{part.pk}"


def fields_fingerprint(fields: Fields) -> str:
    """The same for the same words; empty fields count for nothing."""
    given = {name: value for name, value in fields.items() if value}
    text = json.dumps(
        given,
        sort_keys=True,
        ensure_ascii=False,
    )
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass
class PostedPart:
    """What a page sent of a part; `was` is the fingerprint of what it had been shown."""

    name: str
    fields: Typed = field(default_factory=Typed)
    was: str = ""
    choice: str = ""


def read_parts(data: QueryDict) -> dict[str, PostedPart]:
    """name → what was sent of it."""
    parts: dict[str, PostedPart] = {}
    for name in data:
        if match := PART.fullmatch(name):
            part = parts.setdefault(match[1], PostedPart(match[1]))
            _put_field(
                part,
                match[2],
                data.get(name, ""),
            )
    for part in parts.values():
        _drop_blank_rows(part.fields)
    return parts


def _put_field(
    part: PostedPart,
    name: str,
    value: str,
) -> None:
    if name == WAS:
        part.was = value
    elif name == CHOICE:
        part.choice = value
    elif value:
        part.fields[name] = readable(value).strip()


def _drop_blank_rows(fields: Typed) -> None:
    """The rows to go on with, as long as nothing is written in them."""
    for name in list(fields):
        match = ROW.fullmatch(name)
        if match and match[2].startswith("new"):
            start = f"{match[1]}-{match[2]}"
            if not (fields[f"{start}-label_hy"] or fields[f"{start}-label_en"]):
                del fields[name]


def sent_rows(fields: Typed) -> dict[tuple[str, str], Typed]:
    """("options", "34" or "new1") → what was sent of the row, in the order of the page."""
    rows: dict[tuple[str, str], Typed] = {}
    for name, value in fields.items():
        if match := ROW.fullmatch(name):
            rows.setdefault((match[1], match[2]), Typed())[match[3]] = value
    return rows


def find_part(version: FormVersion, name: str) -> Part:
    """The part of the version that a button names; Http404 for none."""
    kind, _dash, number = name.partition("-")
    inside: dict[str, QuerySet[Any]] = {
        "s": FormSection.objects.filter(version=version),
        "q": Question.objects.filter(section__version=version),
        "o": QuestionOption.objects.filter(question__section__version=version),
        "c": QuestionColumn.objects.filter(question__section__version=version),
    }
    is_number = number.isascii() and number.isdigit() and len(number) < 13
    found = inside.get(kind, inside["s"].none())
    return get_object_or_404(found, pk=number if is_number else None)


def place_in_words(part: Part) -> str:
    """Where it stands after a move, as a screen reader says it."""
    words = text(part, "title" if isinstance(part, FormSection) else "label")
    if isinstance(part, Question):
        return _("“%(words)s” is now number %(n)d in “%(section)s”.") % {
            "words": words,
            "n": part.order,
            "section": text(part.section, "title"),
        }
    return _("“%(words)s” is now number %(n)d.") % {
        "words": words,
        "n": part.order,
    }

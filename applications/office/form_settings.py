"""The settings of a question or a column as fields of the page on which a form is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html

from applications.office.form_parts import Typed

Choices = Iterable[tuple[str, Any]]


class Option:
    """One thing to choose, made once for the hundred lists in which it stands."""

    def __init__(
        self,
        value: str,
        words: Any,
    ) -> None:
        self.value = value
        self.words = words
        self.plain = format_html(
            '<option value="{}">{}</option>',
            value,
            words,
        )
        self.chosen = format_html(
            '<option value="{}" selected>{}</option>',
            value,
            words,
        )


def make_options(choices: Choices) -> list[Option]:
    return [Option(value, words) for value, words in choices]


@dataclass(frozen=True)
class Setting:
    """One field of a question or a column that its type asks for."""

    name: str
    label: Any
    help: Any
    kind: str
    value: str
    options: list[Option]
    error: str = ""


def make_setting(
    name: str,
    page_field: forms.Field,
    typed: Typed,
    errors: Typed,
    options: dict[str, list[Option]],
) -> Setting:
    kind = "line"
    if isinstance(page_field, forms.BooleanField):
        kind = "tick"
    elif isinstance(page_field, forms.ChoiceField):
        kind = "select"
    return Setting(
        name,
        page_field.label,
        page_field.help_text,
        kind,
        typed[name],
        options.get(name, []),
        errors[name],
    )

"""A select whose answers are one string, written once while the content stays as it is."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.keeping.remembered import remembered


class QuickSelect(forms.Select):
    """Django renders a template for each option; a list of communities has hundreds.

    `list_name`: the same for all selects with the same answers.
    """

    def __init__(self, list_name: str, attrs=None, choices=()) -> None:
        super().__init__(attrs, choices)
        self.list_name = list_name

    def remembered_options(self) -> SafeString:
        """The answers as one string, of which none is chosen."""
        return remembered(
            ("options", self.list_name, get_language()), self._options
        )

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        return self.render_with(self.remembered_options(), name, value, attrs)

    def render_with(self, options: str, name, value, attrs) -> SafeString:
        """The select with these options, the value's marked."""
        chosen = "" if value is None else str(value)
        plain = f'value="{escape(chosen)}"'
        # safe: the options are escaped, and so is the value that is looked for
        marked = mark_safe(  # noqa: S308
            options.replace(f"{plain}>", f"{plain} selected>", 1)
        )
        attributes = self.build_attrs(
            self.attrs, {**(attrs or {}), "name": name}
        )
        return format_html("<select{}>{}</select>", flatatt(attributes), marked)

    def _options(self) -> SafeString:
        return option_elements(self.choices)


def option_elements(choices: Iterable[tuple[Any, Any]]) -> SafeString:
    """Pairs of (value, label) as the elements of a select."""
    return format_html_join(
        "",
        '<option value="{}">{}</option>',
        ((value or "", label) for value, label in choices),
    )

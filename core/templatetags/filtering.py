"""What a list is narrowed by: a chip for each answer that was given, which takes it out again."""

from typing import Any, NamedTuple

from django import template
from django.forms import BoundField, Form
from django.http import HttpRequest

from core.language import bilingual

register = template.Library()


class Chip(NamedTuple):
    """An answer of the filter, and the address without it."""

    label: str
    words: str
    address: str


def _words(form: Form, field: BoundField, given: str) -> str:
    """The answer as the list of answers has it; of a thing, its name."""
    chosen: Any = getattr(form, "cleaned_data", {}).get(field.name)
    if hasattr(chosen, "pk"):
        return bilingual.text(chosen, "name") or str(chosen)
    choices: Any = getattr(field.field, "choices", ())
    return str(dict(choices).get(given, given))


@register.simple_tag(takes_context=True)
def chips(context, form: Form) -> list[Chip]:
    """{% chips filter.form as chosen %}: of every answer that is not empty."""
    request = context["request"]
    form.is_valid()
    found = []
    for field in form:
        given = request.GET.get(field.name, "")
        if not given or field.name in form.errors or given == _usual(field):
            continue
        words = _words(form, field, given)
        address = _without(request, field.name)
        found.append(Chip(str(field.label), words, address))
    return found


def _usual(field: BoundField) -> str:
    """The answer that stands for none: of an order, the first."""
    if hasattr(field.field, "queryset"):
        return ""  # never asked for all its things
    choices: Any = getattr(field.field, "choices", ())
    values = [str(value) for value, _label in choices]
    return "" if "" in values or not values else values[0]


def _without(request: HttpRequest, name: str) -> str:
    rest = request.GET.copy()
    for taken_out in (name, "page"):
        rest.pop(taken_out, None)
    for other, value in list(rest.items()):
        if not value:
            rest.pop(other)
    return f"?{rest.urlencode()}" if rest else request.path

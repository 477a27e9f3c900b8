"""What a thing says in the language of the page, and where it can be read in the other."""

import re

from django import template
from django.utils import translation
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core.language import bilingual

register = template.Library()

register.filter("text", bilingual.text)
register.filter("in_language", bilingual.in_language)
register.filter("language_of", bilingual.language_of)


@register.filter
def shown(thing, field: str) -> SafeString:
    """{{ call|shown:"title" }}: the words, with `lang` when they are of the other language."""
    words, language = bilingual.text_and_language(thing, field)
    whole = _endings_kept(conditional_escape(words))
    if language == bilingual.active_language() or not words:
        return whole
    return format_html('<span lang="{}">{}</span>', language, whole)


#: «16-ի», «ՀՀՏԶ-ում»: a number or an abbreviation with its ending
WITH_ENDING = re.compile("(?:\\d+|[Ա-Ֆ]{2,})-[ա-և]{1,5}(?![ա-և])")


def _endings_kept(words: SafeString) -> SafeString:
    """No line ends between a number and its ending.

    All the words stay one element: where they lie in a row of boxes they would become several.
    """
    kept = WITH_ENDING.sub(r'<span class="whole">\g<0></span>', words)
    whole = kept if kept == words else f"<span>{kept}</span>"
    return mark_safe(whole)  # noqa: S308 - escaped before


@register.simple_tag(takes_context=True, name="other_language")
def other_language_address(context) -> str:
    """The address of this page in the other language; the query stays."""
    path = context["request"].get_full_path()
    return bilingual.in_language(path, bilingual.other_language())


@register.simple_tag
def foreign_url(thing) -> str:
    """Where a thing that is not ready in the active language can be read."""
    with translation.override(thing.language_shown):
        return thing.get_absolute_url()

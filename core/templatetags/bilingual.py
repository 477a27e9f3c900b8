"""What a thing says in the language of the page, and where it can be read in the other."""

from django import template
from django.utils import translation
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from core.language import bilingual

register = template.Library()

register.filter("text", bilingual.text)
register.filter("in_language", bilingual.in_language)
register.filter("language_of", bilingual.language_of)


@register.filter
def shown(thing, field: str) -> SafeString:
    """{{ call|shown:"title" }}: the words, with `lang` when they are of the other language."""
    words, language = bilingual.text_and_language(thing, field)
    if language == bilingual.active_language() or not words:
        return conditional_escape(words)
    return format_html('<span lang="{}">{}</span>', language, words)


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

"""Pieces of sentences, lists and links that a template could only say with tags glued to words."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.language import bilingual
from core.templatetags.bilingual import shown
from core.templatetags.components import address

register = template.Library()


@register.filter
def prefixed(words: str, sign: str) -> SafeString | str:
    """{{ membership.note|prefixed:", " }}: the words behind a sign; nothing when there are none."""
    return format_html("{}{}", sign, words) if words else ""


@register.filter
def or_quiet(words: str, instead: str) -> SafeString | str:
    """{{ community.population|grouped|or_quiet:_("not known") }}: the words, else these in grey."""
    return words or format_html('<span class="quiet">{}</span>', instead)


@register.filter
def comma(loop: dict, end: str = "") -> str:
    """{{ forloop|comma }}: a comma between the rows of a loop; behind the last row, `end`."""
    return end if loop["last"] else ","


@register.filter
def link(thing, field: str) -> SafeString:
    """{{ community|link:"name" }}: its name as a link to its page."""
    return format_html(
        '<a href="{}">{}</a>', address(thing), shown(thing, field)
    )


@register.simple_tag
def foreign_pill(thing) -> SafeString:
    """{% foreign_pill article %}: says that a thing is not ready in the language of the page."""
    if not thing.is_foreign:
        return mark_safe("")
    is_armenian = thing.language_shown == "hy"
    words = _("in Armenian only") if is_armenian else _("in English only")
    return format_html('<span class="pill">{}</span>', words)


@register.simple_tag
def current(here: str, name: str) -> SafeString:
    """<a href="…" {% current here "map" %}>: marks the tab of the page that is read."""
    if here == name:
        return mark_safe('aria-current="page"')
    return mark_safe("")


@register.simple_tag
def other_language_code() -> str:
    """{% other_language_code as other %}: «en» on an Armenian page, «hy» on an English one."""
    return bilingual.other_language()


@register.simple_tag
def whose(name: str) -> SafeString:
    """{% translate "Answer" %}{% whose "Gavar" %}: «: Gavar», only read aloud.

    So links that look alike differ for who hears them.
    """
    return format_html(
        '<span class="only-screen-reader">{} {}</span>', _(":"), name
    )


@register.simple_tag
def said(
    words: str,
    element: str = "p",
    language: str = "",
    kind: str = "said",
) -> SafeString:
    """{% said inquiry.answer "blockquote" %}: a text as typed, with its lines and spaces.

    A tag, because a template would put the line ends and spaces of its own into the text.
    """
    attributes = format_html(' lang="{}"', language) if language else ""
    return format_html(
        '<{0} class="{1}"{2}>{3}</{0}>', element, kind, attributes, words
    )

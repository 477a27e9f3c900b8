"""Short labels that stand on many pages of calls, applications and courses."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def lot_label(number: int) -> str:
    """{{ lot.number|lot_label }}: «Lot 2»."""
    return _("Lot %(number)s") % {"number": number}


@register.filter
def version_label(number: int) -> str:
    """{{ version.number|version_label }}: «Version 3»."""
    return _("Version %(number)s") % {"number": number}


@register.filter
def minutes_label(minutes: int) -> str:
    """{{ lesson.minutes|minutes_label }}: «35 min»."""
    return _("%(n)s min") % {"n": minutes}


@register.simple_tag
def whose(name: str) -> SafeString:
    """{% translate "Answer" %}{% whose "Gavar" %}: «: Gavar», only read aloud.

    So links that look alike differ for who hears them.
    """
    return format_html('<span class="only-screen-reader">{} {}</span>', _(":"), name)


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
    return format_html('<{0} class="{1}"{2}>{3}</{0}>', element, kind, attributes, words)

"""What a page says of itself to who searches and shares: a title and a description that fit."""

import hashlib
from html import unescape

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from core.language import bilingual
from core.text.rich_text import plain_text

register = template.Library()

#: signs that results of searches show of a title, and of a description
TITLE, DESCRIPTION = 65, 155


def _shortened(words: str, most: int) -> str:
    """Whole words within so many signs; what is left out is told by an ellipsis."""
    if len(words) <= most:
        return words
    whole, _space, _cut = words[:most].rpartition(" ")
    return (whole or words[: most - 1]).rstrip(" ,;:–-՝․.") + "…"


@register.filter
def page_title(words: str, site: str) -> SafeString:
    """{{ title|page_title:site_name }}: with the site's name where there is room for it."""
    title = unescape(words).strip()
    whole = f"{title} – {site}" if title else site
    return conditional_escape(
        whole if len(whole) <= TITLE else _shortened(title, TITLE)
    )


@register.filter
def page_description(words: str) -> SafeString:
    """Within the length that is shown, of whole words."""
    return conditional_escape(_shortened(unescape(words).strip(), DESCRIPTION))


@register.filter
def fingerprint(words: str) -> str:
    """{{ title|fingerprint }}: other words, other eight signs; who keeps a picture asks anew."""
    return hashlib.sha256(words.encode()).hexdigest()[:8]


@register.filter
def digest(thing, fields: str) -> str:
    """{{ call|digest:"summary body" }}: the first of these texts that says something, as plain
    words.
    """
    for field in fields.split():
        text = bilingual.text(thing, field)
        if words := " ".join(plain_text(text).split()):
            return words
    return ""

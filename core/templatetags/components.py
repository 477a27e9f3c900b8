"""The small pieces that pages share: a tag each, so that a list of forty costs forty calls and no
includes.
"""

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.language import state_labels
from core.language.bilingual import with_colon
from core.templatetags.bilingual import foreign_url, shown

register = template.Library()


register.filter("with_colon", with_colon, is_safe=True)


@register.simple_tag
def colon() -> str:
    """The same sign alone, where markup stands between it and its words."""
    return _(":")


@register.simple_block_tag
def crumbs(content: SafeString) -> SafeString:
    """{% crumbs %}<li>…</li>{% endcrumbs %}: the way from the start page to this one."""
    return format_html(
        '<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>',
        _("Where you are"),
        content,
    )


@register.simple_block_tag
def notice(
    content: SafeString,
    kind: str = "",
    role: str = "",
    is_focused: bool = False,
) -> SafeString:
    """{% notice "due" %}…{% endnotice %}: a framed message; kinds: "", due, error, success.

    `is_focused` moves the focus to it when the page is shown, as a summary of errors needs.
    """
    classes = f"notice notice--{kind}" if kind else "notice"
    attributes = mark_safe("")
    if is_focused:
        attributes = mark_safe(' tabindex="-1" data-focus role="alert"')
    elif role:
        attributes = format_html(' role="{}"', role)
    return format_html(
        '<div class="{}"{}>{}</div>', classes, attributes, content
    )


@register.simple_tag
def pill(state: str) -> SafeString:
    """{% pill application.state %}: a state in a word, never by colour alone."""
    return format_html(
        '<span class="pill pill--{}">{}</span>',
        state,
        state_labels.state_label(state),
    )


@register.simple_tag
def optional_mark() -> SafeString:
    """What stands behind the label of a question that need not be answered."""
    return format_html('<span class="optional">({})</span>', _("optional"))


@register.simple_tag
def error_prefix(errors) -> str:
    """Before the title of a page whose form was refused."""
    words = _("Error")
    return f"{with_colon(words)} " if errors else ""


@register.filter
def address(thing) -> str:
    """Where a thing can be read: in the active language or, if it is not ready in it, in the
    other.
    """
    if getattr(thing, "is_foreign", False):
        return foreign_url(thing)
    return thing.get_absolute_url()


@register.filter
def links(things, field: str) -> SafeString:
    """{{ related.programmes|links:"name" }}: their names as links, with commas between."""
    return format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        (
            (address(thing), conditional_escape(shown(thing, field)))
            for thing in things
        ),
    )

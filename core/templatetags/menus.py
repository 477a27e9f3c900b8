"""Links of menus, written once for all pages, and the mark of the page that is read."""

import re

from django import template
from django.template.base import NodeList, Parser, Token
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

LINK = re.compile(r'<a href="([^"]+)"(?: data-parts="([^"]*)")?>')


@register.simple_tag
def nav_link(name: str, label: str, *also: str) -> SafeString:
    """{% nav_link "news:list" _("News") %}: a link that stands for a whole part of the site.

    `also` names the pages that belong to the same part though their addresses do not begin alike.
    """
    parts = [reverse(one) for one in (name, *also)]
    return format_html(
        '<a href="{}" data-parts="{}">{}</a>',
        parts[0],
        " ".join(parts),
        label,
    )


@register.simple_tag
def page_link(name: str, *arguments: str, label: str) -> SafeString:
    """{% page_link "page" "about" label=_("About") %}: a link to one page."""
    return format_html(
        '<a href="{}">{}</a>',
        reverse(name, args=arguments),
        label,
    )


class MarkedNode(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context) -> SafeString:
        here = context["request"].path

        def mark(link: re.Match) -> str:
            there, parts = link[1], (link[2] or "").split()
            if here == there:
                return f'<a href="{there}" aria-current="page">'
            if any(part in here for part in parts):
                return f'<a href="{there}" aria-current="true">'
            return f'<a href="{there}">'

        links = LINK.sub(mark, self.nodelist.render(context))
        return mark_safe(links)  # noqa: S308 - written by templates


@register.tag
def marked(parser: Parser, token: Token) -> MarkedNode:
    """{% marked %}…{% endmarked %}: the links inside know whether their page is read."""
    nodelist = parser.parse(("endmarked",))
    parser.delete_first_token()
    return MarkedNode(nodelist)

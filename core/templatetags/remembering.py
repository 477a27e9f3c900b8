"""{% remember "name" key … %}…{% endremember %}: a part of a page that is written once."""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.translation import get_language

from core.keeping.remembered import remembered

register = template.Library()


class RememberNode(template.Node):
    def __init__(self, names: list[FilterExpression], nodelist: NodeList):
        self.names, self.nodelist = names, nodelist

    def render(self, context) -> str:
        values = tuple(name.resolve(context) for name in self.names)
        return remembered(
            ("part", get_language(), *values),
            lambda: self.nodelist.render(context),
        )


@register.tag
def remember(parser: Parser, token: Token) -> RememberNode:
    """What stands inside may depend on the keys, the language and the content, on nothing else."""
    _tag, *names = token.split_contents()
    nodelist = parser.parse(("endremember",))
    parser.delete_first_token()
    return RememberNode(
        [parser.compile_filter(name) for name in names],
        nodelist,
    )

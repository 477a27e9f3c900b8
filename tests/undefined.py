"""An undefined variable in a template of ours fails the test that rendered it.

Loaded by `tests/conftest.py`: `pytest_plugins = ["tests.undefined"]`. Django shows nothing for a
name it does not know, so a renamed attribute leaves a hole in a page and no test sees it. Three
places may ask for what is not there, since asking is their purpose: `{% if %}`, `{% firstof %}`
and a value with `|default:`.
"""

import functools
from pathlib import Path

import pytest
from django.template.base import (
    FilterExpression,
    TokenType,
    Variable,
    VariableDoesNotExist,
)
from django.template.context import BaseContext
from django.template.defaultfilters import default, default_if_none
from django.template.defaulttags import FirstOfNode, TemplateLiteral
from django.templatetags.i18n import BlockTranslateNode

TEMPLATES = Path(__file__).parent.parent / "templates"
#: elements that stand in for a library's ask for whatever that library may give
REPLACED = ("account/", "allauth/", "admin/base_site.html")
FALLBACKS = (default, default_if_none)

#: what was missing since the last test: (template, variable, why)
MISSING: set[tuple[str, str, str]] = set()


def name_of_ours(origin) -> str:
    """The template's name when it lies in our folder and is not a library's; "" otherwise."""
    path = Path(str(getattr(origin, "name", "")))
    if not path.is_relative_to(TEMPLATES):
        return ""
    name = path.relative_to(TEMPLATES).as_posix()
    return "" if name.startswith(REPLACED) else name


class WatchedVariable(Variable):
    """A variable that remembers its template and says when it was not found."""

    def __init__(self, variable: str, template: str):
        super().__init__(variable)
        self.template = template
        self.may_be_missing = False

    def resolve(self, context):
        try:
            return super().resolve(context)
        except VariableDoesNotExist as error:
            if not self.may_be_missing:
                self.note(*error.params)
            raise

    def note(self, part: str, holder) -> None:
        kind = (
            "not in the context"
            if isinstance(holder, BaseContext)
            else f"of {type(holder).__name__}"
        )
        MISSING.add((self.template, str(self.var), f"{part} {kind}"))


def watch(expression: FilterExpression, origin) -> None:
    template = name_of_ours(origin)
    if template and expression.is_var:
        expression.var = WatchedVariable(expression.var.var, template)
        expression.var.may_be_missing = any(
            function in FALLBACKS for function, _ in expression.filters
        )


def forgive(*expressions) -> None:
    for expression in expressions:
        if isinstance(getattr(expression, "var", None), WatchedVariable):
            expression.var.may_be_missing = True


def note_block(node: BlockTranslateNode, context, nested: bool = False) -> None:
    """`{% blocktranslate %}` looks its names up by itself, and only in the context."""
    template = name_of_ours(node.origin)
    if not template:
        return
    given = {*node.extra_context, node.countervar}
    for token in (*node.singular, *(node.plural or ())):
        name = token.contents
        if (
            token.token_type == TokenType.VAR
            and name not in given
            and name not in context
        ):
            MISSING.add(
                (template, name, "not in the context of blocktranslate")
            )


def after(cls, method: str, act) -> None:
    """Let `act(*same arguments)` follow each call of the method."""
    original = getattr(cls, method)

    @functools.wraps(original)
    def followed(*args, **kwargs):
        result = original(*args, **kwargs)
        act(*args, **kwargs)
        return result

    setattr(cls, method, followed)


def install() -> None:
    after(
        FilterExpression,
        "__init__",
        lambda self, token, parser: watch(self, parser.origin),
    )
    after(TemplateLiteral, "__init__", lambda self, value, text: forgive(value))
    after(
        FirstOfNode,
        "__init__",
        lambda self, variables, asvar=None: forgive(*variables),
    )
    after(BlockTranslateNode, "render", note_block)


install()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    try:
        result = yield
    finally:
        missing = sorted(MISSING)
        MISSING.clear()
    if missing:
        lines = (
            f"  {template}: {variable} ({why})"
            for template, variable, why in missing
        )
        pytest.fail(
            "\n".join(["undefined in templates:", *lines]), pytrace=False
        )
    return result

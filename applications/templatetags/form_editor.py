"""The small pieces of the page on which a form is written: a tag each, since a form of a hundred
questions has some hundreds of each.
"""

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

register = template.Library()

IN_LANGUAGE = """<div class="field">
<label for="{id}">{words}, {language}</label>
<textarea id="{id}" name="{id}" rows="{rows}" lang="{code}" placeholder=" "{wrong}>
{text}</textarea>
<p class="pair__missing">{missing}</p>
</div>"""
TICK = """<div class="choice">
<input type="checkbox" id="{id}" name="{id}"{checked}>
<label for="{id}">{words}</label>
</div>"""
STEP = """<button class="tool" type="submit" formaction="{address}" name="part"
value="{name}:{step}" title="{words}"{disabled}><span aria-hidden="true">{sign}</span><span
class="only-screen-reader">{words}</span></button>"""
TOOL = """<button class="tool" type="submit" formaction="{address}" name="part"
value="{name}">{words}</button>"""
DISABLED, CHECKED = mark_safe(" disabled"), mark_safe(" checked")


def _filled(markup: str, **values) -> SafeString:
    """Markup with names, addresses and phrases of ours in it; what people typed is escaped before.

    `format_html` escapes all of it again, a quarter of the page's time.
    """
    return SafeString(markup.format(**values))


@register.simple_tag
def options(choices, chosen: str) -> SafeString:
    """{% options page.type_options entry.typed.type %}: what a list offers, one of it chosen."""
    return SafeString(
        "".join(
            one.chosen if one.value == chosen else one.plain for one in choices
        )
    )


def _in_language(
    id: str, code: str, words: str, text: str, rows: int, wrong: SafeString
) -> SafeString:
    is_armenian = code == "hy"
    return _filled(
        IN_LANGUAGE,
        id=id,
        code=code,
        words=capfirst(words),
        text=escape(text),
        rows=rows,
        wrong=wrong,
        language=_("in Armenian") if is_armenian else _("in English"),
        missing=_("The Armenian is missing.")
        if is_armenian
        else _("The English is missing."),
    )


@register.simple_tag
def text_pair(
    start: str, field: str, words: str, typed, errors, rows: int = 1
) -> SafeString:
    """{% text_pair start "label" _("Question") typed errors 2 %}: a text in both languages, side by
    side.
    """
    error = " ".join(
        filter(None, (errors[f"{field}_hy"], errors[f"{field}_en"]))
    )
    wrong = told = mark_safe("")
    if error:
        id = f"{start}-{field}-error"
        wrong = format_html(' aria-invalid="true" aria-describedby="{}"', id)
        told = format_html(
            '<p class="error" id="{}">{}</p>',
            id,
            error,
        )
    texts = [
        _in_language(
            f"{start}-{field}_{code}",
            code,
            words,
            typed[f"{field}_{code}"],
            rows,
            wrong,
        )
        for code in ("hy", "en")
    ]
    return format_html(
        '<div class="pair">{}{}{}</div>',
        *texts,
        told,
    )


@register.simple_tag
def tick(
    start: str,
    name: str,
    words: str,
    value: str,
) -> SafeString:
    """{% tick start "is_required" _("required") typed.is_required %}: a box to tick."""
    return _filled(
        TICK,
        id=f"{start}-{name}",
        words=capfirst(words),
        checked=CHECKED if value else "",
    )


@register.simple_tag
def part_tools(entry, addresses: dict[str, str]) -> SafeString:
    """{% part_tools entry addresses %}: up, down, duplicate, remove."""
    others = [("remove", _("Remove"))]
    if entry.may_duplicate:
        others.insert(0, ("duplicate", _("Duplicate")))
    tools = [
        _filled(
            TOOL,
            address=addresses[act],
            name=entry.name,
            words=words,
        )
        for act, words in others
    ]
    return format_html(
        '<div class="form-part__tools">{}{}</div>',
        SafeString("".join(_steps(entry, addresses["move"]))),
        SafeString("".join(tools)),
    )


def _steps(entry, address: str) -> list[SafeString]:
    return [
        _filled(
            STEP,
            address=address,
            name=entry.name,
            step=step,
            sign=sign,
            words=words,
            disabled=DISABLED if is_end else "",
        )
        for step, sign, words, is_end in (
            ("up", "↑", _("Move up"), entry.is_first),
            ("down", "↓", _("Move down"), entry.is_last),
        )
    ]

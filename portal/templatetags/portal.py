"""What every template may use; only pictures that stand in a text are asked of the database."""

import json
import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.defaultfilters import date as format_date
from django.utils import formats, timezone, translation
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal import illustrated

register = template.Library()

NBSP = "\u00a0"
YEREVAN = ZoneInfo("Asia/Yerevan")
EAGER, LAZY = ("fetchpriority", "high"), ("loading", "lazy")


def _found(thing, field: str) -> tuple[str, str]:
    """The text to show and the language it is in: the active one, else the other."""
    active = get_language() or "hy"
    wanted = getattr(thing, "language_shown", active)
    for language in (wanted, "hy", "en"):
        if text := getattr(thing, f"{field}_{language}", ""):
            return str(text), language
    return "", active


@register.filter
def text(thing, field: str) -> str:
    """{{ call|text:"title" }}: the words alone, for attributes and titles."""
    return _found(thing, field)[0]


@register.filter
def shown(thing, field: str) -> SafeString:
    """{{ call|shown:"title" }}: the words, marked with `lang` when they are of the other
    language.
    """
    words, language = _found(thing, field)
    if language == (get_language() or "hy") or not words:
        return conditional_escape(words)
    return format_html('<span lang="{}">{}</span>', language, words)


@register.filter
def shown_html(thing, field: str) -> SafeString:
    """{{ article|shown_html:"body" }}: rich text with its pictures, sanitised again, marked
    likewise.
    """
    html, language = _found(thing, field)
    gallery = (
        thing.gallery()
        if illustrated.has_gallery(html) and hasattr(thing, "gallery")
        else ()
    )
    rendered = illustrated.render(html, illustrated.pictures(html), gallery)
    if language == (get_language() or "hy"):
        return rendered
    return format_html('<div lang="{}">{}</div>', language, rendered)


@register.simple_tag
def picture(
    thing, sizes: str, eager: bool = False, alt: str | None = None
) -> SafeString:
    """{% picture article.lead_picture sizes="…" %}: three kinds, three widths, its own
    proportions.
    """
    kinds = ("avif", "webp") if thing.encoded_at else ()
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((kind, thing.srcset(kind), sizes) for kind in kinds),
    )
    return format_html(
        '<picture>{}<img class="{}" src="{}" srcset="{}" sizes="{}"'
        ' width="{}" height="{}" alt="{}" {}="{}">'
        "</picture>",
        sources,
        thing.focus,
        thing.largest_url,
        thing.srcset("jpg"),
        sizes,
        thing.width,
        thing.height,
        text(thing, "alt") if alt is None else alt,
        *(EAGER if eager else LAZY),
    )


@register.filter
def json_ld(data: dict) -> SafeString:
    """Linked data for a <script>: no text of ours can end the element."""
    escaped = json.dumps(
        data, ensure_ascii=False, cls=DjangoJSONEncoder
    ).translate({ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"})
    return mark_safe(escaped)  # noqa: S308 - the three signs that HTML reads are gone


@register.simple_tag(takes_context=True)
def absolute(context, path: str = "") -> str:
    """The whole address of a path of ours; of this page when none is given."""
    return settings.SITE_URL + (path or context["request"].path)


@register.filter
def partial_date(iso: str) -> str:
    """A date as exactly as it is known: '2021', '2021-05' or '2021-05-18'."""
    if not iso:
        return ""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        return iso
    day = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    if len(parts) == 2 and get_language() == "hy":
        return f"{day.year} թ. {format_date(day, 'F').lower()}"
    return format_date(
        day, "DATE_FORMAT" if len(parts) == 3 else "YEAR_MONTH_FORMAT"
    )


@register.filter
def yerevan(instant: datetime | None) -> str:
    """An instant with its zone named: needed near every deadline."""
    if instant is None:
        return ""
    when = format_date(timezone.localtime(instant, YEREVAN), "DATETIME_FORMAT")
    return _("%(when)s (Yerevan time)") % {"when": when}


@register.filter
def time_left(instant: datetime | None) -> str:
    """In words, only ever beside the absolute date: «9 days left»."""
    if instant is None or instant <= timezone.now():
        return ""
    hours = int((instant - timezone.now()).total_seconds() // 3600)
    if hours >= 48:
        return ngettext(
            "%(count)d day left", "%(count)d days left", hours // 24
        ) % {"count": hours // 24}
    if hours >= 1:
        return ngettext(
            "%(count)d hour left", "%(count)d hours left", hours
        ) % {"count": hours}
    return _("less than an hour left")


@register.filter
def money(amount: Decimal | int | None, currency: str = "EUR") -> str:
    """60 000 EUR: grouped by the language, the code after a space that does not break."""
    if amount is None or amount == "":
        return ""
    amount = Decimal(amount)
    places = 0 if amount == amount.to_integral_value() else 2
    written = formats.number_format(
        amount, places, use_l10n=True, force_grouping=True
    )
    return f"{written}{NBSP}{currency}"


@register.filter
def grouped(number: int | Decimal | None) -> str:
    """1 439 523,5: grouped by the language, without zeros that say nothing; "" for None."""
    if number is None or number == "":
        return ""
    plain = Decimal(str(number)).normalize()
    places = max(0, -int(plain.as_tuple().exponent))
    return formats.number_format(
        plain, places, use_l10n=True, force_grouping=True
    )


@register.filter
def filesize(size: int) -> str:
    """Kilobytes and megabytes of 1,000, as a reader counts."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}{NBSP}" + _("kB")
    return f"{formats.number_format(size / 1_000_000, 1)}{NBSP}" + _("MB")


@register.filter
def initial(words: str) -> str:
    """The first letter, for the placeholder of a missing picture."""
    return next((letter for letter in words if letter.isalpha()), "")


@register.simple_tag(takes_context=True)
def other_language(context) -> str:
    """The address of this page in the other language; the query stays."""
    path = context["request"].get_full_path()
    there = "en" if (get_language() or "hy") == "hy" else "hy"
    return in_language(path, there)


@register.simple_tag
def foreign_url(thing) -> str:
    """Where a thing that is not ready in the active language can be read."""
    with translation.override(thing.language_shown):
        return thing.get_absolute_url()


@register.filter
def in_language(path: str, language: str) -> str:
    """A path of ours in another language."""
    return re.sub(r"^/(?:hy|en)/", f"/{language}/", path)


@register.filter
def admin_change(opts) -> str:
    """The name of the administration's page for changing a thing: {% url opts|admin_change thing.pk
    %}.
    """
    return f"admin:{opts.app_label}_{opts.model_name}_change"


@register.filter
def admin_changelist(opts) -> str:
    return f"admin:{opts.app_label}_{opts.model_name}_changelist"


@register.filter
def plain_number(number: float) -> str:
    """For attributes of SVG: a full stop, no grouping, whatever the language."""
    return f"{number:g}"


@register.simple_tag(takes_context=True)
def query(context, **changes) -> str:
    """The query string of this page with some values changed; an empty value is taken out."""
    values = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            values.pop(name, None)
        else:
            values[name] = value
    return f"?{values.urlencode()}" if values else "?"

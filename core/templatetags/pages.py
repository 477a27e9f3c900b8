"""What a page says about itself and its address."""

import datetime as dt
import json

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.language.bilingual import LANGUAGES, in_language

register = template.Library()

SCRIPT_ESCAPES = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
}


@register.filter
def json_ld(data: dict) -> SafeString:
    """Linked data for a <script>: no text of ours can end the element."""
    text = json.dumps(data, ensure_ascii=False, cls=DjangoJSONEncoder)
    # safe: the three signs that HTML reads are gone
    return mark_safe(text.translate(SCRIPT_ESCAPES))  # noqa: S308


@register.simple_tag(takes_context=True)
def absolute(context, path: str = "") -> str:
    """The whole address of a path of ours; of this page when none is given."""
    return settings.SITE_URL + (path or context["request"].path)


@register.simple_tag(takes_context=True)
def alternates(context) -> SafeString:
    """This page in the languages that it can be read in, itself among them; whoever reads neither
    is led to the first.
    """
    ready_in = getattr(context.get("object"), "is_ready_in", lambda _: True)
    path = context["request"].path
    addresses = [
        (language, settings.SITE_URL + in_language(path, language))
        for language in LANGUAGES
        if ready_in(language)
    ]
    otherwise = [("x-default", address) for _, address in addresses[:1]]
    return format_html_join(
        "\n",
        '<link rel="alternate" hreflang="{}" href="{}">',
        addresses + otherwise,
    )


@register.simple_block_tag
def one_line(content: SafeString) -> SafeString:
    """{% one_line as title %}…{% endone_line %} around a block that is needed twice."""
    # safe: joined from what the template has escaped
    return mark_safe(" ".join(content.split()))  # noqa: S308


@register.filter
def instant(moment: dt.date) -> str:
    """For <time datetime="">: a day, or a moment to the second with its offset."""
    if not isinstance(moment, dt.datetime):
        return moment.isoformat()
    return timezone.localtime(moment).isoformat(timespec="seconds")


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


@register.filter
def admin_change(opts) -> str:
    """{% url opts|admin_change thing.pk %}: the administration's page for changing a thing."""
    return f"admin:{opts.app_label}_{opts.model_name}_change"


@register.filter
def admin_changelist(opts) -> str:
    return f"admin:{opts.app_label}_{opts.model_name}_changelist"

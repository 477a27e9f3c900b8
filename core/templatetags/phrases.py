"""Pieces of sentences, lists and links that a template could only say with tags glued to words."""

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext as _

from portal.templatetags.components import address
from portal.templatetags.portal import shown

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


@register.simple_tag(takes_context=True)
def nav_link(context, name: str, label: str, *also: str) -> SafeString:
    """{% nav_link "news:list" _("News") %}: a link that knows when its part of the site is read.

    `also` names the pages that belong to the same part though their addresses do not begin alike.
    """
    here, there = context["request"].path, reverse(name)
    parts = (there, *(reverse(other) for other in also))
    if here == there:
        mark = mark_safe(' aria-current="page"')
    elif any(part in here for part in parts):
        mark = mark_safe(' aria-current="true"')
    else:
        mark = mark_safe("")
    return format_html('<a href="{}"{}>{}</a>', there, mark, label)


@register.filter
def compared(columns: list[dict], without=None) -> str:
    """?{{ columns|compared:community }}: compares the same communities, but for this one."""
    communities = [column["community"] for column in columns]
    return "".join(
        f"c={community.slug}&"
        for community in communities
        if community != without
    )


@register.simple_tag
def other_language_code() -> str:
    """{% other_language_code as other %}: «en» on an Armenian page, «hy» on an English one."""
    return "en" if get_language() == "hy" else "hy"


@register.filter
def duty_name(duty) -> str:
    """{{ standing.next|duty_name }}: what is due, in words."""
    if duty.kind == "report":
        return _("Monitoring report")
    if duty.kind != "plan":
        return _("Monitoring emission inventory")
    if duty.plan == "secap":
        return _("Action plan (SECAP)")
    if duty.plan == "seap":
        return _("Action plan (SEAP)")
    return _("Action plan")


YEARS_AFTER = {
    "submitted_on": ngettext_lazy(
        "%(years)s year after the plan was submitted on %(day)s",
        "%(years)s years after the plan was submitted on %(day)s",
        "years",
    ),
    "council_approved_on": ngettext_lazy(
        "%(years)s year after the council approved the plan on %(day)s; "
        "the day of submission is not recorded",
        "%(years)s years after the council approved the plan on %(day)s; "
        "the day of submission is not recorded",
        "years",
    ),
    "accepted_on": ngettext_lazy(
        "%(years)s year after the plan was accepted on %(day)s; "
        "the day of submission is not recorded",
        "%(years)s years after the plan was accepted on %(day)s; "
        "the day of submission is not recorded",
        "years",
    ),
}
YEARS_AFTER_CERTIFICATE = ngettext_lazy(
    "%(years)s year after the certificate of %(day)s; the day of submission is not recorded",
    "%(years)s years after the certificate of %(day)s; the day of submission is not recorded",
    "years",
)


@register.filter
def duty_because(duty) -> str:
    """{{ standing.next|duty_because }}: which event it follows from, and how well it is known."""
    day = date_format(duty.because.day, "DATE_FORMAT")
    if duty.because.what == "joined":
        return _since_adhesion(duty, day)
    words = YEARS_AFTER.get(duty.because.what, YEARS_AFTER_CERTIFICATE)
    return words % {"years": duty.years, "day": day}


def _since_adhesion(duty, day: str) -> str:
    if duty.is_exact:
        return _("two years after the adhesion of %(day)s") % {"day": day}
    words = _("two years after the adhesion, which was not later than %(day)s")
    return words % {"day": day}

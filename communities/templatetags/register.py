"""What pages say of duties, and which communities they compare."""

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from communities.models import ProfileChange
from communities.proposals.kinds.registry import CHANGE_KINDS

register = template.Library()


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
def example_request(address: str) -> SafeString:
    """{% example_request "https://…/communities.json" %}: how a program asks for what is new.

    A tag, because a template would put line ends of its own into the command.
    """
    return format_html(
        "<pre tabindex=\"0\"><code>curl -H 'If-None-Match: \"…\"' '{}'</code></pre>",
        address,
    )


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


@register.filter
def shown_target(change: ProfileChange) -> str:
    """{{ change|shown_target }}: which year or day a proposal is about, where its kind has one."""
    return CHANGE_KINDS.get(change.kind).shown_target(change)


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
    sentence = YEARS_AFTER.get(duty.because.what, YEARS_AFTER_CERTIFICATE)
    return sentence % {"years": duty.years, "day": day}


def _since_adhesion(duty, day: str) -> str:
    if duty.is_exact:
        return _("two years after the adhesion of %(day)s") % {"day": day}
    sentence = _(
        "two years after the adhesion, which was not later than %(day)s"
    )
    return sentence % {"day": day}

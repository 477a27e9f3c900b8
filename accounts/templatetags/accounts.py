"""The key of a form that has its effect once; the tasks of whoever is signed in."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts import form_keys, navigation
from accounts.models import User

register = template.Library()


@register.simple_tag
def form_key() -> SafeString:
    """{% form_key %} in a form that makes or moves something: pressed twice, it acts once."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">',
        form_keys.FIELD,
        form_keys.new_key(),
    )


@register.inclusion_tag("frame/side_navigation.html", takes_context=True)
def side_navigation(context) -> dict:
    """{% side_navigation %}: what this person may do, with the place of this page in it."""
    request = context["request"]
    return {"sections": navigation.open_sections(request.user, request.path)}


@register.simple_tag(takes_context=True)
def work_address(context) -> str:
    """{% work_address %}: where this person's work begins."""
    return navigation.first_address(context["request"].user)


@register.filter
def initial(user: User) -> str:
    """The first letter of a name, for a sign of the person."""
    return str(user)[:1].upper()

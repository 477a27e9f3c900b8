"""The key of a form that has its effect once."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts import form_keys

register = template.Library()


@register.simple_tag
def form_key() -> SafeString:
    """{% form_key %} in a form that makes or moves something: pressed twice, it acts once."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">',
        form_keys.FIELD,
        form_keys.new_key(),
    )

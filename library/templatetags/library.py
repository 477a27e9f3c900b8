"""What pages of the library say of a lesson."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def minutes_label(minutes: int) -> str:
    """{{ lesson.minutes|minutes_label }}: «35 min»."""
    return _("%(n)s min") % {"n": minutes}

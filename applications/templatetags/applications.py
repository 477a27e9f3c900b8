"""What pages say of a submitted version."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def version_label(number: int) -> str:
    """{{ version.number|version_label }}: «Version 3»."""
    return _("Version %(number)s") % {"number": number}

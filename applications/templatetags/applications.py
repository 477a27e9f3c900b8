"""What pages say of a submitted version."""

from django import template
from django.utils.translation import gettext as _

from core.files import kinds

register = template.Library()
register.filter(kinds.needs_jpeg)


@register.filter
def version_label(number: int) -> str:
    """{{ version.number|version_label }}: «Version 3»."""
    return _("Version %(number)s") % {"number": number}

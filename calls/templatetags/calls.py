"""What templates ask of calls and forms."""

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

from calls import form_on_paper
from core.language.bilingual import active_language

register = template.Library()


@register.filter
def changes_in_language(revision) -> list[dict]:
    """What changed, in the language of the page."""
    return revision.changes.get(active_language(), [])


register.filter("limits_of", form_on_paper.answer_limits)


@register.filter
def largest_file(question) -> int:
    """How many bytes a file of a question may have."""
    own = (
        question.max_megabytes * 1024 * 1024
        if question.max_megabytes
        else settings.UPLOAD_MAX_BYTES
    )
    return min(own, settings.UPLOAD_MAX_BYTES) // 1_000_000 * 1_000_000


@register.filter
def lot_label(number: int) -> str:
    """{{ lot.number|lot_label }}: «Lot 2»."""
    return _("Lot %(number)s") % {"number": number}

"""Publishing a call: after everything else of the same save, and never undone."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from calls import faults
from calls.models import Call

UNREADY = "unready"


@transaction.atomic
def publish_call(call: Call) -> Call:
    """Make a draft public with its lots as they stand. Raises ValidationError 'unready' with what
    is missing; the draft stays a draft.
    """
    locked = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if locked.status != Call.DRAFT:
        return locked
    if missing := unready_parts(locked):
        raise ValidationError(missing, code=UNREADY)
    locked.status = Call.PUBLISHED
    locked.published_at = locked.published_at or timezone.now()
    locked.save(update_fields=["status", "published_at"])
    return locked


def unready_parts(call: Call) -> list[str]:
    """Without which nobody could apply; a past call has no lots to apply to."""
    if call.is_historic:
        return []
    lots = list(call.lots.all())
    missing = [] if lots else [_("The call has no lot.")]
    missing += [
        _("Lot %(number)s has no opening time or no deadline.")
        % {"number": lot.number}
        for lot in lots
        if lot.opens_at is None or lot.closes_at is None
    ]
    return [*missing, *faults.unpublished_forms(call)]

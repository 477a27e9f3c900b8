"""Extending a deadline: a public act with its reason, never an edit."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from calls import following, revising
from calls.models import DeadlineExtension, Lot

EARLIER, UNPUBLISHED, PAST, NO_REASON = (
    "earlier",
    "unpublished",
    "past",
    "no_reason",
)


def may_extend(user: User) -> bool:
    return user.is_active and user.has_perm("calls.add_deadlineextension")


def refuse_extension(lot: Lot, closes_at: dt.datetime, reason_hy: str) -> None:
    """Raises ValidationError 'unpublished', 'earlier', 'past' or 'no_reason'."""
    if not lot.is_published or lot.closes_at is None:
        raise ValidationError(
            _("Only a published lot has a deadline to extend."),
            code=UNPUBLISHED,
        )
    if closes_at <= lot.closes_at:
        raise ValidationError(
            _("The new deadline must be later than the one in force."),
            code=EARLIER,
        )
    if closes_at <= timezone.now():
        raise ValidationError(
            _("The new deadline must be in the future."), code=PAST
        )
    if not reason_hy.strip():
        raise ValidationError(
            _("Give the reason in Armenian: it is published."), code=NO_REASON
        )


@transaction.atomic
def extend_deadline(
    lot: Lot,
    closes_at: dt.datetime,
    *,
    reason_hy: str,
    reason_en: str = "",
    by: User,
) -> DeadlineExtension:
    """Move the closing instant of a lot to a later one, and tell everyone who follows the call.

    Raises PermissionDenied, or ValidationError: 'unpublished', 'earlier', 'past', 'no_reason'.
    """
    if not may_extend(by):
        raise PermissionDenied
    lot = (
        Lot.objects.select_for_update(of=("self",))
        .select_related("call")
        .get(pk=lot.pk)
    )
    refuse_extension(lot, closes_at, reason_hy)
    before = revising.call_facts(lot.call)
    extension = _record(lot, closes_at, reason_hy, reason_en, by)
    revision = revising.publish_update(
        lot.call,
        revising.fact_differences(before, revising.call_facts(lot.call)),
        by=by,
        note_hy=extension.reason_hy,
        note_en=extension.reason_en,
        is_urgent=True,
    )
    following.tell_at_once(revision)
    return extension


def _record(
    lot: Lot, closes_at: dt.datetime, reason_hy: str, reason_en: str, by: User
) -> DeadlineExtension:
    """Write the extension, then move the lot's deadline: the database refuses the other order."""
    assert lot.closes_at is not None
    extension = DeadlineExtension(
        lot=lot,
        number=lot.extensions.count() + 1,
        previous=lot.closes_at,
        closes_at=closes_at,
        reason_hy=reason_hy.strip(),
        reason_en=reason_en.strip(),
        at=timezone.now(),
        by=by,
    )
    extension.save(force_insert=True)
    lot.closes_at = closes_at
    lot.save(update_fields=["closes_at"])
    return extension

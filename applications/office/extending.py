"""Later deadlines: of a lot, told to everyone; of one application, agreed by two officers."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import letters, rules, states
from applications.drafts.saving import locked_application
from applications.models import (
    Application,
    ApplicationExtension,
    LotReopening,
    StatusChange,
)
from applications.models.deadline import TwoOfficers
from calls import extending as of_calls
from calls.models import DeadlineExtension, Lot

OPENED, STATE, SECOND, AGREED, WAITS = (
    "opened",
    "state",
    "second",
    "agreed",
    "waits",
)


@transaction.atomic
def extend_lot(
    lot: Lot,
    closes_at: dt.datetime,
    *,
    reason_hy: str,
    reason_en: str = "",
    by: User,
) -> DeadlineExtension:
    """Extend a lot for everyone, and write to everyone who has an application in it.

    Raises PermissionDenied, or ValidationError 'opened' (sealed applications were opened), 'second'
    (it is closed, and the office may have read it) or as `calls.extending.extend_deadline`.
    """
    if not rules.may_run_calls(by):
        raise PermissionDenied
    refuse_opened(lot)
    if needs_second_officer(lot):
        raise ValidationError(
            _("Two officers must agree to reopen a closed lot."), code=SECOND
        )
    return _extend(lot, closes_at, reason_hy, reason_en, by)


def needs_second_officer(lot: Lot) -> bool:
    """Whether the office may have read what was submitted: the lot is closed and not sealed."""
    return (
        lot.closes_at is not None
        and lot.closes_at <= timezone.now()
        and not lot.call.is_sealed
    )


def refuse_opened(lot: Lot) -> None:
    """Raises ValidationError 'opened' once somebody may have read or judged what was submitted."""
    if hasattr(lot, "opening"):
        refusal = _(
            "The applications of this lot have been opened; its deadline can "
            "no longer be changed."
        )
        raise ValidationError(refusal, code=OPENED)
    judged = StatusChange.objects.filter(
        application__lot=lot, verb__in=("find_eligible", "find_ineligible")
    )
    if judged.exists():
        refusal = _(
            "The applications of this lot are being evaluated; its deadline can "
            "no longer be changed."
        )
        raise ValidationError(refusal, code=OPENED)


@transaction.atomic
def propose_reopening(
    lot: Lot,
    closes_at: dt.datetime,
    *,
    reason_hy: str,
    reason_en: str = "",
    by: User,
) -> LotReopening:
    """Propose a later deadline for a closed lot; nothing changes until a second officer agrees.

    Raises PermissionDenied, or ValidationError 'waits' or as `calls.extending.extend_deadline`.
    """
    if not rules.may_run_calls(by):
        raise PermissionDenied
    locked = (
        Lot.objects.select_for_update(of=("self",))
        .select_related("call")
        .get(pk=lot.pk)
    )
    refuse_opened(locked)
    of_calls.refuse_extension(locked, closes_at, reason_hy)
    if locked.reopenings.filter(approved_at=None).exists():
        raise ValidationError(
            _(
                "A reopening of this lot is already waiting for a second officer."
            ),
            code=WAITS,
        )
    reopening = LotReopening.objects.create(
        lot=locked,
        closes_at=closes_at,
        reason_hy=reason_hy.strip(),
        reason_en=reason_en.strip(),
        proposed_by=by,
        proposed_at=timezone.now(),
    )
    letters.write_reopening_proposed(reopening)
    return reopening


@transaction.atomic
def agree_to_reopening(
    reopening: LotReopening, *, by: User
) -> DeadlineExtension:
    """The second officer agrees: the lot opens again for everyone, and everyone is told.

    Raises PermissionDenied (also for the one who proposed), or ValidationError 'agreed' or as
    `calls.extending.extend_deadline`.
    """
    if not rules.may_agree_to_reopening(by, reopening):
        raise PermissionDenied
    locked = LotReopening.objects.select_for_update().get(pk=reopening.pk)
    _agree(locked, by)
    refuse_opened(locked.lot)
    return _extend(
        locked.lot, locked.closes_at, locked.reason_hy, locked.reason_en, by
    )


def _agree(proposal: TwoOfficers, by: User) -> None:
    if proposal.approved_at:
        raise ValidationError(
            _("This extension has already been agreed."), code=AGREED
        )
    proposal.approved_by, proposal.approved_at = by, timezone.now()
    proposal.save(update_fields=["approved_by", "approved_at"])


@transaction.atomic
def take_back_reopening(reopening: LotReopening, *, by: User) -> None:
    """Either officer may end a proposal that nobody has agreed to. Raises PermissionDenied."""
    if not rules.may_run_calls(by):
        raise PermissionDenied
    LotReopening.objects.filter(pk=reopening.pk, approved_at=None).delete()


def _extend(
    lot: Lot, closes_at: dt.datetime, reason_hy: str, reason_en: str, by: User
) -> DeadlineExtension:
    extension = of_calls.extend_deadline(
        lot, closes_at, reason_hy=reason_hy, reason_en=reason_en, by=by
    )
    concerned = (
        Application.objects.filter(lot=lot)
        .exclude(state=states.WITHDRAWN)
        .select_related("community")
    )
    letters.write_deadline_extended(concerned, extension)
    return extension


def _refuse(
    application: Application, closes_at: dt.datetime, reason: str
) -> None:
    refuse_opened(application.lot)
    if application.state not in (states.DRAFT, states.SUBMITTED):
        raise ValidationError(
            _("This application is not open for writing."), code=STATE
        )
    if closes_at <= application.deadline_at:
        raise ValidationError(
            _("The new deadline must be later than the one in force."),
            code="earlier",
        )
    if closes_at <= timezone.now():
        raise ValidationError(
            _("The new deadline must be in the future."), code="past"
        )
    if not reason.strip():
        raise ValidationError(
            _("Give the reason: it stays on record."), code="no_reason"
        )


@transaction.atomic
def propose_extension(
    application: Application, closes_at: dt.datetime, *, reason: str, by: User
) -> ApplicationExtension:
    """Propose a later deadline for one application; nothing changes until a second officer agrees.

    Raises PermissionDenied, or ValidationError 'state', 'earlier', 'past', 'no_reason'.
    """
    if not rules.may_run_calls(by) or rules.is_of_the_community(
        by, application
    ):
        raise PermissionDenied
    locked = locked_application(application)
    _refuse(locked, closes_at, reason)
    extension = ApplicationExtension.objects.create(
        application=locked,
        number=locked.extensions.count() + 1,
        previous=locked.deadline_at,
        closes_at=closes_at,
        reason=reason.strip(),
        proposed_by=by,
        proposed_at=timezone.now(),
    )
    letters.write_extension_proposed(extension)
    return extension


@transaction.atomic
def agree_to_extension(extension: ApplicationExtension, *, by: User) -> None:
    """The second officer agrees: the later deadline holds, and the community is told.

    Raises PermissionDenied (also for the one who proposed), or ValidationError 'agreed', 'past'.
    """
    if not rules.may_agree(by, extension):
        raise PermissionDenied
    application = locked_application(extension.application)
    locked = ApplicationExtension.objects.select_for_update().get(
        pk=extension.pk
    )
    _agree(locked, by)
    _refuse(application, locked.closes_at, locked.reason)
    letters.write_own_extension(locked)

"""The end of a check: eligible, or not eligible when a second officer agrees; opened again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import journal as moves
from applications import states
from evaluation import journal, letters, rules
from evaluation.checks.checking import (
    NO_REASON,
    OPEN_LINES,
    STATE,
    locked_check,
    refuse_concluded,
    refuse_outdated,
    refuse_proposed,
    refuse_state,
)
from evaluation.errors import refuse_unread
from evaluation.models import Check, CheckLine


@transaction.atomic
def find_eligible(check: Check, *, by: User) -> None:
    """Conclude that it may be evaluated: every line is met or waived.

    Raises PermissionDenied, ValidationError 'state', 'open_lines'.
    """
    if not rules.may_evaluate(by, check.application):
        raise PermissionDenied
    locked = locked_check(check)
    refuse_concluded(locked)
    refuse_proposed(locked)
    refuse_outdated(locked)
    good = (CheckLine.MET, CheckLine.WAIVED)
    if locked.lines.exclude(result__in=good).exists():
        raise ValidationError(
            _("Some lines are not answered, or not met and not waived."),
            code=OPEN_LINES,
        )
    _conclude(locked, Check.ELIGIBLE, by)
    check.application.state = locked.application.state


def _conclude(check: Check, outcome: str, by: User, reason: str = "") -> None:
    check.outcome, check.concluded_by = outcome, by
    check.concluded_at = timezone.now()
    check.save()
    verb = f"find_{outcome}"
    moves.record_move(
        check.application, verb, by=by, at=check.concluded_at, note=reason
    )
    results = dict(check.lines.values_list("key", "result"))
    journal.record_act(
        check.application.lot,
        verb,
        by=by,
        application=check.application,
        note=reason,
        facts={"results": results},
        at=check.concluded_at,
    )


@transaction.atomic
def propose_ineligible(check: Check, *, instruction: str, by: User) -> None:
    """Say that it may not be evaluated, and what its applicant will be told; a second officer
    agrees. Raises PermissionDenied, ValidationError 'state', 'proposed', 'open_lines', 'no_reason'.
    """
    if not rules.may_evaluate(by, check.application):
        raise PermissionDenied
    locked = locked_check(check)
    refuse_concluded(locked)
    refuse_proposed(locked)
    refuse_outdated(locked)
    if not locked.lines.filter(result=CheckLine.NOT_MET).exists():
        raise ValidationError(
            _("First mark the line that is not met."), code=OPEN_LINES
        )
    if not instruction.strip():
        raise ValidationError(
            _("Say what the applicant is told, and what they can do."),
            code=NO_REASON,
        )
    locked.instruction = instruction.strip()[:4000]
    locked.proposed_by, locked.proposed_at = by, timezone.now()
    locked.save(update_fields=["instruction", "proposed_by", "proposed_at"])
    journal.record_act(
        locked.application.lot,
        "propose_ineligible",
        by=by,
        application=locked.application,
        note=locked.instruction,
        at=locked.proposed_at,
    )
    letters.write_ineligible_proposed(locked)


@transaction.atomic
def take_back_proposal(check: Check, *, reason: str, by: User) -> None:
    """The proposal falls: the first officer thinks again, or the second does not agree.

    Raises PermissionDenied, ValidationError 'state', 'no_reason'.
    """
    if not rules.may_evaluate(by, check.application):
        raise PermissionDenied
    locked = locked_check(check)
    _refuse_no_proposal(locked)
    _refuse_silence(reason)
    locked.instruction, locked.proposed_by, locked.proposed_at = "", None, None
    locked.save(update_fields=["instruction", "proposed_by", "proposed_at"])
    journal.record_act(
        locked.application.lot,
        "take_back_proposal",
        by=by,
        application=locked.application,
        note=reason,
    )


def _refuse_no_proposal(check: Check) -> None:
    if not check.is_proposed:
        raise ValidationError(
            _("Nobody has proposed that it is not eligible."), code=STATE
        )


def _refuse_silence(reason: str) -> None:
    if not reason.strip():
        raise ValidationError(_("Say why."), code=NO_REASON)


@transaction.atomic
def find_ineligible(check: Check, *, seen: str, by: User) -> None:
    """The second officer agrees: it is not evaluated, and its community is told what to do.
    `seen`: the stamp of the proposal that was read.

    Raises PermissionDenied (also for the one who proposed), ValidationError 'state', 'unread'.
    """
    if not rules.may_agree_to_ineligible(by, check):
        raise PermissionDenied
    locked = locked_check(check)
    refuse_concluded(locked)
    _refuse_no_proposal(locked)
    refuse_outdated(locked)
    if locked.proposed_by_id == by.pk:
        raise PermissionDenied
    refuse_unread(seen, locked.proposal_stamp)
    _conclude(locked, Check.INELIGIBLE, by, locked.instruction)
    letters.write_ineligible(locked)
    check.application.state = locked.application.state


@transaction.atomic
def reopen_check(check: Check, *, reason: str, by: User) -> None:
    """Think again, before a reviewer has it. Raises PermissionDenied, ValidationError 'state',
    'no_reason'.
    """
    if not rules.may_evaluate(by, check.application):
        raise PermissionDenied
    locked = locked_check(check)
    refuse_state(locked.application, states.ELIGIBLE, states.INELIGIBLE)
    _refuse_silence(reason)
    was_ineligible = locked.outcome == Check.INELIGIBLE
    locked.outcome, locked.concluded_by, locked.concluded_at = "", None, None
    locked.instruction, locked.proposed_by, locked.proposed_at = "", None, None
    locked.save()
    now = timezone.now()
    moves.record_move(
        locked.application,
        "reopen_check",
        by=by,
        at=now,
        note=reason.strip()[:2000],
    )
    journal.record_act(
        locked.application.lot,
        "reopen_check",
        by=by,
        application=locked.application,
        note=reason,
        at=now,
    )
    if was_ineligible:
        letters.write_check_reopened(locked, reason.strip())
    check.application.state = locked.application.state

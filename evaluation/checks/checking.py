"""The check of one application: begun, answered line by line, concluded; opened again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import deadlines, states
from applications.drafts.eligibility.outcome import COMING, MET, NOT_MET
from applications.drafts.saving import locked_application
from applications.models import Application, Version
from evaluation import journal, rules
from evaluation.checks.laying_out import lay_out
from evaluation.models import Check, CheckLine

EARLY, STATE, NO_REASON, OPEN_LINES, OUTDATED, PROPOSED = (
    "early",
    "state",
    "no_reason",
    "open_lines",
    "outdated",
    "proposed",
)
#: what the portal found → the result that needs nobody
SURE = {MET: CheckLine.MET}


def refuse_early(application: Application) -> None:
    """Raises ValidationError 'early' while something submitted in time may still be waiting."""
    if not deadlines.is_settled(application.deadline_at):
        refusal = _(
            "Until a quarter of an hour after the deadline, what applicants"
            " sent in time may still be waiting its turn."
        )
        raise ValidationError(refusal, code=EARLY)


def refuse_state(application: Application, *known: str) -> None:
    if application.state not in known:
        raise ValidationError(
            _("This cannot be done in the present state of the application."),
            code=STATE,
        )


def locked_check(check: Check) -> Check:
    """The check and its application, locked behind their lot."""
    journal.locked_lot(check.application.lot_id)
    application = locked_application(check.application)
    locked = Check.objects.select_for_update().get(pk=check.pk)
    locked.application = application
    return locked


def newest_version(application: Application) -> Version:
    version = application.versions.order_by("-number").first()
    assert version is not None
    version.application = application
    return version


def is_outdated(check: Check) -> bool:
    """Whether something was submitted since: a completion, or anew in a lot opened again."""
    return newest_version(check.application).pk != check.version_id


@transaction.atomic
def renew_check(check: Check, *, by: User) -> None:
    """Begin the check anew with the newest version: every line is open again.

    Raises PermissionDenied, ValidationError 'state'.
    """
    if not rules.may_evaluate(by, check.application):
        raise PermissionDenied
    locked = locked_check(check)
    refuse_concluded(locked)
    locked.version = newest_version(locked.application)
    locked.instruction, locked.proposed_by, locked.proposed_at = "", None, None
    locked.save()
    locked.lines.all().delete()
    facts = lay_out(locked)
    journal.record_act(
        locked.application.lot,
        "begin_check",
        by=by,
        application=locked.application,
        facts=facts | {"version": locked.version.number},
    )


def refuse_outdated(check: Check) -> None:
    if is_outdated(check):
        raise ValidationError(
            _("A newer version was submitted: begin the check anew."),
            code=OUTDATED,
        )


@transaction.atomic
def begin_check(application: Application, *, by: User) -> Check:
    """Compute what can be computed and lay out the rest; a check that is there is returned.

    Raises PermissionDenied, ValidationError 'early', 'state'.
    """
    if not rules.may_evaluate(by, application):
        raise PermissionDenied
    lot = journal.locked_lot(application.lot_id)
    locked = locked_application(application)
    if existing := Check.objects.filter(application=locked).first():
        return existing
    refuse_state(locked, states.SUBMITTED)
    refuse_early(locked)
    version = newest_version(locked)
    check = Check.objects.create(
        application=locked,
        version=version,
        begun_by=by,
        begun_at=timezone.now(),
    )
    journal.record_act(
        lot,
        "begin_check",
        by=by,
        application=locked,
        facts=lay_out(check) | {"version": version.number},
        at=check.begun_at,
    )
    return check


def refuse_concluded(check: Check) -> None:
    if not check.is_open:
        raise ValidationError(_("This check is concluded."), code=STATE)
    refuse_state(check.application, states.SUBMITTED)


def refuse_proposed(check: Check) -> None:
    if check.is_proposed:
        raise ValidationError(
            _("It waits for a second officer: take the proposal back first."),
            code=PROPOSED,
        )


@transaction.atomic
def write_line(
    check: Check, key: str, *, result: str, reason: str = "", by: User
) -> CheckLine:
    """Answer one line; "" takes an answer back. Not met and waived need a reason.

    Raises PermissionDenied, CheckLine.DoesNotExist, ValidationError 'state', 'no_reason'.
    """
    if not rules.may_evaluate(by, check.application):
        raise PermissionDenied
    locked = locked_check(check)
    refuse_concluded(locked)
    refuse_proposed(locked)
    line = locked.lines.select_for_update().get(key=key)
    if (line.result, line.reason) == (result, reason.strip()):
        return line
    _answer(line, result, reason, by)
    facts = {"line": line.key, "result": result}
    journal.record_act(
        locked.application.lot,
        "write_line",
        by=by,
        application=locked.application,
        note=reason,
        facts=facts,
        at=line.at,
    )
    return line


def _answer(line: CheckLine, result: str, reason: str, by: User) -> None:
    is_explained = result in ("", CheckLine.MET) and (
        line.computed != NOT_MET or result == ""
    )
    if not is_explained and not reason.strip():
        raise ValidationError(
            _("Say why, in a sentence that an auditor understands."),
            code=NO_REASON,
        )
    line.result, line.reason = result, reason.strip()[:2000]
    line.by, line.at = (by, timezone.now()) if result else (None, None)
    line.save(update_fields=["result", "reason", "by", "at"])


def open_lines(check: Check) -> list[CheckLine]:
    """Those nobody has answered."""
    return [line for line in check.lines.all() if not line.result]


def is_promise(line: CheckLine) -> bool:
    """Whether the applicant promised what had not happened yet when the check was begun."""
    return line.is_computed and line.computed == COMING

"""The checks of a lot together: what the portal is sure of needs nobody's click for each."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from applications import states
from applications.models import Application
from applications.rules import may_run_calls
from calls.models import Lot
from evaluation.checks import checking, concluding
from evaluation.models import Check, CheckLine


def applications_to_check(lot: Lot, user: User):
    """What this user may check of what was submitted in a lot: nothing of their own community."""
    return (
        Application.objects.visible_to(user)
        .filter(lot=lot, state=states.SUBMITTED)
        .exclude(community__seats__user=user)
        .with_lot()
        .order_by("reference")
    )


def begin_checks(lot: Lot, *, by: User) -> int:
    """Begin each that was not begun; how many. Raises PermissionDenied, ValidationError 'early'."""
    if not may_run_calls(by):
        raise PermissionDenied
    waiting = applications_to_check(lot, by).filter(eligibility_check=None)
    for application in waiting:
        checking.begin_check(application, by=by)
    return len(waiting)


@transaction.atomic
def accept_computed(check: Check, *, by: User) -> int:
    """Take over each finding that is met, where nobody has answered; how many."""
    count = 0
    sure = check.lines.filter(
        result="", is_computed=True, computed__in=checking.SURE
    )
    for line in sure:
        checking.write_line(
            check, line.key, result=checking.SURE[line.computed], by=by
        )
        count += 1
    return count


def accept_computed_of_lot(lot: Lot, *, by: User) -> tuple[int, int]:
    """Take over what is met in every check of the lot, and conclude those with nothing else to
    look at. Returns how many lines, how many applications. Raises PermissionDenied.
    """
    lines = concluded = 0
    begun = applications_to_check(lot, by).filter(
        eligibility_check__isnull=False, eligibility_check__proposed_at=None
    )
    for application in begun:
        check = application.eligibility_check
        if checking.is_outdated(check):
            continue
        lines += accept_computed(check, by=by)
        concluded += _conclude_sure(check, by)
    return lines, concluded


def _conclude_sure(check: Check, by: User) -> bool:
    """Whether nothing in it needed a person: every line computed and met."""
    lines = list(check.lines.all())
    sure = all(
        line.is_computed and line.result == CheckLine.MET for line in lines
    )
    if not lines or not sure or check.is_proposed:
        return False
    try:
        concluding.find_eligible(check, by=by)
    except ValidationError:
        return False
    return True

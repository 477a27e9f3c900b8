"""The checks of a lot as a list: where each stands, and which comes next."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import states
from applications.models import Application
from calls.models import Lot
from evaluation.models import Check, CheckLine

TO_BEGIN, TO_DO, TO_AGREE, DONE = "to_begin", "to_do", "to_agree", "done"
#: what the list can be narrowed to → in words
STAGES = {
    TO_BEGIN: _("not begun"),
    TO_DO: _("to be checked"),
    TO_AGREE: _("waiting for a second officer"),
    DONE: _("concluded"),
}


@dataclass(frozen=True)
class ListedCheck:
    """One application of the list; `open_lines`: how many lines nobody has answered."""

    application: Application
    check: Check | None
    stage: str
    open_lines: int = 0
    not_met: int = 0


def _stage(application: Application, check: Check | None) -> str:
    if check is None:
        return TO_BEGIN
    if not check.is_open:
        return DONE
    return TO_AGREE if check.is_proposed else TO_DO


def _checks(lot: Lot) -> dict[int, Check]:
    counted = Check.objects.filter(application__lot=lot).annotate(
        open_lines=Count("lines", Q(lines__result="")),
        not_met=Count("lines", Q(lines__result=CheckLine.NOT_MET)),
    )
    return {check.application_id: check for check in counted}


def list_checks(lot: Lot, user: User, *, stage: str = "") -> list[ListedCheck]:
    """Every application of a lot that was submitted and not taken back, narrowed to a stage."""
    applications = (
        Application.objects.visible_to(user)
        .filter(lot=lot, state__in=states.RECEIVED)
        .select_related("community", "lot__call")
        .order_by("reference")
    )
    checks = _checks(lot)
    listed = []
    for application in applications:
        check = checks.get(application.pk)
        listed.append(
            ListedCheck(
                application,
                check,
                _stage(application, check),
                getattr(check, "open_lines", 0),
                getattr(check, "not_met", 0),
            )
        )
    return [one for one in listed if stage in ("", one.stage)]


def stage_counts(listed: list[ListedCheck]) -> dict[str, int]:
    return {
        stage: sum(one.stage == stage for one in listed) for stage in STAGES
    }


def check_neighbours(
    lot: Lot, application: Application, user: User
) -> tuple[Application | None, Application | None]:
    """The one before and the one after it among those still to be checked."""
    waiting = [
        one.application
        for one in list_checks(lot, user)
        if one.stage in (TO_BEGIN, TO_DO)
        or one.application.pk == application.pk
    ]
    keys = [one.pk for one in waiting]
    if application.pk not in keys:
        return None, None
    place = keys.index(application.pk)
    before = waiting[place - 1] if place else None
    after = waiting[place + 1] if place + 1 < len(waiting) else None
    return before, after

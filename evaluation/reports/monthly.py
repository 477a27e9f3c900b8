"""The journal of one month as a table: the moves of applications and the acts of evaluations, with
who, when, why and the hash. For the auditor.

What is sealed is not in it until its lot is opened, and then in the month in which it happened.
Moves chain within their application and acts within their lot: either is there whole or not at all.
"""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from applications import states
from applications.models import Application, StatusChange
from applications.models.application import UNSEALED
from core.language.figures import YEREVAN
from core.months import month_span
from evaluation.models import EvaluationEntry


def _moves(seen_by: User):
    """Of what the office may read of; never of a draft."""
    applications = (
        Application.objects.visible_to(seen_by)
        .filter(UNSEALED)
        .exclude(state=states.DRAFT)
    )
    return StatusChange.objects.filter(application__in=applications)


def _acts():
    """Of lots that are not sealed; an act is about the lot, or about what was submitted in it."""
    return EvaluationEntry.objects.filter(UNSEALED)


def months_with_entries(*, seen_by: User) -> list[dt.datetime]:
    """The first instant of each month of which there is something to read, the newest first."""
    months: set[dt.datetime] = set()
    for entries in (_moves(seen_by), _acts()):
        found = entries.datetimes("at", "month", tzinfo=YEREVAN)
        months.update(found)
    return sorted(months, reverse=True)


def journal_heads() -> list[str]:
    return [
        _("When (Yerevan time)"),
        _("Journal"),
        _("Number"),
        _("Application"),
        _("Act"),
        _("Before"),
        _("After"),
        _("Who"),
        _("Number of the person"),
        _("Reason"),
        _("Facts"),
        _("SHA-256 of the one before"),
        "SHA-256",
    ]


def _when(instant: dt.datetime) -> str:
    return instant.astimezone(YEREVAN).strftime("%d.%m.%Y %H:%M:%S")


def _move(entry: StatusChange) -> list[Any]:
    return [
        _when(entry.at),
        entry.application.reference,
        entry.number,
        entry.application.reference,
        entry.verb,
        entry.from_state,
        entry.to_state,
        str(entry.by),
        str(entry.by.uid),
        entry.reason,
        "",
        entry.previous_sha256,
        entry.sha256,
    ]


def _act(entry: EvaluationEntry) -> list[Any]:
    application = entry.application
    return [
        _when(entry.at),
        str(entry.lot),
        entry.number,
        application.reference if application else "",
        entry.verb,
        "",
        "",
        str(entry.by),
        str(entry.by.uid),
        entry.note,
        json.dumps(entry.facts, ensure_ascii=False, sort_keys=True),
        entry.previous_sha256,
        entry.sha256,
    ]


def journal_rows(
    year: int, month: int, *, seen_by: User
) -> Iterator[list[Any]]:
    """The entries of the month in the order of time; the beginning of a draft is among them once it
    was submitted.
    """
    span = month_span(year, month)
    within = {"at__gte": span[0], "at__lt": span[1]}
    moves = _moves(seen_by).filter(**within).select_related("application", "by")
    acts = (
        _acts()
        .filter(**within)
        .select_related("application", "by", "lot__call")
    )
    dated = [
        *((entry.at, _move(entry)) for entry in moves),
        *((entry.at, _act(entry)) for entry in acts),
    ]
    for _at, row in sorted(dated, key=lambda pair: pair[0]):
        yield row

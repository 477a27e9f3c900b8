"""The journal of one month as a table: every move of every application and every act of an
evaluation, with who, when, why and the hash. For the auditor.
"""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from applications.models import StatusChange
from core.language.figures import YEREVAN
from core.months import month_span
from evaluation.models import EvaluationEntry


def months_with_entries() -> list[dt.datetime]:
    """The first instant of each month in which something was written, the newest first."""
    months: set[dt.datetime] = set()
    for model in (StatusChange, EvaluationEntry):
        found = model.objects.datetimes("at", "month", tzinfo=YEREVAN)
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


def journal_rows(year: int, month: int) -> Iterator[list[Any]]:
    """Every entry of the month in the order of time. Drafts' own beginnings are among them: that a
    draft exists is no secret of the auditor's.
    """
    span = month_span(year, month)
    within = {"at__gte": span[0], "at__lt": span[1]}
    moves = StatusChange.objects.filter(**within).select_related(
        "application", "by"
    )
    acts = EvaluationEntry.objects.filter(**within).select_related(
        "application", "by", "lot__call"
    )
    dated = [
        *((entry.at, _move(entry)) for entry in moves),
        *((entry.at, _act(entry)) for entry in acts),
    ]
    for _at, row in sorted(dated, key=lambda pair: pair[0]):
        yield row

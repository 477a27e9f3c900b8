"""Writing the journal of an evaluation: one hash-chained row per act, within its lot."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from accounts.models import User
from applications.models import Application
from calls.models import Lot
from core.hashing import canonical, sha256
from evaluation.models import EvaluationEntry


def locked_lot(lot_id: int) -> Lot:
    """The lot's row, locked until the transaction ends: what is decided in it is decided in turn.

    Every verb of an evaluation takes it first, before any application's.
    """
    lots = Lot.objects.select_related("call").select_for_update(
        of=("self",), no_key=True
    )
    return lots.get(pk=lot_id)


def evaluation_entry_sha256(entry: EvaluationEntry) -> str:
    """The SHA-256 of an entry's own facts and of the entry before it."""
    facts = {
        "lot": str(entry.lot),
        "number": entry.number,
        "application": entry.application.reference if entry.application else "",
        "verb": entry.verb,
        "facts": entry.facts,
        "note": entry.note,
        "by": str(entry.by.uid),
        "at": entry.at.astimezone(dt.UTC).isoformat(),
        "previous": entry.previous_sha256,
    }
    return sha256(canonical(facts))


def record_act(
    lot: Lot,
    verb: str,
    *,
    by: User,
    application: Application | None = None,
    note: str = "",
    facts: dict | None = None,
    at: dt.datetime | None = None,
) -> EvaluationEntry:
    """Write one row. The lot is locked. `facts`: codes, figures, numbers of people, no names.
    `at`: the instant that the row of the act names, so that both name the same.
    """
    before = lot.evaluation_entries.order_by("-number").first()
    entry = EvaluationEntry(
        lot=lot,
        number=before.number + 1 if before else 1,
        application=application,
        verb=verb,
        facts=facts or {},
        note=note.strip()[:4000],
        by=by,
        at=at or timezone.now(),
        previous_sha256=before.sha256 if before else "",
    )
    entry.sha256 = evaluation_entry_sha256(entry)
    entry.save(force_insert=True)
    return entry


def acts_in_order(*verbs: str) -> Iterator[EvaluationEntry]:
    """Every act with one of these verbs, each lot's in the order in which they were done."""
    entries = EvaluationEntry.objects.filter(verb__in=verbs)
    related = entries.select_related("lot__call", "application", "by")
    return related.order_by("lot", "number").iterator()


def who_and_when(entry: EvaluationEntry | None) -> tuple:
    """Who did it and when; nobody and never of what was not done."""
    if entry is None:
        return (None, None)
    return (entry.by_id, entry.at)


def evaluation_journal_faults() -> Iterator[str]:
    """Entries that do not agree with their hash or with the one before, in a few words each."""
    entries = EvaluationEntry.objects.select_related(
        "lot__call", "application", "by"
    )
    lot, number, before = None, 0, ""
    for entry in entries.order_by("lot", "number").iterator():
        if entry.lot_id != lot:
            lot, number, before = entry.lot_id, 0, ""
        number += 1
        if (
            entry.number != number
            or entry.previous_sha256 != before
            or entry.sha256 != evaluation_entry_sha256(entry)
        ):
            yield f"journal of the evaluation of {entry.lot}, entry {entry.number}"
        before, number = entry.sha256, entry.number

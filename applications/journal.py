"""Writing the journal: one hash-chained row per move."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application, StatusChange
from applications.states import MOVES
from core.hashing import canonical, sha256


def entry_sha256(entry: StatusChange) -> str:
    """The SHA-256 of an entry's own facts and of the entry before it."""
    facts = {
        "application": entry.application.reference,
        "number": entry.number,
        "verb": entry.verb,
        "from": entry.from_state,
        "to": entry.to_state,
        "by": str(entry.by.uid),
        "at": entry.at.astimezone(dt.UTC).isoformat(),
        "note": entry.note,
        "previous": entry.previous_sha256,
    }
    return sha256(canonical(facts))


def read_journal(application: Application) -> list[StatusChange]:
    """Its entries with the number of the version that each submission made: three queries."""
    numbers = dict(application.versions.values_list("sha256", "number"))
    entries = list(application.journal.select_related("by"))
    for entry in entries:
        entry.version_number = numbers.get(entry.note, 0)
    return entries


def record_move(
    application: Application,
    verb: str,
    *,
    by: User,
    at: dt.datetime,
    note: str = "",
    saving: tuple[str, ...] = (),
) -> None:
    """Move the application by `verb` (its rules already checked) and write the one row of the move.

    `saving`: fields of the application that are saved together with its state.
    Raises ValidationError 'state' for a move that the table of states does not know.
    """
    before = application.journal.order_by("-number").first()
    if before and application.state not in MOVES[verb][0]:
        raise ValidationError(
            _("This cannot be done in the present state of the application."),
            code="state",
        )
    entry = StatusChange(
        application=application,
        number=before.number + 1 if before else 1,
        verb=verb,
        from_state=application.state if before else "",
        to_state=MOVES[verb][1],
        by=by,
        at=at,
        note=note,
        previous_sha256=before.sha256 if before else "",
    )
    entry.sha256 = entry_sha256(entry)
    entry.save(force_insert=True)
    application.state = entry.to_state
    application.save(update_fields=["state", *saving])

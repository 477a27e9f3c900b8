"""Events of a series changed together: this and the following, or all."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from content import publishing, revisions
from content.models import Revision
from news.models import Event
from news.wall_clock import Offsets, day_offsets, instants_of_day

#: what each event of a series keeps for itself, and what moves by the clock
OWN = {"slug", "moved_from", "report"}
TIMES = {"starts_at", "ends_at", "zone", "is_all_day"}


@dataclass
class Spread:
    """What a change of one event did to the others of its series."""

    changed: int = 0
    #: wait for a second person
    waiting: int = 0
    #: keep a time of their own
    kept_time: int = 0


@dataclass(frozen=True)
class _Change:
    """What was changed of an event: names of columns and of relations, and the hours."""

    event: Event
    columns: set[str]
    links: set[str]
    earlier: Offsets
    later: Offsets

    @property
    def moves(self) -> bool:
        return self.earlier != self.later or bool(
            self.columns & {"zone", "is_all_day"}
        )


def _change(
    event: Event,
    before: dict[str, Any],
) -> _Change:
    after = revisions.snapshot(event)
    was, day = before["fields"], event.occurs_on
    assert day is not None
    clock = ZoneInfo("Asia/Yerevan" if was["is_all_day"] else was["zone"])
    starts_at, ends_at = (
        dt.datetime.fromisoformat(was[name])
        for name in ("starts_at", "ends_at")
    )
    return _Change(
        event,
        {
            name
            for name, value in after["fields"].items()
            if value != was.get(name) and name not in OWN
        },
        {
            name
            for name, keys in after["links"].items()
            if keys != before["links"].get(name)
        },
        day_offsets(starts_at, ends_at, day, clock),
        day_offsets(event.starts_at, event.ends_at, day, event.clock),
    )


@transaction.atomic
def spread_change(
    event: Event, before: dict[str, Any], *, by: User, is_for_all: bool
) -> Spread:
    """Change the following events of its series (or all) as this one was changed since `before`.

    What is over keeps its time, and so does an event that was moved by itself. Raises
    ValidationError where one of them may not be published so.
    """
    change, spread = _change(event, before), Spread()
    if not (change.columns or change.links):
        return spread
    others = Event.objects.select_for_update().filter(series=event.series_id)
    others = others.exclude(pk=event.pk).order_by("occurs_on")
    if not is_for_all:
        others = others.filter(occurs_on__gt=event.occurs_on)
    for other in others:
        _change_alike(
            other,
            change,
            spread,
            by,
        )
    return spread


def _change_alike(
    other: Event, change: _Change, spread: Spread, by: User
) -> None:
    said = revisions.snapshot(other)
    if change.moves and not _move_alike(other, change):
        spread.kept_time += 1
    for name in change.columns - TIMES:
        column: Any = Event._meta.get_field(name)
        setattr(other, column.attname, getattr(change.event, column.attname))
    other.note_change()
    other.save()
    for name in change.links:
        getattr(other, name).set(getattr(change.event, name).all())
    try:
        revision = publishing.keep_save(
            other,
            said,
            by=by,
        )
    except ValidationError as error:
        reasons = [f"{other.occurs_on}: {reason}" for reason in error.messages]
        raise ValidationError(reasons, code="faults") from error
    if revision and revision.state == Revision.PROPOSED:
        spread.waiting += 1
    else:
        spread.changed += 1


def _move_alike(
    other: Event,
    change: _Change,
) -> bool:
    """Whether it was held at the same hours after its own day, and now is at the new ones."""
    day = other.occurs_on
    assert day is not None
    own = day_offsets(
        other.starts_at,
        other.ends_at,
        day,
        other.clock,
    )
    if own != change.earlier or other.is_past:
        return False
    was = other.starts_at
    other.zone = change.event.zone
    other.is_all_day = change.event.is_all_day
    other.starts_at, other.ends_at = instants_of_day(
        day, change.later, other.clock
    )
    if other.is_public and was != other.starts_at:
        other.note_move(was)
    return True

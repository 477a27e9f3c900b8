"""iCalendar files: entries given as plain values."""

from collections.abc import Iterable
from typing import Any

import icalendar


def _component(values: dict[str, Any]) -> icalendar.Event:
    component = icalendar.Event()
    for name, value in values.items():
        if value not in ("", [""]):
            component.add(name, value)
    return component


def calendar(entries: Iterable[dict[str, Any]]) -> bytes:
    """A calendar of these entries (RFC 5545 names in small letters), with the time zones they
    name.
    """
    ics = icalendar.Calendar()
    ics.add("prodid", "-//Covenant portal//events//EN")
    ics.add("version", "2.0")
    for values in entries:
        ics.add_component(_component(values))
    ics.add_missing_timezones()
    return ics.to_ical()

"""iCalendar files: entries given as plain values."""

from collections.abc import Iterable
from typing import Any

import icalendar

from core.text.reading import read_line, readable

#: the one value that may have lines
OF_LINES = "description"


def _cleaned(name: str, value: Any) -> Any:
    """What any calendar can read, of any stored text."""
    if isinstance(value, list):
        return [_cleaned(name, one) for one in value]
    if isinstance(value, str):
        return readable(value) if name == OF_LINES else read_line(value)
    return value


def _component(values: dict[str, Any]) -> icalendar.Event:
    """An entry. One that ends when it begins has no end: a moment, which RFC 5545 (3.6.1) allows
    only so.
    """
    component = icalendar.Event()
    ends_at_once = values.get("dtend") == values["dtstart"]
    for name, value in values.items():
        value = _cleaned(name, value)
        if value not in ("", [""]) and not (name == "dtend" and ends_at_once):
            component.add(name, value)
    return component


def calendar(entries: Iterable[dict[str, Any]], *, name: str) -> bytes:
    """A calendar of these entries (RFC 5545 names in small letters), with the time zones they
    name.

    `name`: what a reader sees of it in the list of calendars; RFC 7986 and what came before it.
    """
    ics = icalendar.Calendar()
    ics.add("prodid", "-//Covenant portal//events//EN")
    ics.add("version", "2.0")
    for property_name in ("name", "x-wr-calname"):
        ics.add(property_name, icalendar.vText(read_line(name)))
    for values in entries:
        ics.add_component(_component(values))
    ics.add_missing_timezones()
    return ics.to_ical()

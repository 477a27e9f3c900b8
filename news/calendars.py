"""Events as iCalendar: a stable UID, and a SEQUENCE that each change raises."""

import datetime as dt
from collections.abc import Iterable

import icalendar
from django.conf import settings
from django.utils import timezone

from news.models import Event
from portal import richtext
from portal.templatetags.portal import text


def _times(event: Event) -> dict:
    starts, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    if not event.is_all_day:
        return {"dtstart": starts, "dtend": ends}
    return {"dtstart": starts.date(), "dtend": ends.date() + dt.timedelta(days=1)}


def _entry(event: Event) -> icalendar.Event:
    entry = icalendar.Event()
    values = {
        "uid": event.calendar_id(), "sequence": event.sequence, "dtstamp": event.updated_at,
        "summary": text(event, "title"), "location": text(event, "place"),
        "description": richtext.plain(text(event, "body")),
        "url": settings.SITE_URL + event.get_absolute_url(),
        "status": "CANCELLED" if event.is_cancelled else "CONFIRMED",
    }  # fmt: skip
    for name, value in (values | _times(event)).items():
        if value != "":
            entry.add(name, value)
    return entry


def of(events: Iterable[Event]) -> bytes:
    """An iCalendar file of these events."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Covenant portal//events//EN")
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(_entry(event))
    return calendar.to_ical()

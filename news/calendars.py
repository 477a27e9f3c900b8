"""The calendar as iCalendar: a stable UID for each entry, and for events a SEQUENCE that changes
raise.
"""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from core.language.bilingual import text
from core.papers import ical
from core.text import rich_text
from news.agenda import Entry
from news.models import Event


def _times(event: Event) -> dict:
    if not event.is_all_day:
        return {"dtstart": event.starts_there, "dtend": event.ends_there}
    first, last = (
        timezone.localdate(event.starts_at),
        timezone.localdate(event.ends_at),
    )
    return {"dtstart": first, "dtend": last + dt.timedelta(days=1)}


def _note(event: Event) -> str:
    """What has changed, in words: many calendars do not show a status."""
    if event.is_cancelled:
        sentence = _("The event is cancelled")
        return f"{sentence}. {text(event, 'cancellation_note')}".strip()
    return _("The event has moved to another time.") if event.moved_from else ""


def _event(event: Event) -> dict:
    description = "\n\n".join(
        filter(None, [_note(event), rich_text.plain_text(text(event, "body"))])
    )
    return {
        "uid": event.calendar_id(),
        "sequence": event.sequence,
        "dtstamp": event.updated_at,
        "summary": text(event, "title"),
        "location": text(event, "place"),
        "description": description,
        "url": settings.SITE_URL + event.get_absolute_url(),
        "categories": [event.get_kind_display()],
        "status": "CANCELLED" if event.is_cancelled else "CONFIRMED",
        **_times(event),
    }


def _duty(entry: Entry) -> dict:
    duty, community = entry.duty, entry.community
    assert duty is not None
    assert community is not None
    duty_name = render_to_string(
        "communities/parts/duty_name.html", {"duty": duty}
    ).strip()
    return {
        "uid": f"{community.slug}-{duty.kind}-{duty.due}@duties",
        "dtstamp": timezone.now(),
        "summary": _("%(community)s: %(duty)s")
        % {"community": text(community, "name"), "duty": duty_name},
        "url": settings.SITE_URL + community.get_absolute_url(),
        "dtstart": entry.first,
        "dtend": entry.first + dt.timedelta(days=1),
        "transp": "TRANSPARENT",
    }


def _values(entry: Entry) -> dict:
    if entry.event:
        return _event(entry.event)
    return entry.lot.calendar_entry() if entry.lot else _duty(entry)


def calendar_of(entries: Iterable[Entry]) -> bytes:
    """An iCalendar file of these entries, with the time zones they name."""
    return ical.calendar(map(_values, entries))

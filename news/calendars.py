"""The calendar as iCalendar: a stable UID for each entry, and for events a SEQUENCE that changes
raise.
"""

import datetime as dt
import html
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Edition
from core.language.bilingual import text
from core.papers import ical
from core.text import rich_text
from news.agenda import Entry
from news.filters import DEADLINE, DUTY, EVENT_KINDS
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
    body = html.unescape(rich_text.plain_text(text(event, "body")))
    description = "\n\n".join(filter(None, [_note(event), body]))
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


def _register_changed_at() -> dt.datetime:
    """When what a duty is computed from was written; a calendar that nothing has changed stays the
    same file.
    """
    newest = Edition.objects.first()
    return newest.at if newest else dt.datetime.fromtimestamp(0, dt.UTC)


def _duty(entry: Entry, changed_at: dt.datetime) -> dict:
    duty, community = entry.duty, entry.community
    assert duty is not None
    assert community is not None
    duty_name = render_to_string(
        "communities/parts/duty_name.html", {"duty": duty}
    ).strip()
    return {
        "uid": f"{community.slug}-{duty.kind}-{duty.due}@duties",
        "dtstamp": changed_at,
        "summary": _("%(community)s: %(duty)s")
        % {"community": text(community, "name"), "duty": duty_name},
        "url": settings.SITE_URL + community.get_absolute_url(),
        "dtstart": entry.first,
        "dtend": entry.first + dt.timedelta(days=1),
        "transp": "TRANSPARENT",
    }


def _values(entry: Entry, changed_at: dt.datetime) -> dict:
    if entry.event:
        return _event(entry.event)
    if entry.lot:
        return entry.lot.calendar_entry()
    return _duty(entry, changed_at)


def calendar_name(kind: str, criteria: dict[str, Any]) -> str:
    """«Events», «Training», «Duties of communities: Gavar»: what a calendar was asked for."""
    labels = dict(EVENT_KINDS) | {
        "": _("Events"),
        DEADLINE: _("Deadlines of calls"),
        DUTY: _("Duties of communities"),
    }
    subjects = (criteria.get(name) for name in ("programme", "community"))
    names = ", ".join(text(one, "name") for one in subjects if one)
    label = str(labels[kind])
    label = label[:1].upper() + label[1:]
    sign = _(":")
    return f"{label}{sign} {names}" if names else label


def calendar_of(entries: Iterable[Entry], *, name: str) -> bytes:
    """An iCalendar file of these entries, with the time zones they name."""
    values = partial(_values, changed_at=_register_changed_at())
    return ical.calendar(map(values, entries), name=name)

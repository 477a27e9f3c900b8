"""Who else has a page of this draft open: seen within the last minute."""

import datetime as dt

from django.utils import timezone

from accounts.models import User
from applications.models import Application, Presence

WITHIN = dt.timedelta(seconds=60)


def note_presence(
    application: Application, section: str, *, by: User
) -> list[Presence]:
    """Note that this person has the page open; the others who have one."""
    values = {"section": section[:50], "seen_at": timezone.now()}
    if not application.presences.filter(user=by).update(**values):
        Presence.objects.get_or_create(
            application=application, user=by, defaults=values
        )
    return colleagues_present(application, by)


def colleagues_present(application: Application, user: User) -> list[Presence]:
    seen = application.presences.filter(
        seen_at__gt=timezone.now() - WITHIN
    ).exclude(user=user)
    return list(seen.select_related("user"))

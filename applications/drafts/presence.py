"""Who else has a page of this draft open: seen within the last minute."""

import datetime as dt

from django.utils import timezone

from accounts.models import User
from applications.models import Application, Presence

WITHIN = dt.timedelta(seconds=60)
#: who was noted just now is not noted again
NOTED_EVERY = dt.timedelta(seconds=20)


def note_presence(
    application: Application, section: str, *, by: User
) -> list[Presence]:
    """Note that this person has the page open; the others who have one."""
    now = timezone.now()
    present = _present(application)
    own = [one for one in present if one.user_id == by.pk]
    is_fresh = any(
        one.section == section[:50] and one.seen_at > now - NOTED_EVERY
        for one in own
    )
    if not is_fresh:
        _note(application, section[:50], by, now)
    return [one for one in present if one.user_id != by.pk]


def _note(
    application: Application,
    section: str,
    by: User,
    now: dt.datetime,
) -> None:
    values = {"section": section, "seen_at": now}
    if not application.presences.filter(user=by).update(**values):
        Presence.objects.get_or_create(
            application=application, user=by, defaults=values
        )


def _present(application: Application) -> list[Presence]:
    since = timezone.now() - WITHIN
    seen = application.presences.filter(seen_at__gt=since)
    return list(seen.select_related("user"))


def colleagues_present(application: Application, user: User) -> list[Presence]:
    return [one for one in _present(application) if one.user_id != user.pk]


def end_presence_of(person: User, *, by: User, successor: str) -> None:
    """The account has ended: nobody is shown it as somebody who writes."""
    Presence.objects.filter(user=person).delete()

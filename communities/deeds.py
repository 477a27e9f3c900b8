"""What a person did with the register and with the people of communities."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.deeds import Deed, DeedSource
from accounts.models import User
from communities.models import (
    Edition,
    Invitation,
    ProfileChange,
    Reminder,
)
from core.language.bilingual import text


def _editions(
    person: User,
    seen_by: User,
    most: int,
) -> list[Deed]:
    if not seen_by.has_perm("communities.view_edition"):
        return []
    return [
        Deed(edition.at, _("Changed the register"), about=edition.what)
        for edition in Edition.objects.filter(by=person)[:most]
    ]


def _change_deeds(
    change: ProfileChange,
    person: User,
) -> Iterator[Deed]:
    about = f"{text(change.community, 'name')}: {change.get_kind_display()}"
    address = change.get_absolute_url()
    if change.proposed_by_id == person.pk:
        what = _("Proposed a change of a profile")
        yield Deed(change.proposed_at, what, about, address)
    if change.decided_by_id == person.pk and change.decided_at:
        accepted = change.state == ProfileChange.ACCEPTED
        what = (
            _("Accepted a proposed change")
            if accepted
            else _("Returned a proposed change")
        )
        yield Deed(change.decided_at, what, about, address)


def _changes(
    person: User,
    seen_by: User,
    most: int,
) -> list[Deed]:
    changes = ProfileChange.objects.visible_to(seen_by).filter(
        Q(proposed_by=person) | Q(decided_by=person)
    )
    newest = changes.select_related("community").order_by("-proposed_at", "-pk")
    return [
        deed
        for change in newest.defer("old", "new")[:most]
        for deed in _change_deeds(change, person)
    ]


def _reminders(
    person: User,
    seen_by: User,
    most: int,
) -> list[Deed]:
    if not seen_by.has_perm("communities.view_reminder"):
        return []
    sent = Reminder.objects.filter(by=person).select_related("community")
    return [
        Deed(
            reminder.created_at,
            _("Sent a reminder"),
            text(reminder.community, "name"),
            reminder.community.get_absolute_url(),
        )
        for reminder in sent.order_by("-created_at", "-pk")[:most]
    ]


def _invitations(
    person: User,
    seen_by: User,
    most: int,
) -> list[Deed]:
    if not seen_by.has_perm("communities.view_invitation"):
        return []
    sent = Invitation.objects.filter(invited_by=person)
    return [
        Deed(
            invitation.created_at,
            _("Invited someone to a community"),
            f"{invitation.email}, {text(invitation.community, 'name')}",
        )
        for invitation in sent.select_related("community")[:most]
    ]


SOURCES = (
    DeedSource("editions", 20, _editions),
    DeedSource("profile_changes", 21, _changes),
    DeedSource("reminders", 22, _reminders),
    DeedSource("invitations", 23, _invitations),
)

"""The deadline desk: who owes what by when, overdue first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from tqdm import tqdm

from communities.covenant import reminders, standings
from communities.covenant.duties import Duty
from communities.covenant.standings import CommunityStanding
from communities.models import Community, Edition, Reminder
from mailing import background


def _is_fresh(reminder: Reminder) -> bool:
    """Written by hand within a week: the weekly command does not write again."""
    return (
        reminder.stage == Reminder.BY_HAND
        and timezone.now() - reminder.created_at < dt.timedelta(days=7)
    )


@dataclass(frozen=True)
class OwedDuty:
    """One open duty of one community, with what was already written about it."""

    placed: CommunityStanding
    duty: Duty
    today: dt.date
    people: int
    sent: tuple[Reminder, ...]

    @property
    def community(self) -> Community:
        return self.placed.community

    @property
    def is_overdue(self) -> bool:
        return self.duty.is_overdue(self.today)

    @property
    def is_passed(self) -> bool:
        return self.duty.is_passed(self.today)

    @property
    def days(self) -> int:
        """How many days are left, or by how many it is overdue."""
        return abs(self.duty.days_left(self.today))

    @property
    def stage(self) -> str:
        return reminders.stage_of(self.duty, self.today)

    @property
    def is_to_send(self) -> bool:
        """A letter of this stage is due, and there is somebody to read it."""
        has_gone = any(
            reminder.stage == self.stage or _is_fresh(reminder)
            for reminder in self.sent
        )
        return (
            bool(self.stage)
            and self.people > 0
            and not has_gone
            and not self._is_excused
        )

    @property
    def _is_excused(self) -> bool:
        """While staff's word says 'active', nobody is told that something is overdue."""
        override = self.placed.override
        return (
            self.is_overdue
            and override is not None
            and override.status == "active"
        )


def _signatories(region: str, supporter: str):
    signatories = Community.objects.current().filter(adhesions__isnull=False)
    if region:
        signatories = signatories.filter(region__slug=region)
    if supporter:
        signatories = signatories.filter(
            Q(adhesions__supporter__slug=supporter)
            | Q(adhesions__coordinator__slug=supporter)
        )
    signatories = (
        signatories.select_related("region")
        .defer("region__boundary", "region__outline")
        .distinct()
    )
    return signatories.prefetch_related("reminders__by", "seats__user")


def _owed(placed: CommunityStanding, today: dt.date) -> Iterator[OwedDuty]:
    people = len(reminders.recipients(placed.community))
    for duty in placed.standing.open:
        sent = tuple(
            reminder
            for reminder in placed.community.reminders.all()
            if (reminder.duty, reminder.due_on) == (duty.kind, duty.due)
        )
        yield OwedDuty(placed, duty, today, people, sent)


def owed_duties(
    today: dt.date, *, region: str = "", supporter: str = "", when: str = ""
) -> list[OwedDuty]:
    """Every open duty of today's communities: overdue first, the longest overdue on top, then by
    date.

    `when`: 'overdue', 'soon' (within three months, and overdue ones) or '' for all.
    """
    owed = [
        one
        for placed in standings.community_standings(
            _signatories(region, supporter), today
        )
        for one in _owed(placed, today)
    ]
    if when == "overdue":
        owed = [one for one in owed if one.is_overdue]
    if when == "soon":
        owed = [one for one in owed if one.stage]
    return sorted(
        owed,
        key=lambda one: (one.duty.due, one.community.hd002_code, one.duty.kind),
    )


def overdue_count(today: dt.date) -> int:
    """Communities with something overdue; kept until the register changes or the day ends."""
    newest = Edition.objects.values_list("pk", flat=True).first()
    key = f"overdue-{newest}-{today:%Y%m%d}"
    count = cache.get(key)
    if count is None:
        count = len(
            {one.community.pk for one in owed_duties(today, when="overdue")}
        )
        cache.set(key, count, 600)
    return count


def _reminders_to_send(today: dt.date) -> dict[str, OwedDuty]:
    """key → each duty whose stage has come."""
    return {
        f"{owed.community.pk}-{owed.duty.kind}-{owed.duty.due}": owed
        for owed in owed_duties(today)
        if owed.is_to_send
    }


def _send(owed: OwedDuty) -> Reminder:
    return reminders.send_reminder(
        owed.community,
        owed.duty,
        stage=owed.stage,
        today=owed.today,
        by=None,
    )


def send_due(today: dt.date) -> list[Reminder]:
    """Send every reminder whose stage has come, once; for the weekly timer. Progress on a
    terminal.
    """
    waiting = _reminders_to_send(today)
    keys = tqdm(waiting, desc="reminders", disable=None)
    return background.do_each(
        REMINDERS.code, keys, lambda key: _send(waiting[key])
    )


def _send_again(key: str) -> None:
    """A reminder that failed, if its stage has not passed."""
    waiting = _reminders_to_send(timezone.localdate())
    if key in waiting:
        _send(waiting[key])


REMINDERS = background.Work(
    "reminders", _("reminders about duties"), 50, _send_again
)

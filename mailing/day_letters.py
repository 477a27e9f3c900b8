"""The letter of the day: what happened since the last one, one letter at most, nothing twice."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from mailing import subscribing
from mailing.background import Work, do_each
from mailing.models import Subscription


@dataclass(frozen=True)
class DayLetter:
    """What the followers of some subjects are told once a day, as letters of the kind `kind`.

    `news` gives the letter's context of what a follower has not been told up to an instant; it is
    empty where nothing happened. `order` and `label` are those of the work it is.
    """

    kind: str
    subjects: tuple[str, ...]
    news: Callable[[Subscription, dt.datetime], dict[str, Any]]
    label: Any
    order: int

    @property
    def work(self) -> Work:
        return Work(
            self.kind,
            self.label,
            self.order,
            lambda key: self.tell_one(int(key), timezone.now()),
        )

    @transaction.atomic
    def tell_one(self, follower_id: int, until: dt.datetime) -> bool:
        """The letter to one follower; nothing when there is nothing. Repeated, it tells nothing
        twice.
        """
        follower = Subscription.objects.select_for_update().get(pk=follower_id)
        news = self.news(follower, until)
        follower.told_until = until
        follower.save(update_fields=["told_until"])
        if not news:
            return False
        subscribing.write_to(self.kind, follower, **news)
        return True

    def tell_all(self, until: dt.datetime | None = None) -> int:
        """How many letters were written; a daily command calls it."""
        until = until or timezone.now()
        waiting = Subscription.objects.active().filter(
            subject__in=self.subjects, told_until__lt=until
        )
        keys = list(waiting.order_by("pk").values_list("pk", flat=True))
        return sum(
            do_each(self.kind, keys, lambda key: self.tell_one(int(key), until))
        )

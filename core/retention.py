"""How long what is known of people is kept: one rule a kind, its period a setting, one command that
applies them all, and a page that says the same.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import Promise

from core.registry import Registry

#: so many rows are deleted in one transaction: a run that is killed has lost nothing but time
AT_ONCE = 500


def _delete(rows: models.QuerySet) -> None:
    rows.delete()


@dataclass(frozen=True)
class RetentionRule:
    """What goes after its period: `over(before)` are the rows that were over before an instant."""

    code: str
    order: int
    what: Promise
    over: Callable[[dt.datetime], models.QuerySet]
    #: takes away what a queryset of at most AT_ONCE rows holds
    end: Callable[[models.QuerySet], object] = _delete
    #: done before counting: letters that tell of what is to come
    tell: Callable[[dt.datetime], object] | None = None

    @property
    def period(self) -> dt.timedelta:
        return kept_for(self.code)


RULES: Registry[RetentionRule] = Registry()


def kept_for(code: str) -> dt.timedelta:
    """The period of one kind, from settings.RETENTION_DAYS."""
    return dt.timedelta(days=settings.RETENTION_DAYS[code])


def count_over(rule: RetentionRule, now: dt.datetime | None = None) -> int:
    """How many rows would go now."""
    return rule.over((now or timezone.now()) - rule.period).count()


def apply_rule(rule: RetentionRule, now: dt.datetime | None = None) -> int:
    """Take away what is over; how many rows. In pieces, each whole."""
    before = (now or timezone.now()) - rule.period
    if rule.tell is not None:
        rule.tell(now or timezone.now())
    count = 0
    # the keys first: what was dealt with need not leave the question
    keys = list(rule.over(before).order_by("pk").values_list("pk", flat=True))
    model = rule.over(before).model
    for start in range(0, len(keys), AT_ONCE):
        piece = keys[start : start + AT_ONCE]
        with transaction.atomic():
            # asked again: somebody may have confirmed or held it meanwhile
            still = rule.over(before).filter(pk__in=piece)
            going = list(still.values_list("pk", flat=True))
            rule.end(model._base_manager.filter(pk__in=going))
        count += len(going)
    return count

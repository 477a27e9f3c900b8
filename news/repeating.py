"""Events that repeat: each time an event of its own; the series made longer, and ended."""

import dataclasses
import datetime as dt
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from content import binning, publishing
from content.duplicating import twin_of
from news.models import Event, EventSeries
from news.recurrence import Rule, rule_days, rule_of
from news.wall_clock import day_of, day_offsets, instants_of_day


def _hold_again(
    event: Event,
    days: list[dt.date],
    by: User,
) -> list[Event]:
    """The same event on other days: public if it is, or waiting for a second person."""
    assert event.occurs_on is not None
    offsets = day_offsets(
        event.starts_at, event.ends_at, event.occurs_on, event.clock
    )
    made = []
    for day in days:
        starts_at, ends_at = instants_of_day(day, offsets, event.clock)
        twin = twin_of(
            event,
            slug=f"{event.slug[:69]}-{day}",
            starts_at=starts_at,
            ends_at=ends_at,
            series_id=event.series_id,
            occurs_on=day,
        )
        publishing.keep_save(
            twin,
            None,
            by=by,
        )
        made.append(twin)
    return made


@transaction.atomic
def repeat_event(
    event: Event, rule: Rule, *, by: User, left_out: Collection[dt.date] = ()
) -> list[Event]:
    """Make the event the first of a series; the others, each an event of its own.

    Raises ValidationError 'repeats', 'too_few' and what `rule_days` refuses.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    if event.series_id:
        raise ValidationError(
            _("This event is already one of a series."), code="repeats"
        )
    planned = rule_days(dataclasses.replace(rule, first_on=day_of(event)))
    days = [day for day in planned[1:] if day not in left_out]
    if not days:
        raise ValidationError(
            _("By this rule the event does not repeat."), code="too_few"
        )
    event.series = EventSeries.objects.create(
        frequency=rule.frequency,
        interval=rule.interval,
        weekdays="".join(map(str, sorted(rule.weekdays))),
        first_on=planned[0],
        until=rule.until or planned[-1],
        count=rule.count,
    )
    event.occurs_on = planned[0]
    event.save()
    return _hold_again(
        event,
        days,
        by,
    )


def days_added(
    series: EventSeries, *, until: dt.date | None, count: int | None
) -> list[dt.date]:
    """What a later end adds to a series. Raises ValidationError 'not_later' or of the rule."""
    rule = dataclasses.replace(rule_of(series), until=until, count=count)
    planned = rule_days(rule_of(series))[-1]
    days = [day for day in rule_days(rule) if day > max(planned, series.until)]
    if not days:
        raise ValidationError(
            _("The series does not become longer by this."), code="not_later"
        )
    return days


@transaction.atomic
def extend_series(
    event: Event,
    *,
    by: User,
    until: dt.date | None = None,
    count: int | None = None,
    left_out: Collection[dt.date] = (),
) -> list[Event]:
    """Hold this event of a series on further days. Raises ValidationError as `days_added`."""
    series = EventSeries.objects.select_for_update().get(events=event)
    days = days_added(
        series,
        until=until,
        count=count,
    )
    series.until, series.count = until or days[-1], count
    series.save()
    return _hold_again(
        event,
        [day for day in days if day not in left_out],
        by,
    )


@transaction.atomic
def end_series(
    event: Event,
    *,
    by: User,
) -> int:
    """Put this event and those after it into the bin; how many. The series ends before it."""
    series = EventSeries.objects.select_for_update().get(events=event)
    going = series.events.filter(occurs_on__gte=event.occurs_on)
    count = binning.bin_content(
        going,
        by=by,
    )
    last = series.events.order_by("-occurs_on").first()
    if last and last.occurs_on:
        series.until, series.count = last.occurs_on, None
        series.save()
    return count

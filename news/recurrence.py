"""Rules by which events repeat: their days, what is wrong with them, and how they read."""

import calendar
import datetime as dt
import itertools
from dataclasses import dataclass

from dateutil import rrule
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from news.models.series import LONGEST_INTERVAL, MOST_EVENTS, EventSeries

LONGEST_YEARS = 3
EACH = {
    EventSeries.DAY: rrule.DAILY,
    EventSeries.WEEK: rrule.WEEKLY,
    EventSeries.MONTH_DAY: rrule.MONTHLY,
    EventSeries.MONTH_WEEKDAY: rrule.MONTHLY,
}
#: how a rule reads: each time, and every so many
EVERY = {
    EventSeries.DAY: (
        gettext_lazy("every day"),
        gettext_lazy("every %(n)d days"),
    ),
    EventSeries.WEEK: (
        gettext_lazy("every week on %(days)s"),
        gettext_lazy("every %(n)d weeks on %(days)s"),
    ),
    EventSeries.MONTH_DAY: (
        gettext_lazy("every month on day %(day)d"),
        gettext_lazy("every %(n)d months on day %(day)d"),
    ),
    EventSeries.MONTH_WEEKDAY: (
        gettext_lazy("every month on the %(nth)s %(weekday)s"),
        gettext_lazy("every %(n)d months on the %(nth)s %(weekday)s"),
    ),
}
NTH = {
    1: pgettext_lazy("weekday of a month", "first"),
    2: pgettext_lazy("weekday of a month", "second"),
    3: pgettext_lazy("weekday of a month", "third"),
    4: pgettext_lazy("weekday of a month", "fourth"),
    -1: pgettext_lazy("weekday of a month", "last"),
}


@dataclass(frozen=True)
class Rule:
    """How something repeats from its first day on: until a day, or so many times in all."""

    frequency: str
    first_on: dt.date
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    until: dt.date | None = None
    count: int | None = None

    @property
    def nth(self) -> int:
        """Which of its weekday the first day is in its month; the fifth counts as the last."""
        number = (self.first_on.day - 1) // 7 + 1
        return number if number < 5 else -1


def last_day_possible(first_on: dt.date) -> dt.date:
    year = first_on.year + LONGEST_YEARS
    last = calendar.monthrange(year, first_on.month)[1]
    return first_on.replace(year=year, day=min(first_on.day, last))


def rule_days(rule: Rule) -> list[dt.date]:
    """The days, first one included, one more than may be at most. Raises ValidationError."""
    refuse_rule(rule)
    by: dict = {}
    if rule.frequency == EventSeries.WEEK:
        by["byweekday"] = rule.weekdays
    if rule.frequency == EventSeries.MONTH_WEEKDAY:
        weekday = rrule.weekday(rule.first_on.weekday(), rule.nth)
        by["byweekday"] = weekday
    until = rule.until or last_day_possible(rule.first_on)
    dates = rrule.rrule(
        EACH[rule.frequency],
        dtstart=dt.datetime.combine(rule.first_on, dt.time()),
        interval=rule.interval,
        until=dt.datetime.combine(until, dt.time()),
        **by,
    )
    most = min(
        rule.count or MOST_EVENTS + 1,
        MOST_EVENTS + 1,
    )
    days = [at.date() for at in itertools.islice(dates, most)]
    _refuse_days(
        rule,
        days,
    )
    return days


def refuse_rule(rule: Rule) -> None:
    """Raises ValidationError 'endless', 'too_long', 'backwards', 'interval', 'weekdays'."""
    if (rule.until is None) == (rule.count is None):
        raise ValidationError(
            _("Say when it ends: on a day, or after so many times."),
            code="endless",
        )
    if rule.until:
        _refuse_end(rule.first_on, rule.until)
    if not 1 <= rule.interval <= LONGEST_INTERVAL:
        sentence = _("The interval is a number from 1 to %(n)d.")
        raise ValidationError(
            sentence % {"n": LONGEST_INTERVAL},
            code="interval",
        )
    is_weekly = rule.frequency == EventSeries.WEEK
    if is_weekly and rule.first_on.weekday() not in rule.weekdays:
        raise ValidationError(
            _(
                "Choose the days of the week; the day of this event is one of them."
            ),
            code="weekdays",
        )


def _refuse_end(first_on: dt.date, until: dt.date) -> None:
    if until < first_on:
        raise ValidationError(
            _("The series ends before it begins."),
            code="backwards",
        )
    if until > last_day_possible(first_on):
        raise ValidationError(
            _("A series lasts three years at most."),
            code="too_long",
        )


def _refuse_days(
    rule: Rule,
    days: list[dt.date],
) -> None:
    if len(days) > MOST_EVENTS or (rule.count or 0) > MOST_EVENTS:
        sentence = _("A series has %(n)d events at most: let it end earlier.")
        raise ValidationError(
            sentence % {"n": MOST_EVENTS},
            code="too_many",
        )
    if len(days) < 2:
        raise ValidationError(
            _("By this rule the event does not repeat."), code="too_few"
        )
    if rule.count and len(days) < rule.count:
        raise ValidationError(
            _("A series lasts three years at most."), code="too_long"
        )


def _weekday(number: int) -> str:
    """Armenian writes it with a small letter within a sentence."""
    name = str(WEEKDAYS[number])
    return name if get_language() == "en" else name.lower()


def _how_often(rule: Rule) -> str:
    """Armenian knows no plural here, but «every week» is not «every 1 weeks»."""
    always, sometimes = EVERY[rule.frequency]
    sentence = always if rule.interval == 1 else sometimes
    return str(sentence) % {
        "n": rule.interval,
        "days": ", ".join(map(_weekday, sorted(rule.weekdays))),
        "day": rule.first_on.day,
        "nth": NTH[rule.nth],
        "weekday": _weekday(rule.first_on.weekday()),
    }


def rule_words(rule: Rule) -> str:
    """«every week on Tuesday, until 30 June 2027»."""
    often = _how_often(rule)
    if rule.count:
        sentence = _("%(often)s, %(n)d times")
        return sentence % {"often": often, "n": rule.count}
    day = date_format(rule.until, "DATE_FORMAT") if rule.until else ""
    return _("%(often)s, until %(day)s") % {"often": often, "day": day}


def rule_of(series: EventSeries) -> Rule:
    return Rule(
        series.frequency,
        series.first_on,
        series.interval,
        tuple(map(int, series.weekdays)),
        None if series.count else series.until,
        series.count,
    )

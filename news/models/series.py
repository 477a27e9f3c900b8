from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.personal_data import PUBLISHED, PersonalData

#: of events in a series, and of days, weeks or months between two
MOST_EVENTS, LONGEST_INTERVAL = 200, 12


class EventSeries(models.Model):
    """The rule by which an event repeats; each time is an event of its own that may differ.

    It always ends: on a day, or after a number of times.
    """

    personal_data = PersonalData(texts=PUBLISHED)

    DAY, WEEK, MONTH_DAY, MONTH_WEEKDAY = (
        "day",
        "week",
        "month_day",
        "month_weekday",
    )
    FREQUENCIES = [
        (DAY, _("daily")),
        (WEEK, _("weekly, on the days chosen below")),
        (MONTH_DAY, _("monthly, on the same day of the month")),
        (
            MONTH_WEEKDAY,
            _("monthly, on the same weekday (such as the second Tuesday)"),
        ),
    ]

    frequency = models.CharField(
        _("repeats"), max_length=15, choices=FREQUENCIES
    )
    interval = models.PositiveSmallIntegerField(
        _("every so many"),
        default=1,
        validators=[
            MinValueValidator(1),
            MaxValueValidator(LONGEST_INTERVAL),
        ],
    )
    #: of a weekly rule: the digits of its days, Monday is 0
    weekdays = models.CharField(max_length=7, blank=True)
    first_on = models.DateField(_("first day"))
    until = models.DateField(_("last day"))
    count = models.PositiveSmallIntegerField(_("so many times"), null=True)

    class Meta:
        verbose_name = _("series of events")
        verbose_name_plural = _("series of events")
        ordering = ["first_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="series_ends_after_it_begins",
                condition=models.Q(until__gte=models.F("first_on")),
                violation_error_message=_("The series ends before it begins."),
            ),
            models.CheckConstraint(
                name="series_of_so_many",
                condition=models.Q(count=None)
                | models.Q(count__gte=2, count__lte=MOST_EVENTS),
            ),
            models.CheckConstraint(
                name="series_interval",
                condition=models.Q(
                    interval__gte=1, interval__lte=LONGEST_INTERVAL
                ),
            ),
            models.CheckConstraint(
                name="series_of_weekdays",
                condition=models.Q(frequency="week") ^ models.Q(weekdays=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_on} – {self.until}"

"""What is asked of a series: its rule and its end."""

import datetime as dt

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy

from core.text.fields import DayField, WholeNumberField
from news.models import EventSeries
from news.models.series import MOST_EVENTS
from news.recurrence import Rule


class EndForm(forms.Form):
    """When a series ends: one of the two."""

    until = DayField(label=gettext_lazy("Until this day"), required=False)
    count = WholeNumberField(
        label=gettext_lazy("Or so many times in all"),
        required=False,
        min_value=2,
        max_value=MOST_EVENTS,
    )

    @property
    def end(self) -> dict:
        return {
            "until": self.cleaned_data["until"],
            "count": self.cleaned_data["count"],
        }


class RepeatForm(EndForm):
    """The rule of a new series."""

    frequency = forms.ChoiceField(
        label=gettext_lazy("Repeats"),
        choices=EventSeries.FREQUENCIES,
        widget=forms.RadioSelect,
    )
    interval = WholeNumberField(
        label=gettext_lazy("Every how many days, weeks or months"), initial=1
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On these days of the week"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("frequency", "interval", "weekdays", "until", "count")

    def rule(
        self,
        first_on: dt.date,
    ) -> Rule:
        values = self.cleaned_data
        is_weekly = values["frequency"] == EventSeries.WEEK
        return Rule(
            values["frequency"],
            first_on,
            values["interval"],
            tuple(sorted(values["weekdays"])) if is_weekly else (),
            **self.end,
        )

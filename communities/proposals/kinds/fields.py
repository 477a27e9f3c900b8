"""Fields that forms of several kinds have."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.text.fields import DayField, TextField

FIRST_YEAR = 1990
NOTE = TextField(
    label=_("Note for the programme"),
    required=False,
    max_length=2000,
    widget=forms.Textarea(attrs={"rows": 3}),
    help_text=_("Say where the figures come from."),
)


def refuse_impossible_day(day: dt.date | None) -> None:
    """Raises ValidationError 'ahead' or 'long_ago'."""
    if day and day > dt.date.today():
        raise ValidationError(_("This day is still to come."), code="ahead")
    if day and day.year < FIRST_YEAR:
        raise ValidationError(_("This day is too long ago."), code="long_ago")


def day_field(label, **options) -> forms.DateField:
    """A day that has been, as the browser asks for it."""
    return DayField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[refuse_impossible_day],
        **options,
    )

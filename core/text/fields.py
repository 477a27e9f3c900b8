"""Form fields that read what people type by the one table of core/text (see reading.py)."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.language.figures import decimal_figure, grouped
from core.text import reading
from core.text.dates import to_day, to_time
from core.text.numbers import read_number

NOT_A_NUMBER = gettext_lazy("Write a number, for example 12500 or 12500.50.")
NOT_A_DAY = gettext_lazy("Write a date as day, month and year: 21.11.2026.")
NOT_A_TIME = gettext_lazy("Write the time as hours and minutes: 18:30.")
NO_DAY = gettext_lazy("Add the day, for example 21.11.2026.")
NO_TIME = gettext_lazy("Add the time, for example 18:30.")


def ambiguous_number(typed: str, either: tuple[Decimal, Decimal]) -> str:
    """What is said of a number that can be read in two ways; it is never guessed."""
    return _(
        "“%(typed)s” can mean %(whole)s or %(decimal)s. Write one of the two."
    ) % {
        "typed": typed.strip(),
        "whole": grouped(either[0]),
        "decimal": decimal_figure(either[1]),
    }


def number_from(typed: str) -> Decimal:
    """The number that was typed; raises ValidationError 'ambiguous' or 'invalid'."""
    number = read_number(typed)
    if number.either:
        raise ValidationError(
            ambiguous_number(typed, number.either), code="ambiguous"
        )
    if number.value is None or number.currency:
        raise ValidationError(NOT_A_NUMBER, code="invalid")
    return number.value


class TextField(forms.CharField):
    """A text of several lines."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(_read(value, reading.readable))


class LineField(forms.CharField):
    """A text of one line."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(_read(value, reading.read_line))


class NameField(forms.CharField):
    """The name of a person: it has a letter."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(_read(value, reading.read_name))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not reading.has_letter(value):
            raise ValidationError(_("The name must contain letters."))


class EmailField(forms.EmailField):
    """An address that letters can be sent to, in its one spelling."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(_read(value, reading.read_email))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not value.isascii():
            raise ValidationError(
                _("Write the address in Latin letters: name@example.am."),
                code="invalid",
            )


class WebAddressField(forms.URLField):
    """The address of a page; the scheme may be left out."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"assume_scheme": "https", **kwargs})

    def to_python(self, value: Any) -> Any:
        return super().to_python(_read(value, reading.read_web_address))


class DayField(forms.DateField):
    """A day as people type it and as the portal prints it."""

    default_error_messages = {"invalid": NOT_A_DAY}

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, str) and (day := to_day(value)):
            return day
        return super().to_python(value)


class TimeOfDayField(forms.TimeField):
    """A time of day as people type it."""

    default_error_messages = {"invalid": NOT_A_TIME}

    def to_python(self, value: Any) -> dt.time | None:
        if isinstance(value, str) and (time := to_time(value)):
            return time
        return super().to_python(value)


class InstantField(forms.SplitDateTimeField):
    """A day and a time of day, each in its own box; what lacks is named."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self.require_all_fields = False
        self.fields = (
            DayField(error_messages={"incomplete": NO_DAY}),
            TimeOfDayField(error_messages={"incomplete": NO_TIME}),
        )


class DayOrInstantField(InstantField):
    """An instant whose hour may not be known: then it is the first one of its day."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self.fields[1].required = False

    def compress(self, data_list: Any) -> dt.datetime | None:
        if data_list and data_list[0] and not data_list[1]:
            data_list = (data_list[0], dt.time())
        return super().compress(data_list)


class NumberField(forms.DecimalField):
    """A number by the one grammar; a field of text, since a browser's own field hides what it
    does not understand.
    """

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            value = number_from(value)
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        return {}


class WholeNumberField(forms.IntegerField):
    """A whole number by the one grammar."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            number = number_from(value)
            if number != int(number):
                raise ValidationError(
                    _("Write a whole number."), code="not_whole"
                )
            value = int(number)
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        return {}


def _read(value: Any, read) -> Any:
    return read(value) if isinstance(value, str) else value

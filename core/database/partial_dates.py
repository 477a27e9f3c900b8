"""Dates known only in part: '2021', '2021-05' or '2021-05-18'."""

import calendar
import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

FORM = re.compile(r"[12]\d{3}(-\d{2}(-\d{2})?)?")


#: no row of the register is older than the programmes, none is planned a lifetime ahead
CREDIBLE_YEARS = [MinValueValidator(1990), MaxValueValidator(2100)]
#: of people in one place
CREDIBLE_NUMBER = [MaxValueValidator(50_000_000)]
CREDIBLE_DAYS = [
    MinValueValidator(dt.date(1990, 1, 1)),
    MaxValueValidator(dt.date(2100, 12, 31)),
]


def _parts(partial: str) -> list[int]:
    return [int(part) for part in partial.split("-")]


def first_day(partial: str) -> dt.date:
    """The earliest day it can mean; raises ValueError for a day that does not exist."""
    year, month, day = [*_parts(partial), 1, 1][:3]
    return dt.date(year, month, day)


def validate_partial_date(partial: str) -> None:
    """Refuses what is no date: '2021-5', '2021-13', '2021-02-31'."""
    try:
        is_good = bool(FORM.fullmatch(partial)) and bool(first_day(partial))
    except ValueError:
        is_good = False
    if not is_good:
        raise ValidationError(
            _("Write 2021, 2021-05 or 2021-05-18."), code="partial_date"
        )


def last_day(partial: str) -> dt.date:
    """The latest day it can mean; raises ValueError for a day that does not exist."""
    parts = _parts(partial)
    if len(parts) == 3:
        return dt.date(*parts)
    year, month = [*parts, 12][:2]
    return dt.date(year, month, calendar.monthrange(year, month)[1])

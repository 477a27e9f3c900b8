"""Dates known only in part: '2021', '2021-05' or '2021-05-18'."""

import calendar
import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

PARTIAL_DATE = RegexValidator(
    r"^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$", _("Write 2021, 2021-05 or 2021-05-18.")
)
#: no row of the register is older than the programmes, none is planned a lifetime ahead
CREDIBLE_DAYS = [MinValueValidator(dt.date(1990, 1, 1)), MaxValueValidator(dt.date(2100, 12, 31))]


def _parts(partial: str) -> list[int]:
    return [int(part) for part in partial.split("-")]


def first_day(partial: str) -> dt.date:
    """The earliest day it can mean; raises ValueError for a day that does not exist."""
    year, month, day = [*_parts(partial), 1, 1][:3]
    return dt.date(year, month, day)


def last_day(partial: str) -> dt.date:
    """The latest day it can mean; raises ValueError for a day that does not exist."""
    parts = _parts(partial)
    if len(parts) == 3:
        return dt.date(*parts)
    year, month = [*parts, 12][:2]
    return dt.date(year, month, calendar.monthrange(year, month)[1])

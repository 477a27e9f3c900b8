"""A month by the clock of Yerevan, where it begins and ends."""

import datetime as dt

from core.language.figures import YEREVAN

FIRST_YEAR, LAST_YEAR = 1990, 2099


def month_span(year: int, month: int) -> tuple[dt.datetime, dt.datetime]:
    """The first instant of a month in Yerevan and of the next; raises ValueError for a month that
    is none.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    first = dt.datetime(
        year,
        month,
        1,
        tzinfo=YEREVAN,
    )
    following = first.replace(year=year + month // 12, month=month % 12 + 1)
    return first, following

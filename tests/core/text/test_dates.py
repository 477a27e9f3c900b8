import datetime as dt

import pytest
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from core.text.dates import MONTHS, month_named, to_day

DAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    "typed",
    [
        "21.11.2026",
        "21․11․2026",
        "21․11․2026 թ.",
        "21.11.26",
        "21/11/2026",
        "21-11-2026",
        "21֊11֊2026",
        "21 – 11 – 2026",
        "2026-11-21",
        " 21 . 11 . 2026 ",
        "21.11.2026։",
        "21 նոյեմբերի, 2026",
        "21 նոյեմբերի, 2026 թ.",
        "21 նոյեմբեր 2026թ.",
        "2026 թ. նոյեմբերի 21",
        "Նոյեմբերի 21, 2026",
        "21 ՆՈՅԵՄԲԵՐԻ 2026",
        "21 November 2026",
        "November 21, 2026",
        "21st Nov 2026",
    ],
)
def test_a_day_is_understood_as_people_write_it(typed):
    assert to_day(typed) == DAY


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "21",
        "2026",
        "31.02.2026",
        "11/21/2026",
        "21.11.226",
        "0.0.0000",
        "21.13.2026",
        "٢١.11.2026",
        "21 հուն 2026",
        "21 2 2026",
        "21 November",
        "21 նոյեմբերի, 2026, 12:00",
        "21.11.2026 22.11.2026",
    ],
)
def test_what_is_no_day_is_not_guessed(typed):
    assert to_day(typed) is None


@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize("pattern", ["DATE_FORMAT", "SHORT_DATE_FORMAT"])
@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_what_the_portal_prints_it_reads(language, pattern, day):
    with translation.override(language):
        assert to_day(date_format(day, pattern)) == day


@pytest.mark.parametrize("name", MONTHS)
def test_each_month_is_known_by_its_name(name):
    assert month_named(name) == MONTHS[name]


@given(st.text(max_size=40))
def test_no_text_breaks_the_grammar(text):
    to_day(text)

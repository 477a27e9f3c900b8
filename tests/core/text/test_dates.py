import datetime as dt

import pytest
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from core.text.dates import MONTHS, month_named, to_day, to_time

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


@pytest.mark.parametrize(
    "typed",
    [
        "18:30",
        "18.30",
        "18․30",
        "18։30",
        "18-30",
        "1830",
        " 18 : 30 ",
        "18：30",
        "18:30:00",
        "6:30 pm",
        "6.30 p.m.",
        "６：３０ PM",
    ],
)
def test_a_time_is_understood_as_people_write_it(typed):
    assert to_time(typed) == dt.time(18, 30)


@pytest.mark.parametrize(
    "typed, time",
    [
        ("18", dt.time(18)),
        ("9:05", dt.time(9, 5)),
        ("905", dt.time(9, 5)),
        ("0:00", dt.time()),
        ("12 am", dt.time()),
        ("12 pm", dt.time(12)),
        ("6 pm", dt.time(18)),
        ("18:30:15", dt.time(18, 30, 15)),
    ],
)
def test_hours_alone_and_halves_of_the_day_are_times(typed, time):
    assert to_time(typed) == time


@pytest.mark.parametrize(
    "typed",
    [
        "",
        ":",
        "24:00",
        "18:60",
        "18:3",
        "noon",
        "13 pm",
        "0 am",
        "18,30,1,2",
        "٢١:30",
        "-1:00",
        "18:30 19:30",
        "183000",
    ],
)
def test_what_is_no_time_is_not_guessed(typed):
    assert to_time(typed) is None


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

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.language.figures import decimal_figure, grouped
from core.text.numbers import read_number

#: what was typed, what it means (two readings when it is asked back), the currency
READINGS = json.loads(
    (Path(__file__).parent / "number_readings.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    "typed, meant, currency", [(*row, "")[:3] for row in READINGS]
)
def test_a_number_is_read_by_one_grammar(typed, meant, currency):
    reading = read_number(typed)
    if isinstance(meant, list):
        either = tuple(map(Decimal, meant))
        assert (reading.value, reading.either) == (None, either)
    else:
        value = None if meant is None else Decimal(meant)
        assert (reading.value, reading.either) == (value, None)
    assert reading.currency == currency


@pytest.mark.parametrize("language", ["hy", "en"])
@given(st.decimals(0, 10**9, places=2))
def test_what_the_portal_prints_it_reads(language, number):
    with translation.override(language):
        printed = grouped(number)
    assert read_number(printed).value == number


@pytest.mark.parametrize("number", ["12.5", "12.345", "0.5", "1", "1200.25"])
def test_a_decimal_is_shown_so_that_it_reads_as_one(number):
    assert read_number(decimal_figure(Decimal(number))).value == Decimal(number)


@given(st.text(max_size=40))
def test_no_text_breaks_the_grammar(text):
    read_number(text)

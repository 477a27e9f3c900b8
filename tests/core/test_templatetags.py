import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from core.language import bilingual, figures


@pytest.mark.parametrize(
    "language, iso, shown",
    [
        ("hy", "2021", "2021"),
        ("hy", "2021-05", "2021 թ. մայիս"),
        ("hy", "2026-11-21", "21 նոյեմբերի, 2026 թ."),
        ("en", "2021-05", "May 2021"),
        ("en", "2026-11-21", "21 November 2026"),
        ("en", "", ""),
    ],
)
def test_a_date_is_shown_as_exactly_as_it_is_known(language, iso, shown):
    with translation.override(language):
        assert figures.partial_date(iso) == shown


def test_april_is_not_march():
    with translation.override("hy"):
        assert [
            figures.partial_date(f"2026-{month:02}-01")
            for month in (1, 3, 4, 6)
        ] == [
            "1 հունվարի, 2026 թ.",
            "1 մարտի, 2026 թ.",
            "1 ապրիլի, 2026 թ.",
            "1 հունիսի, 2026 թ.",
        ]
        assert [
            figures.partial_date(f"2026-{month:02}") for month in (3, 4)
        ] == [
            "2026 թ. մարտ",
            "2026 թ. ապրիլ",
        ]


@pytest.mark.parametrize(
    "language, shown",
    [("hy", "60\u00a0000\u00a0EUR"), ("en", "60\u00a0000\u00a0EUR")],
)
def test_money_is_grouped_with_its_code(language, shown):
    with translation.override(language):
        assert figures.money(Decimal("60000.00")) == shown


def test_cents_are_shown_when_there_are_any():
    with translation.override("hy"):
        assert figures.money(Decimal("12.50"), "AMD") == "12,50\u00a0AMD"


def test_an_instant_is_shown_in_yerevan_time_with_the_zone():
    instant = dt.datetime(2026, 12, 16, 14, 0, tzinfo=dt.UTC)
    with translation.override("en"), timezone.override("America/New_York"):
        assert (
            figures.yerevan(instant) == "16 December 2026, 18:00 (Yerevan time)"
        )


@pytest.mark.parametrize(
    "hours, said",
    [
        (24 * 9 + 1, "9 days left"),
        (25, "25 hours left"),
        (0.5, "less than an hour left"),
        (-1, ""),
    ],
)
def test_the_time_left_is_said_in_words(hours, said):
    with translation.override("en"):
        assert (
            figures.time_left(
                timezone.now() + dt.timedelta(hours=hours, seconds=5)
            )
            == said
        )


def test_sizes_are_of_a_thousand():
    with translation.override("en"):
        assert [figures.filesize(n) for n in (10, 21_400, 2_345_678)] == [
            "1\u00a0kB",
            "21\u00a0kB",
            "2.3\u00a0MB",
        ]


@pytest.mark.parametrize(
    "words, language",
    [("Council decision 17-Ա", "hy"), ("GCoM release", "en"), ("", "en")],
)
def test_the_language_of_a_text_is_seen_from_its_letters(words, language):
    assert bilingual.language_of(words) == language

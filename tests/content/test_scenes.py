"""A drawing for what has no picture: its own, the same at every look, in its season's colours."""

import datetime as dt

import pytest

from content.templatetags.scenes import scene, season_of
from library.models import Course
from news.models import Article


def at(month, day=1, hour=12):
    moment = dt.datetime(2026, month, day, hour, tzinfo=dt.UTC)
    return Article(pk=7, published_at=moment)


def test_no_two_of_a_hundred_are_alike_and_each_stays_itself():
    drawn = [scene(Article(pk=key)) for key in range(1, 101)]
    assert len({*drawn}) == 100
    assert drawn == [scene(Article(pk=key)) for key in range(1, 101)]
    assert scene(Article(pk=1)) != scene(Course(pk=1))
    assert max(map(len, drawn)) < 1200


@pytest.mark.parametrize(
    "thing, season",
    [
        (at(1), "winter"),
        (at(12), "winter"),
        (at(3), "spring"),
        (at(8), "summer"),
        (at(11), "autumn"),
        (at(2, 28, 21), "spring"),  # the first of March in Yerevan
    ],
)
def test_the_colours_are_those_of_the_month_in_yerevan(thing, season):
    assert season_of(thing) == season
    assert f"scene--{season}" in scene(thing)


def test_what_has_no_date_has_a_season_too():
    assert {season_of(Article(pk=key)) for key in range(1, 5)} == {
        "winter",
        "spring",
        "summer",
        "autumn",
    }
    assert season_of(Article()) == "winter"

"""A drawing for what has no picture: its own, the same at every look, in its season's colours."""

import datetime as dt

import pytest

from content.scenes import SceneHint, know_scenes, tell_scene
from content.templatetags.scenes import MOTIFS, scene, season_of
from library.models import Course
from news.models import Article
from tests import make


def at(month, day=1, hour=12):
    moment = dt.datetime(2026, month, day, hour, tzinfo=dt.UTC)
    return Article(pk=7, published_at=moment)


def test_no_two_of_a_hundred_are_alike_and_each_stays_itself():
    drawn = [scene(Article(pk=key)) for key in range(1, 101)]
    assert len({*drawn}) == 100
    assert drawn == [scene(Article(pk=key)) for key in range(1, 101)]
    assert scene(Article(pk=1)) != scene(Course(pk=1))
    assert max(map(len, drawn)) < 1400


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


def drawn(topic="", region="", key=7):
    article = Article(pk=key)
    tell_scene(article, SceneHint(topic, region))
    return scene(article)


def test_a_topic_and_a_region_change_the_drawing():
    pictures = [
        drawn(),
        drawn("climate"),
        drawn("meetings"),
        drawn("", "gegharkunik"),
        drawn("", "yerevan"),
        drawn("climate", "shirak"),
        drawn("climate", "syunik"),
    ]
    assert len({*pictures}) == len(pictures)
    assert MOTIFS["turbines"] in drawn("climate")
    assert "scene__water" in drawn(region="gegharkunik")


def test_a_topic_that_is_new_has_something_too():
    assert any(motif in drawn("water-supply") for motif in MOTIFS.values())


@pytest.mark.django_db
def test_a_list_is_asked_at_once_and_only_when_it_is_drawn(
    django_assert_num_queries,
):
    topic = make.topic(slug="climate")
    region = make.region(slug="gegharkunik")
    town = make.community(region=region)
    for _ in range(3):
        article = make.article()
        article.topics.add(topic)
        article.communities.add(town)
    articles = know_scenes(Article.objects.order_by("pk"))
    with django_assert_num_queries(2):
        pictures = [scene(article) for article in articles]
    assert len({*pictures}) == 3
    for picture in pictures:
        assert MOTIFS["turbines"] in picture
        assert "scene__water" in picture

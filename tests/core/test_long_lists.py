"""Lists of the administration: cut counts and years from the two ends."""

import datetime as dt

import pytest

from core.web.long_lists import LongListPaginator
from news.models import Article
from tests import make

pytestmark = pytest.mark.django_db


def at(*when):
    return dt.datetime(*when, tzinfo=dt.UTC)


def test_a_count_stops_and_says_so(client, monkeypatch):
    monkeypatch.setattr(LongListPaginator, "MOST", 2)
    for _ in range(2):
        make.article()
    client.force_login(make.staff("editor"))
    page = client.get("/en/admin/news/article/").content.decode()
    assert "more than" not in page
    make.article()
    page = client.get("/en/admin/news/article/")
    assert "more than 2" in page.content.decode()
    assert page.context["cl"].result_count == 2


def test_pages_are_as_many_as_counted():
    for _ in range(3):
        make.article()
    paginator = LongListPaginator(Article.objects.order_by("pk"), 2)
    assert (paginator.count, paginator.num_pages, paginator.is_cut) == (
        3,
        2,
        False,
    )


def test_years_are_those_of_yerevan_from_the_last_to_the_first(client):
    old = make.article(published_at=at(2021, 12, 31, 21))  # 2022 there
    make.article(published_at=at(2024, 5, 1))
    make.article(published_at=None)
    client.force_login(make.staff("editor"))
    page = client.get("/hy/admin/news/article/")
    [years] = [
        spec.lookup_choices
        for spec in page.context["cl"].filter_specs
        if getattr(spec, "parameter_name", "") == "year"
    ]
    assert [year for year, _label in years] == ["2024", "2023", "2022"]
    page = client.get("/hy/admin/news/article/?year=2022")
    assert list(page.context["cl"].result_list) == [old]


@pytest.mark.parametrize("year", ["x", "-1", "0", "99999", "²"])
def test_a_year_that_is_none_breaks_no_list(client, year):
    make.article(published_at=at(2024, 5, 1))
    client.force_login(make.staff("editor"))
    path = "/hy/admin/news/article/"
    assert client.get(path, {"year": year}).status_code in (200, 302)

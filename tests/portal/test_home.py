import pytest
from lxml import html

from portal.models import HomeBlock, HomePage
from tests import make

pytestmark = pytest.mark.django_db


def headings(client):
    page = html.fromstring(client.get("/hy/").content)
    return [
        heading.get("id")
        for heading in page.iter("h2")
        if heading.get("id") in ("news", "map", "events", "register")
    ]


def test_blocks_stand_in_the_order_that_was_chosen(client):
    usual = headings(client)
    home = HomePage.objects.create()
    for order, code in enumerate(("events", "news"), 1):
        HomeBlock.objects.create(home=home, code=code, order=order)
    chosen = headings(client)
    assert sorted(chosen) == sorted(usual)
    assert chosen[:2] == ["events", "news"]


def test_a_block_may_be_left_out(client):
    home = HomePage.objects.create()
    HomeBlock.objects.create(home=home, code="news", is_shown=False)
    assert "news" not in headings(client)


def test_the_article_that_was_chosen_stands_first(client):
    old, _new = make.article(title_hy="Հինը"), make.article(title_hy="Նորը")
    HomePage.objects.create(featured_article=old)
    page = html.fromstring(client.get("/hy/").content)
    first = page.xpath("//section[@aria-labelledby='news']//h3")[0]
    assert first.text_content().strip() == "Հինը"


@pytest.mark.parametrize(
    ("language", "sentence"), [("hy", "Բարի գալուստ"), ("en", "Welcome")]
)
def test_the_sentence_at_the_top_can_be_written(client, language, sentence):
    HomePage.objects.create(headline_hy="Բարի գալուստ", headline_en="Welcome")
    page = html.fromstring(client.get(f"/{language}/").content)
    assert page.findtext(".//h1").strip() == sentence


def test_an_administrator_orders_the_blocks(client):
    client.force_login(make.staff("administrator"))
    answer = client.get("/hy/admin/portal/homepage/", follow=True)
    assert answer.status_code == 200
    assert [block.code for block in HomeBlock.objects.all()] == [
        "news",
        "register",
        "events",
    ]

"""One's own community at a glance, for whoever chose it in the address."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from tests import make
from tests.counting import of_the_page

pytestmark = pytest.mark.django_db
PATH = "/hy/my-town/"


@pytest.fixture
def gavar():
    return make.community(slug="gavar", name_hy="Գավառ", name_en="Gavar")


def links(page, heading):
    tree = html.fromstring(page.content)
    part = tree.xpath(f"//*[@id='town']//h3[normalize-space()='{heading}']/..")
    return part[0].xpath(".//a/@href") if part else None


def test_without_a_choice_there_is_the_form_alone(client, gavar):
    page = client.get(PATH).content.decode()
    assert 'name="community"' in page
    assert 'id="town"' not in page
    assert "errorlist" not in page


def test_open_lots_of_its_region_are_shown_the_first_to_close_first(
    client, gavar
):
    call = make.call(slug="call", status="published")
    later = make.lot(call, closes=9)
    sooner = make.lot(call, closes=5)
    elsewhere = make.lot(call, closes=7)
    elsewhere.regions.add(make.region())
    make.lot(call, opens=1, closes=8)
    make.lot(make.call(slug="draft", status="draft"))
    page = client.get(PATH, {"community": "gavar"})
    assert links(page, "Համայնքի համար բաց հրավերներ") == [
        f"/hy/applications/may-we/call/{lot.number}/?community=gavar"
        for lot in (sooner, later)
    ]


def test_its_news_and_events_are_shown_and_no_drafts(client, gavar):
    now = timezone.now()
    about = make.article(slug="about", published_at=now - dt.timedelta(days=1))
    draft = make.article(slug="draft", published_at=None)
    coming = make.event(
        slug="coming",
        starts_at=now + dt.timedelta(days=2),
        ends_at=now + dt.timedelta(days=2),
    )
    for thing in (about, draft, coming):
        thing.communities.add(gavar)
    page = client.get(PATH, {"community": "Գավառ"})
    assert links(page, "Նորություններ") == ["/hy/news/about/"]
    assert links(page, "Միջոցառումներ") == ["/hy/events/coming/"]


def test_what_it_owes_is_told_with_its_day(client, gavar):
    make.adhesion(gavar, on=dt.date(2026, 1, 1), for_2030=True)
    page = client.get(PATH, {"community": "gavar"}).content.decode()
    assert "1 հունվարի, 2028" in page


def test_an_unknown_name_is_said_and_kept(client, gavar):
    page = client.get("/en/my-town/", {"community": "Nowhere"})
    assert page.status_code == 200
    assert "No community has this name" in page.content.decode()
    assert 'id="town"' not in page.content.decode()


def test_the_page_of_a_choice_is_in_no_index(client, gavar):
    chosen = client.get(PATH, {"community": "gavar"}).content.decode()
    assert '<meta name="robots" content="noindex">' in chosen
    assert "noindex" not in client.get(PATH).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_more_lots_take_no_more_statements(client, gavar, count):
    call = make.call(status="published")
    for _ in range(count):
        make.lot(call)
    client.get(PATH, {"community": "gavar"})
    with CaptureQueriesContext(connection) as seen:
        client.get(PATH, {"community": "gavar"})
    assert len(of_the_page(seen.captured_queries)) <= 17

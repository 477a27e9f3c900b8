import datetime as dt

import icalendar
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from lxml import html

from core.language import figures
from core.text.rich_text import render_rich_text
from news.models import Article, Event
from tests import make

pytestmark = pytest.mark.django_db


def text(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_publication_is_decided_by_the_clock(client):
    make.article(slug="now", published_at=timezone.now())
    make.article(
        slug="later", published_at=timezone.now() + dt.timedelta(minutes=1)
    )
    make.article(slug="draft", published_at=None)
    assert [a.slug for a in Article.objects.published()] == ["now"]
    assert [
        client.get(f"/hy/news/{s}/").status_code
        for s in ("now", "later", "draft")
    ] == [200, 404, 404]


def test_an_article_in_armenian_only_is_marked_and_never_copied(client):
    make.article(slug="one", title_hy="Միայն հայերեն", title_en="", body_en="")
    listed = text(client, "/en/news/")
    assert "in Armenian only" in listed
    assert (
        '<a href="/hy/news/one/"><span lang="hy">Միայն հայերեն</span></a>'
        in listed
    )
    page = text(client, "/en/news/one/", 404)
    assert ("This page is in Armenian only" in page, "Տեքստ" in page) == (
        True,
        False,
    )
    assert "Տեքստ" in text(client, "/hy/news/one/")


def test_a_title_without_a_text_is_not_ready(client):
    make.article(slug="half", title_en="Half", body_en="", title_hy="Կես")
    listed = text(client, "/en/news/")
    assert ("Half" in listed, "Կես" in listed) == (False, True)


def words(element):
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    "hour, minute, times",
    [
        (0, 0, ["2020-03-03"] * 2 + ["3 մարտի, 2020 թ."] * 2),
        (
            12,
            30,
            ["2020-03-03T12:30:00+04:00"] * 2
            + ["3 մարտի, 2020 թ., 12:30", "12:30 3 մարտի, 2020 թ."],
        ),
    ],
)
def test_no_hour_is_written_where_none_is_known(
    client,
    hour,
    minute,
    times,
):
    at = dt.datetime(2020, 3, 3, hour, minute, tzinfo=figures.YEREVAN)
    make.article(slug="minsk", published_at=at)
    page = html.fromstring(text(client, "/hy/news/minsk/"))
    byline = page.find(".//*[@class='byline']/time")
    side = page.find(".//*[@class='side__time']")
    assert times == [
        byline.get("datetime"),
        side.find("time").get("datetime"),
        words(byline),
        words(side),
    ]


def test_the_side_list_has_six_with_hour_and_date(client):
    moment = timezone.now().replace(
        year=2025, month=8, day=19, hour=18, minute=9
    )
    for n in range(8):
        make.article(published_at=moment - dt.timedelta(days=n))
    listed = text(client, "/hy/news/")
    side = listed[listed.index('id="latest"') :]
    side = side[: side.index("</aside>")]
    assert side.count("<li>") == 6
    assert "<b>22:09</b>" in side
    assert "19 օգոստոսի, 2025 թ." in side


def test_filters_live_in_the_query(client):
    one, two = make.article(title_hy="Առաջին"), make.article(title_hy="Երկրորդ")
    programme = make.programme(slug="p")
    one.programmes.add(programme)
    listed = text(client, "/hy/news/?programme=p")
    main = listed[: listed.index('id="latest"')]
    assert (one.title_hy in main, two.title_hy in main) == (True, False)
    assert "/en/news/?programme=p" in listed


@pytest.mark.parametrize("query", ["?page=abc", "?page=9999", "?page=-1"])
def test_a_page_that_is_not_there_is_a_clear_404(client, query):
    make.article()
    assert "masthead" in text(client, f"/hy/news/{query}", 404)


def test_a_nonsense_filter_is_said_and_finds_nothing(client):
    make.article(title_hy="Առաջին")
    listed = text(client, "/hy/news/?topic=nonsense")
    assert (
        "errorlist" in listed,
        listed[: listed.index('id="latest"')].count("Առաջին"),
    ) == (True, 0)


@pytest.mark.parametrize(
    "path, status", [("2025/8/", 200), ("2025/13/", 404), ("2020/1/", 200)]
)
def test_the_month_archive(client, path, status):
    make.article(
        published_at=dt.datetime(2025, 8, 19, 18, 9, tzinfo=dt.UTC),
        title_hy="Օգոստոսյան",
    )
    page = text(client, f"/hy/news/{path}", status)
    assert ("card__body" in page) == (path == "2025/8/")


def test_script_in_a_text_is_taken_out():
    dirty = '<p onclick="x()">a<script>alert(1)</script><a href="javascript:x">b</a></p><h2>c</h2>'
    assert render_rich_text(dirty) == "<p>a<a>b</a></p><h2>c</h2>"


def test_the_feed_holds_what_is_ready_in_its_language(client):
    make.article(title_hy="Երկուսն էլ", title_en="Both")
    make.article(title_hy="Միայն հայերեն", title_en="", body_en="")
    armenian, english = (
        text(client, "/hy/news/feed.atom"),
        text(client, "/en/news/feed.atom"),
    )
    assert [armenian.count("<entry>"), english.count("<entry>")] == [2, 1]
    assert "<title>Both</title>" in english


@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize(
    "path, queries", [("news/", 11), ("events/", 7), ("", 13)]
)
@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_as_many_queries_for_three_as_for_one(
    client, django_assert_num_queries, language, path, queries, rows
):
    for _ in range(rows):
        make.article()
        make.event()
        make.lot(make.call())
        make.region()
    client.get(f"/{language}/{path}")
    with django_assert_num_queries(queries):
        client.get(f"/{language}/{path}")


def test_the_database_refuses_an_event_that_ends_before_it_starts():
    event = make.event()
    event.ends_at = event.starts_at - dt.timedelta(minutes=1)
    with pytest.raises(ValidationError):
        event.full_clean()


def test_a_calendar_has_a_stable_uid_and_says_when_it_is_cancelled(client):
    event = make.event(slug="e", is_cancelled=True, sequence=3)
    answer = client.get("/en/events/e.ics")
    (entry,) = icalendar.Calendar.from_ical(answer.content).events
    assert (
        entry["UID"],
        entry["STATUS"],
        entry["SEQUENCE"],
        entry["SUMMARY"],
    ) == (
        f"{event.uid}@events",
        "CANCELLED",
        3,
        event.title_en,
    )
    assert entry.start == event.starts_at.replace(microsecond=0)
    everything = icalendar.Calendar.from_ical(
        client.get("/hy/events/calendar.ics").content
    )
    assert len(everything.events) == 1


def test_an_all_day_event_ends_the_day_after_in_a_calendar(client):
    day = dt.datetime(2026, 6, 10, tzinfo=dt.UTC)
    make.event(
        slug="d",
        is_all_day=True,
        starts_at=day,
        ends_at=day + dt.timedelta(hours=10),
    )
    (entry,) = icalendar.Calendar.from_ical(
        client.get("/en/events/d.ics").content
    ).events
    assert (entry.start, entry.end) == (
        dt.date(2026, 6, 10),
        dt.date(2026, 6, 11),
    )


def test_a_change_in_the_administration_raises_the_sequence(client):
    event = make.event()
    client.force_login(make.staff("editor"))
    data = {
        "title_hy": "Նոր",
        "title_en": "New",
        "body_hy": "<p>ա</p>",
        "slug": event.slug,
        "kind": "training",
        "zone": "Asia/Yerevan",
        "starts_at_0": "21.11.2027",
        "starts_at_1": "10:00",
        "ends_at_0": "21.11.2027",
        "ends_at_1": "12:00",
    }
    answer = client.post(f"/hy/admin/news/event/{event.pk}/change/", data)
    event.refresh_from_db()
    assert (answer.status_code, event.sequence, event.title_hy) == (
        302,
        1,
        "Նոր",
    )
    assert Event.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["news", "events"])
@pytest.mark.parametrize(
    "language, first", [("hy", "Աբովյան"), ("en", "Akhtala")]
)
def test_communities_to_choose_are_in_the_order_of_the_language(
    client, path, language, first
):
    for hy, en in (("Ախթալա", "Akhtala"), ("Աբովյան", "Zabovyan")):
        make.community(name_hy=hy, name_en=en)
    page = client.get(f"/{language}/{path}/").content.decode()
    assert page.index(first) < page.index(
        {"hy": "Ախթալա", "en": "Zabovyan"}[language]
    )

"""Nothing shows what lies in the bin: no page, list, feed, sitemap, search or chooser."""

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from content import binning
from content.models import BinnedContent, Page
from tests import make

pytestmark = pytest.mark.django_db
SECRET = "Աղբամանային"


@pytest.fixture
def editor(client):
    one = make.staff("editor")
    client.force_login(one)
    return one


def into_bin(thing):
    rows = type(thing).objects.filter(pk=thing.pk)
    binning.bin_content(rows, by=make.staff("editor"))


def everything_binned():
    """A public thing of every kind with a word that stands nowhere else, all of them in the bin."""
    topic, town = make.topic(), make.community(slug="town")
    programme = make.programme(slug="programme")
    title = {"title_hy": f"{SECRET} Ա", "title_en": f"{SECRET} A"}
    article = make.article(slug="secret-article", is_featured=True, **title)
    event = make.event(slug="secret-event", **title)
    resource = make.resource(slug="secret-resource", **title)
    course = make.course(slug="secret-course", **title)
    lesson = make.lesson(of=course, slug="secret-lesson", **title)
    page = Page.objects.create(
        slug="secret-page",
        body_hy="<p>Ա</p>",
        body_en="<p>A</p>",
        published_at=timezone.now(),
        **title,
    )
    for thing in (article, resource, course):
        thing.topics.add(topic)
    for thing in (article, event):
        thing.communities.add(town)
        thing.programmes.add(programme)
    open_article = make.article(slug="open")
    open_article.events.add(event)
    make.event(slug="open-event", report=article)
    make.lesson(slug="open-lesson").materials.add(resource)
    for thing in (article, event, resource, page, course):
        into_bin(thing)
    assert BinnedContent.objects.count() == 6
    assert lesson.pk


PUBLIC = [
    "/{}/",
    "/{}/news/",
    "/{}/news/?community=town",
    "/{}/news/open/",
    "/{}/news/feed.atom",
    "/{}/news/feed.json",
    "/{}/news/feed.atom?community=town",
    "/{}/events/",
    "/{}/events/?community=town",
    "/{}/events/open-event/",
    "/{}/events/calendar.ics",
    "/{}/library/",
    "/{}/learning/",
    "/{}/learning/open-course/open-lesson/",
    "/{}/faq/",
    "/{}/site-map/",
    "/{}/communities/town/",
    "/{}/programmes/programme/",
    "/{}/my-town/?community=town",
    f"/{{}}/search/?q={SECRET}",
    "/sitemap.xml",
]
GONE = [
    "/{}/news/secret-article/",
    "/{}/events/secret-event/",
    "/{}/events/secret-event.ics",
    "/{}/library/secret-resource/",
    "/{}/learning/secret-course/",
    "/{}/learning/secret-course/secret-lesson/",
    "/{}/secret-page/",
]
STAFF = [
    "/{}/admin/",
    *(
        f"/{{}}/admin/{name}/{query}"
        for name in (
            "news/article",
            "news/event",
            "library/resource",
            "library/course",
            "library/lesson",
            "content/page",
        )
        for query in ("", f"?q={SECRET}")
    ),
]


def body(answer):
    """Without the word that was asked for."""
    text = b"".join(answer) if answer.streaming else answer.content
    return text.decode()


@pytest.mark.parametrize("language", ["hy", "en"])
def test_nothing_shows_what_lies_in_the_bin(client, language, settings):
    everything_binned()
    shown = []
    for path in PUBLIC:
        answer = client.get(path.format(language))
        said = body(answer).replace(f'value="{SECRET}"', "")
        if "secret-" in said or f"{SECRET} " in said:
            shown.append(path)
    assert shown == []
    assert [client.get(path.format(language)).status_code for path in GONE] == [
        404
    ] * len(GONE)
    sitemaps = body(client.get("/sitemap.xml"))
    for address in html.fromstring(sitemaps.encode()).xpath("//loc/text()"):
        assert "secret-" not in body(client.get(address))


@pytest.mark.parametrize("language", ["hy", "en"])
def test_no_list_or_chooser_of_staff_shows_what_lies_in_the_bin(
    client, editor, language
):
    everything_binned()
    for path in STAFF:
        said = body(client.get(path.format(language)))
        assert f"{SECRET} " not in said.replace(f'value="{SECRET}"', "")
    chooser = reverse("admin:autocomplete")
    for model, field in (
        ("article", "events"),
        ("event", "report"),
    ):
        query = f"?app_label=news&model_name={model}&field_name={field}"
        for term in ("", SECRET):
            said = client.get(f"{chooser}{query}&term={term}").json()
            assert all(SECRET not in one["text"] for one in said["results"])

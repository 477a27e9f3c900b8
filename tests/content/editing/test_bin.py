"""The bin in the administration: what it says and who may use it."""

import datetime as dt

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from content import binning
from content.models import BinnedContent, Content, Revision
from library.models import Course
from news.models import Article, Event
from tests import make

pytestmark = pytest.mark.django_db
BIN = "/en/admin/editing/bin/"
LIST = "/en/admin/news/article/"
SECRET = "Աղբամանային"


@pytest.fixture
def editor(client):
    one = make.staff("editor")
    client.force_login(one)
    return one


def into_bin(thing, by=None):
    rows = type(thing).objects.filter(pk=thing.pk)
    binning.bin_content(rows, by=by or make.staff("editor"))
    return BinnedContent.objects.get(
        model=thing._meta.label_lower, object_id=thing.pk
    )


def words(answer):
    return " ".join(
        html.fromstring(answer.content.decode()).text_content().split()
    )


def test_the_delete_page_speaks_of_the_bin_and_names_no_table(client, editor):
    article = make.article(title_en="Solar roofs")
    article.set_gallery([make.picture()])
    article.topics.add(make.topic())
    page = client.get(f"{LIST}{article.pk}/delete/")
    said = words(page)
    assert "«Solar roofs» will be out of everyone's sight" in said
    assert "For 90 days it can be restored" in said
    assert "article-topic" not in said
    assert "gallery" not in said
    answer = client.post(f"{LIST}{article.pk}/delete/", {"post": "yes"})
    assert (answer.status_code, Article.objects.count()) == (302, 0)
    binned = BinnedContent.objects.get()
    assert (binned.title, binned.binned_by) == (article.title_hy, editor)


def test_the_delete_page_of_a_course_counts_its_lessons(client, editor):
    course = make.course()
    make.lesson(of=course)
    make.lesson(of=course)
    address = f"/en/admin/library/course/{course.pk}/delete/"
    assert "2 lessons go with it" in words(client.get(address))
    client.post(address, {"post": "yes"})
    assert not Course.objects.exists()


def test_whoever_may_not_delete_cannot(client):
    article = make.article()
    client.force_login(make.staff("head"))
    answer = client.post(f"{LIST}{article.pk}/delete/", {"post": "yes"})
    assert (answer.status_code, Article.objects.count()) == (403, 1)
    action = {"action": "bin_chosen", "_selected_action": [article.pk]}
    client.post(LIST, {**action, "counted": "1"})
    assert Article.objects.count() == 1
    assert client.get(BIN).status_code == 403


def test_the_action_says_what_it_will_do_before_it_does_it(client, editor):
    articles = [make.article() for _n in range(12)]
    keys = [article.pk for article in articles]
    action = {"action": "bin_chosen", "_selected_action": keys}
    asked = client.post(LIST, action)
    said = words(asked)
    assert "12 pages will be out of everyone's sight" in said
    assert "and 2 more" in said
    assert Article.objects.count() == 12
    form = html.fromstring(asked.content).forms
    values = dict(form[-1].form_values())
    assert (values["counted"], values["action"]) == ("12", "bin_chosen")
    done = client.post(LIST, {**action, "counted": "12"}, follow=True)
    assert Article.objects.count() == 0
    assert "12 pages are in the bin." in words(done)


def test_what_has_grown_since_it_was_asked_is_asked_again(client, editor):
    make.article()
    everything = {
        "action": "bin_chosen",
        "select_across": "1",
        "_selected_action": [Article.objects.get().pk],
        "counted": "1",
    }
    make.article()
    assert "2 pages" in words(client.post(LIST, everything))
    assert Article.objects.count() == 2


def test_five_thousand_are_deleted_by_a_few_hundred_statements(client, editor):
    at = timezone.now()
    Article.objects.bulk_create(
        Article(
            slug=f"many-{n}",
            title_hy=f"Հոդված {n}",
            title_en=f"Article {n}",
            body_hy="<p>Տեքստ</p>" * 50,
            body_en="<p>Text</p>" * 50,
            published_at=at - dt.timedelta(minutes=n),
        )
        for n in range(5_000)
    )
    topics = [make.topic(), make.topic()]
    through = Article.topics.through
    through.objects.bulk_create(
        through(article_id=key, topic=topic)
        for key in Article.objects.values_list("pk", flat=True)
        for topic in topics
    )
    everything = {
        "action": "bin_chosen",
        "select_across": "1",
        "_selected_action": [Article.objects.first().pk],
    }
    assert "5000" in client.post(LIST, everything).content.decode()
    with CaptureQueriesContext(connection) as queries:
        client.post(LIST, {**everything, "counted": "5000"})
    # besides the row of the log of changes that each of them leaves
    logged = [q for q in queries if "auditlog_logentry" in q["sql"]]
    assert len(queries) - len(logged) < 500
    assert (Article.objects.count(), BinnedContent.objects.count()) == (
        0,
        5_000,
    )


def test_more_than_may_go_at_once_is_refused(client, editor, monkeypatch):
    monkeypatch.setattr("content.editing.bin.MOST", 2)
    keys = [make.article().pk for _n in range(3)]
    action = {"action": "bin_chosen", "_selected_action": keys, "counted": "3"}
    client.post(LIST, action)
    assert Article.objects.count() == 3


def test_the_bin_lists_and_restores(client, editor):
    article = make.article(title_hy="Արևային տանիքներ", slug="roofs")
    into_bin(article, editor)
    page = client.get(BIN)
    assert "1 page in the bin" in words(page)
    assert "Արևային տանիքներ" in words(page)
    key = BinnedContent.objects.get().pk
    said = client.post(f"{BIN}restore/", {"binned": [key]}, follow=True)
    assert "restored." in words(said)
    assert Article.objects.get().slug == "roofs"


def test_an_address_that_was_taken_is_told(client, editor):
    entry = into_bin(make.article(slug="roofs"))
    make.article(slug="roofs")
    said = client.post(f"{BIN}restore/", {"binned": [entry.pk]}, follow=True)
    assert "Its address was taken; it has a new one: roofs-2." in words(said)


def test_the_filters_narrow_by_kind_person_and_time(client, editor):
    other = make.staff("editor")
    into_bin(make.article(title_hy="Առաջին"), editor)
    into_bin(make.event(title_hy="Երկրորդ"), other)
    old = into_bin(make.article(title_hy="Երրորդ"), other)
    BinnedContent.objects.filter(pk=old.pk).update(
        binned_at=timezone.now() - dt.timedelta(days=20)
    )

    def shown(query):
        page = html.fromstring(client.get(f"{BIN}?{query}").content.decode())
        return [cell.text.strip() for cell in page.findall(".//tbody//th")]

    assert shown("") == ["Երկրորդ", "Առաջին", "Երրորդ"]
    assert shown("kind=news.event") == ["Երկրորդ"]
    assert shown(f"by={other.uid}") == ["Երկրորդ", "Երրորդ"]
    assert shown("days=7") == ["Երկրորդ", "Առաջին"]
    assert shown("kind=nonsense&by=nobody&days=x") == [
        "Երկրորդ",
        "Առաջին",
        "Երրորդ",
    ]


def test_the_bin_asks_the_same_for_one_and_for_many(client, editor):
    into_bin(make.article())
    client.get(BIN)
    with CaptureQueriesContext(connection) as one:
        client.get(BIN)
    into_bin(make.event())
    into_bin(make.course())
    with CaptureQueriesContext(connection) as three:
        client.get(BIN)
    assert len(one) == len(three)


def test_deleting_for_good_is_for_superusers_who_are_sure(client, editor):
    entry = into_bin(make.article())
    chosen = {"binned": [entry.pk]}
    assert client.post(f"{BIN}delete/", chosen).status_code == 403
    client.force_login(make.staff("administrator"))
    asked = client.post(f"{BIN}delete/", chosen)
    assert "This cannot be taken back" in words(asked)
    assert BinnedContent.objects.exists()
    client.post(f"{BIN}delete/", {**chosen, "sure": "yes"})
    assert not BinnedContent.objects.exists()


def test_a_binned_proposal_waits_on_no_desk(client, editor):
    article = make.article()
    Revision.objects.create(
        model="news.article",
        object_id=article.pk,
        number=1,
        state=Revision.PROPOSED,
        content={"fields": {}, "links": {}, "rows": {}},
        title=SECRET,
        by=make.staff("editor"),
    )
    assert SECRET in client.get("/en/desk/newsroom/").content.decode()
    into_bin(article)
    assert SECRET not in client.get("/en/desk/newsroom/").content.decode()


def test_every_kind_of_content_goes_into_the_bin():
    kinds = [
        model_admin
        for model, model_admin in admin.site._registry.items()
        if issubclass(model, Content)
    ]
    assert {type(one).delete_queryset.__qualname__ for one in kinds} == {
        "BinningAdmin.delete_queryset"
    }
    assert Event in {one.model for one in kinds}

import datetime as dt
import json
import re
import uuid
from urllib.parse import parse_qs

import pytest
import time_machine
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from content import revisions
from content.editing.attempts import SaveAttempt
from content.editing.save_merging import meet_saves
from content.models import Picture, Revision, WorkingCopy
from core.language.figures import YEREVAN
from news.models import Article
from tests import make
from tests.parallel import at_once
from tests.reading import flat

pytestmark = pytest.mark.django_db
ADD = "/hy/admin/news/article/add/"


@pytest.fixture
def editor(client):
    one = make.staff("editor")
    client.force_login(one)
    return one


@pytest.fixture
def colleague():
    return make.staff("editor")


def change(article):
    return f"/hy/admin/news/article/{article.pk}/change/"


def form(article=None, **fields):
    """What the form of an article posts, with the number of the revision it began from."""
    values = {
        "title_hy": "Վերնագիր",
        "title_en": "Title",
        "body_hy": "<p>Տեքստ</p>",
        "body_en": "<p>Text</p>",
        "lead_hy": "",
        "lead_en": "",
        "kind": "news",
        "slug": "",
        "sources": "",
        "gallery": "",
        "lead_picture": "",
        "published_at_0": "",
        "published_at_1": "",
        "withdrawn_at_0": "",
        "withdrawn_at_1": "",
        "correction_hy": "",
        "correction_en": "",
        "corrected_on": "",
        "_copy": str(uuid.uuid4()),
        "_model": "news.article",
        "_object": "",
        "_seen": "0",
    }
    if article:
        values |= {
            "title_hy": article.title_hy,
            "title_en": article.title_en or "",
            "body_hy": article.body_hy,
            "body_en": article.body_en or "",
            "slug": article.slug,
            "_object": str(article.pk),
            "_seen": str(revisions.latest_number(article)),
        }
        if article.published_at:
            at = timezone.localtime(article.published_at)
            values |= {
                "published_at_0": f"{at:%d.%m.%Y}",
                "published_at_1": f"{at:%H:%M:%S}",
            }
    return {**values, **fields}


def said(answer):
    return answer.content.decode()


def is_ticked(page, topic):
    box = html.fromstring(page).find(
        f".//input[@name='topics'][@value='{topic.pk}']"
    )
    return box.get("checked") is not None


def test_a_draft_is_written_and_published_from_the_form(client, editor):
    assert client.post(ADD, form()).status_code == 302
    article = Article.objects.get()
    assert (article.published_at, article.slug) == (None, "vernagir")
    assert (
        client.post(change(article), form(article, _publish="1")).status_code
        == 302
    )
    assert Article.objects.published().get() == article
    assert [(r.number, r.by) for r in revisions.revisions_of(article)] == [
        (2, editor),
        (1, editor),
    ]


def test_a_day_without_an_hour_is_published_from_its_beginning(client, editor):
    day = {"published_at_0": "03.03.2020", "published_at_1": ""}
    assert client.post(ADD, form(**day)).status_code == 302
    article = Article.objects.get()
    assert article.published_at == dt.datetime(2020, 3, 3, tzinfo=YEREVAN)
    page = html.fromstring(said(client.get(change(article))))
    boxes = [
        page.find(f".//*[@name='{name}']").get("value")
        for name in ("published_at_0", "published_at_1")
    ]
    assert boxes == ["03.03.2020", None]


def test_an_hour_without_a_day_is_asked_back(client, editor):
    hour = {"published_at_0": "", "published_at_1": "12:00"}
    assert client.post(ADD, form(**hour)).status_code == 200
    assert not Article.objects.exists()


def test_publishing_without_a_description_comes_back_with_everything_typed(
    client, editor
):
    picture = make.picture(alt_hy="")
    typed = form(
        title_hy="Երկար գրած տեքստ", lead_picture=str(picture.uid), _publish="1"
    )
    answer = client.post(ADD, typed)
    assert (answer.status_code, Article.objects.count()) == (200, 0)
    assert "Երկար գրած տեքստ" in said(answer)
    assert str(picture.uid) in said(answer)
    assert picture.name in said(answer)
    picture.alt_hy = "Լիճ"
    picture.save()
    assert client.post(ADD, typed).status_code == 302
    assert Article.objects.published().count() == 1


def test_a_language_without_a_title_comes_back_with_a_sentence(client, editor):
    answer = client.post(ADD, form(title_en="", _publish="1"))
    assert (answer.status_code, Article.objects.count()) == (200, 0)
    assert "errornote" in said(answer)


def test_an_address_that_exists_comes_back_with_a_sentence(client, editor):
    make.article(slug="taken")
    answer = client.post(ADD, form(slug="taken"))
    assert (
        answer.status_code,
        Article.objects.count(),
        "errorlist" in said(answer),
    ) == (200, 1, True)


def test_a_gallery_keeps_its_order_and_says_what_is_no_picture(client, editor):
    one, two = make.picture(), make.picture()
    assert (
        client.post(ADD, form(gallery=f"{two.uid}\r\n{one.uid}")).status_code
        == 302
    )
    assert Article.objects.get().gallery() == [two, one]
    for wrong in ("x", str(uuid.uuid4())):
        assert client.post(ADD, form(gallery=wrong)).status_code == 200
    assert Article.objects.count() == 1


def test_two_people_in_different_fields_lose_nothing(client, editor, colleague):
    article = make.article(title_hy="Առաջին", lead_hy="Ներածական")
    mine = form(article, lead_hy="Ներածական")
    client.force_login(colleague)
    client.post(
        change(article),
        form(article, title_hy="Գործընկերոջ վերնագիրը", lead_hy="Ներածական"),
    )
    client.force_login(editor)
    answer = client.post(change(article), {**mine, "lead_hy": "Իմ ներածականը"})
    article.refresh_from_db()
    assert (answer.status_code, article.lead_hy) == (
        200,
        "Ներածական",
    )  # nothing is saved unseen
    page = said(answer)
    assert 'value="Գործընկերոջ վերնագիրը"' in page
    assert "Իմ ներածականը" in page
    seen = revisions.latest_number(article)
    again = {
        **mine,
        "lead_hy": "Իմ ներածականը",
        "title_hy": "Գործընկերոջ վերնագիրը",
        "_seen": str(seen),
    }
    assert client.post(change(article), again).status_code == 302
    article.refresh_from_db()
    assert (article.title_hy, article.lead_hy) == (
        "Գործընկերոջ վերնագիրը",
        "Իմ ներածականը",
    )


def test_two_people_in_one_field_see_both_texts(client, editor, colleague):
    article = make.article(title_hy="Առաջին")
    mine = form(article, title_hy="Իմը")
    client.force_login(colleague)
    client.post(change(article), form(article, title_hy="Նրանը"))
    client.force_login(editor)
    page = said(client.post(change(article), mine))
    assert 'value="Իմը"' in page
    assert "Նրանը" in page
    assert f'name="_seen" value="{2}"' in page
    article.refresh_from_db()
    assert article.title_hy == "Նրանը"
    client.post(change(article), {**mine, "_seen": "2"})
    article.refresh_from_db()
    assert article.title_hy == "Իմը"
    assert [
        r.content["fields"]["title_hy"] for r in revisions.revisions_of(article)
    ] == [
        "Իմը",
        "Նրանը",
        "Առաջին",
    ]


def test_a_meeting_leaves_what_was_typed_as_it_was(editor, colleague):
    article = make.article(title_hy="Առաջին", lead_hy="Ա")
    typed = QueryDict(mutable=True)
    typed.update(form(article, title_hy="Իմը", lead_hy="Ա"))
    revisions.record_revision(article, revisions.snapshot(article), by=editor)
    article.title_hy, article.lead_hy = "Նրանը", "Նրա ներածականը"
    article.save()
    revisions.record_revision(
        article, revisions.snapshot(article), by=colleague
    )
    request = RequestFactory().get("/")
    request.user = editor
    form_class = admin.site.get_model_admin(Article).get_form(
        request, article, change=True
    )
    before = typed.urlencode()
    met = meet_saves(form_class, article, typed, {}, seen=1)
    assert (met.taken, list(met.both), typed.urlencode()) == (
        ["lead_hy"],
        ["title_hy"],
        before,
    )
    assert (met.values["title_hy"], met.values["lead_hy"]) == (
        "Իմը",
        "Նրա ներածականը",
    )


def test_the_registered_administration_remembers_no_save(client, editor):
    article = make.article()
    assert (
        client.post(
            change(article), form(article, title_hy="Սևագիր", _keep="1")
        ).status_code
        == 302
    )
    assert (
        client.post(
            change(article), form(article, title_hy="", title_en="")
        ).status_code
        == 200
    )
    assert admin.site.get_model_admin(Article).attempt == SaveAttempt()


def test_a_list_of_what_lacks_english_reads_no_texts(client, editor):
    make.article(title_hy="Միայն հայերեն", title_en="", body_en="")
    make.article(title_hy="Երկուսով")
    with CaptureQueriesContext(connection) as asked:
        page = said(client.get("/hy/admin/news/article/?state=untranslated"))
    assert ("Միայն հայերեն" in page, "Երկուսով" in page) == (True, False)
    read = [
        one["sql"].split(" FROM ")[0]
        for one in asked
        if 'FROM "news_article"' in one["sql"]
    ]
    assert [
        columns for columns in read if '"news_article"."body_hy",' in columns
    ] == []


def test_ties_and_dates_that_a_colleague_changed_are_taken_over(
    client, editor, colleague
):
    article, topic = make.article(), make.topic()
    mine = form(article, title_hy="Իմը")
    client.force_login(colleague)
    dates = {"published_at_0": "01.12.2026", "published_at_1": "10:00:00"}
    client.post(
        change(article),
        form(article, topics=[topic.pk], is_featured="on", **dates),
    )
    client.force_login(editor)
    page = said(client.post(change(article), mine))
    assert 'value="01.12.2026"' in page
    assert is_ticked(page, topic)
    assert re.search(r'id="id_is_featured"[^>]*checked', page)


def test_the_same_words_from_both_are_no_conflict(client, editor, colleague):
    article = make.article(title_hy="Առաջին")
    mine = form(article, title_hy="Նույնը")
    client.force_login(colleague)
    client.post(change(article), form(article, title_hy="Նույնը"))
    client.force_login(editor)
    page = said(client.post(change(article), mine))
    assert "errorlist nonfield" in page
    assert "field-title_hy errors" not in page


def test_a_save_that_only_waits_is_no_conflict(client, editor, colleague):
    programme = make.programme(needs_second_person=True)
    article = make.article(title_hy="Առաջին")
    article.programmes.add(programme)
    mine = form(article, title_hy="Իմը", programmes=[programme.pk])
    client.force_login(colleague)
    theirs = form(article, title_hy="Նրանը", programmes=[programme.pk])
    assert client.post(change(article), theirs).status_code == 302
    client.force_login(editor)
    told = client.post(
        f"/hy/admin/editing/copies/{uuid.uuid4()}/",
        {**mine, "_here": "1"},
        headers={"Accept": "application/json"},
    )
    assert (told.status_code, told.json()["met"]) == (200, "")
    assert client.post(change(article), mine).status_code == 302
    waiting = revisions.revisions_of(article).filter(state=Revision.PROPOSED)
    titles = [one.content["fields"]["title_hy"] for one in waiting]
    assert titles == ["Իմը", "Նրանը"]


def test_a_draft_of_a_colleague_is_no_conflict(client, editor, colleague):
    article = make.article(title_hy="Առաջին")
    mine = form(article, title_hy="Իմը")
    client.force_login(colleague)
    client.post(change(article), form(article, title_hy="Նրանը", _keep="1"))
    client.force_login(editor)
    assert client.post(change(article), mine).status_code == 302
    article.refresh_from_db()
    assert article.title_hy == "Իմը"


def test_a_change_that_was_taken_back_is_no_conflict(client, editor, colleague):
    article = make.article(title_hy="Առաջին")
    client.post(change(article), form(article, lead_hy="Ա"))
    article.refresh_from_db()
    mine = form(article, title_hy="Իմը", lead_hy="Ա")
    client.force_login(colleague)
    for title in ("Նրանը", "Առաջին"):
        client.post(change(article), form(article, title_hy=title, lead_hy="Ա"))
    client.force_login(editor)
    assert client.post(change(article), mine).status_code == 302


def test_one_whose_account_is_gone_is_a_colleague(client, editor, colleague):
    article = make.article(title_hy="Առաջին")
    mine = form(article, title_hy="Իմը")
    client.force_login(colleague)
    client.post(change(article), form(article, title_hy="Նրանը"))
    Revision.objects.update(by=None)
    client.force_login(editor)
    told = client.post(
        f"/hy/admin/editing/copies/{uuid.uuid4()}/",
        {**mine, "_here": "1"},
        headers={"Accept": "application/json"},
    )
    met = told.json()["met"]
    page = said(client.post(change(article), mine))
    assert (met != "", "None" in met, "None" in notes_of(page)) == (
        True,
        False,
        False,
    )


def notes_of(page):
    """What the form says at its top: messages and refusals."""
    return " ".join(
        re.findall(
            r'<div class="notice.*?</div>|<ul class="errorlist.*?</ul>',
            page,
            re.S,
        )
    )


def aside(client, article, query=""):
    """The addresses that the form's own messages lead to."""
    page = said(client.get(change(article) + query, follow=True))
    return re.findall('href="([^"]+)"', notes_of(page))


def opened(article, number):
    """The addresses of the notice when the text of a revision is in the form."""
    base = f"/hy/admin/editing/news.article/{article.pk}/revisions/compare/"
    return [f"{base}?to={number}", f"{change(article)}?public=1"]


def test_the_form_says_that_a_draft_is_kept_beside(client, editor):
    article = make.article(title_hy="Կա")
    assert aside(client, article) == []
    client.post(
        change(article),
        form(article, title_hy="Սևագիր", _keep="1"),
        follow=True,
    )
    draft = f"{change(article)}?revision=2"
    assert client.get(change(article)).url == draft
    assert 'value="Սևագիր"' in said(client.get(draft))
    assert aside(client, article) == opened(article, 2)
    assert aside(client, article, "?public=1") == [draft]
    assert 'value="Կա"' in said(client.get(f"{change(article)}?public=1"))
    client.post(
        change(article), form(article, lead_hy="Ուղղում"), follow=True
    )  # another change of the page: the draft is still kept
    article.refresh_from_db()
    assert aside(client, article) == opened(article, 2)
    again = form(article, title_hy="Սևագիր", lead_hy="Ուղղում")
    client.post(change(article), again, follow=True)
    assert aside(client, article) == []


def test_a_draft_that_was_published_does_not_come_back(client, editor):
    article = make.article(title_hy="Կա")
    client.post(
        change(article),
        form(article, title_hy="Սևագիր", _keep="1"),
        follow=True,
    )
    shown = said(client.get(f"{change(article)}?revision=2"))
    assert "Սա սևագիր է" in notes_of(shown)
    for title in ("Սևագիր", "Ավելի նոր"):
        client.post(change(article), form(article, title_hy=title), follow=True)
        article.refresh_from_db()
        assert (article.title_hy, aside(client, article)) == (title, [])


def test_the_form_names_each_writers_newest_draft(client, editor, colleague):
    article = make.article(title_hy="Կա")
    for writer, title in (
        (editor, "Առաջինը"),
        (colleague, "Գործընկերոջը"),
        (editor, "Երկրորդը"),
    ):
        client.force_login(writer)
        typed = form(article, title_hy=title, _keep="1")
        client.post(change(article), typed, follow=True)
    theirs = f"{change(article)}?revision=3"
    assert aside(client, article) == [*opened(article, 4), theirs]
    client.force_login(colleague)
    mine = f"{change(article)}?revision=4"
    assert aside(client, article) == [mine, *opened(article, 3)]


def test_the_form_says_that_a_text_waits_for_a_second_person(
    client, editor, colleague
):
    programme = make.programme(needs_second_person=True)
    client.post(ADD, form(programmes=[programme.pk], _publish="1"), follow=True)
    article = Article.objects.get()
    base = f"/hy/admin/editing/news.article/{article.pk}/revisions/"
    assert aside(client, article) == opened(article, 2)
    assert client.get(f"{base}compare/?to=2").status_code == 200
    client.force_login(colleague)
    assert aside(client, article) == opened(article, 2)
    assert aside(client, article, "?public=1") == [f"{base}compare/?to=2"]
    client.post(f"{base}2/judge/", {"approve": "1"}, follow=True)
    assert aside(client, article) == []


def keep(client, key, **fields):
    typed = form(**fields)
    return client.post(
        f"/hy/admin/editing/copies/{key}/",
        typed,
        headers={"Accept": "application/json"},
    )


def test_what_is_typed_is_kept_and_taken_up(client, editor):
    key, topic = uuid.uuid4(), make.topic()
    answer = keep(
        client,
        key,
        title_hy="Կիսատ",
        body_hy="<p>Կիսատ տեքստ</p>",
        topics=[topic.pk],
        published_at_0="05.12.2026",
    )
    assert answer.status_code == 200
    page = said(client.get(ADD))
    assert f"?copy={key}" in page
    again = said(client.get(f"{ADD}?copy={key}"))
    assert 'value="Կիսատ"' in again
    assert "Կիսատ տեքստ" in again
    assert 'value="05.12.2026"' in again
    assert is_ticked(again, topic)
    assert f'name="_copy" value="{key}"' in again
    client.post(ADD, form(_copy=str(key)))
    assert WorkingCopy.objects.count() == 0


def test_tokens_and_buttons_are_not_kept(client, editor):
    key = uuid.uuid4()
    keep(client, key, csrfmiddlewaretoken="secret", _publish="1")
    kept = parse_qs(WorkingCopy.objects.get().payload)
    assert {"csrfmiddlewaretoken", "_publish", "_seen", "_copy"} & set(
        kept
    ) == set()


def test_another_persons_words_are_not_found(client, editor, colleague):
    key = uuid.uuid4()
    keep(client, key, title_hy="Իմը")
    client.force_login(colleague)
    assert keep(client, key, title_hy="Նրանը").status_code == 404
    for tail in ("preview/", "frame/"):
        assert (
            client.get(f"/hy/admin/editing/copies/{key}/{tail}").status_code
            == 404
        )
    assert "Իմը" not in said(client.get(f"{ADD}?copy={key}"))
    client.post(f"/hy/admin/editing/copies/{key}/discard/")
    assert WorkingCopy.objects.count() == 1


def test_an_ended_session_gives_the_words_back(client, editor):
    client.logout()
    assert keep(client, uuid.uuid4(), title_hy="Կորած").status_code == 401
    answer = client.post(ADD, form(title_hy="Երկար աշխատանք"))
    assert (answer.status_code, "Երկար աշխատանք" in said(answer)) == (401, True)


def test_others_on_the_page_are_named_while_they_are_there(
    client, editor, colleague
):
    article = make.article()
    client.force_login(colleague)
    at = timezone.now()
    with time_machine.travel(at, tick=False):
        keep(client, uuid.uuid4(), _object=str(article.pk), _here="1")
        client.force_login(editor)
        assert str(colleague) in said(client.get(change(article)))
        told = keep(
            client, uuid.uuid4(), _object=str(article.pk), _here="1"
        ).json()
        assert str(colleague) in told["others"]
    with time_machine.travel(at + dt.timedelta(minutes=2), tick=False):
        assert str(colleague) not in said(client.get(change(article)))


def test_the_writer_is_told_what_a_reader_would_notice(client, editor):
    found = keep(
        client,
        uuid.uuid4(),
        title_hy="Հaյաստան",
        body_en='<h3>A</h3><p><a href="/">here</a></p>',
    ).json()
    assert [one["field"] for one in found["findings"]] == [
        "title_hy",
        "body_en",
        "body_en",
    ]


def frame(client, key, language):
    return client.get(f"/{language}/admin/editing/copies/{key}/frame/")


def test_a_preview_is_the_real_page_and_writes_nothing(client, editor):
    picture, key = make.picture(alt_hy="Լիճ", alt_en="Lake"), uuid.uuid4()
    keep(
        client,
        key,
        title_hy="Նախադիտվող",
        title_en="Previewed",
        gallery=str(picture.uid),
    )
    for language, title, alt in (
        ("hy", "Նախադիտվող", "Լիճ"),
        ("en", "Previewed", "Lake"),
    ):
        answer = frame(client, key, language)
        assert (answer.status_code, answer["X-Frame-Options"]) == (
            200,
            "SAMEORIGIN",
        )
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
        assert f'<h1 class="article__title">{title}</h1>' in flat(answer)
        assert f'alt="{alt}"' in said(answer)
    assert (Article.objects.count(), Revision.objects.count()) == (0, 0)
    assert (
        client.get(
            f"/hy/admin/editing/copies/{key}/preview/?width=390"
        ).status_code
        == 200
    )


def test_a_preview_of_a_half_written_page_says_what_it_lacks(client, editor):
    key = uuid.uuid4()
    keep(client, key, title_hy="", body_hy="")
    answer = frame(client, key, "hy")
    assert (answer.status_code, said(answer).count("<li>") >= 2) == (422, True)


@pytest.mark.parametrize(
    "kind, model",
    [
        ("event", "news.event"),
        ("course", "library.course"),
        ("lesson", "library.lesson"),
        ("resource", "library.resource"),
    ],
)
def test_every_kind_of_content_has_a_preview_of_its_revisions(
    client, editor, kind, model
):
    thing = getattr(make, kind)(published_at=None)
    revisions.record_revision(thing, revisions.snapshot(thing), by=editor)
    page = said(
        client.post(f"/hy/admin/editing/{model}/{thing.pk}/revisions/1/link/")
    )
    address = page.split('value="http://127.0.0.1:8000')[1].split('"')[0]
    client.logout()
    answer = client.get(address)
    assert (answer.status_code, thing.title_hy in said(answer)) == (200, True)
    assert "no-store" in answer["Cache-Control"]


def test_a_preview_link_shows_its_revision_to_anyone_until_it_expires(
    client, editor
):
    article = make.article(published_at=None, title_hy="Սևագիր")
    revisions.record_revision(article, revisions.snapshot(article), by=editor)
    page = said(
        client.post(
            f"/hy/admin/editing/news.article/{article.pk}/revisions/1/link/"
        )
    )
    address = page.split('value="http://127.0.0.1:8000')[1].split('"')[0]
    article.title_hy = "Հետո"
    article.save()
    client.logout()
    assert "Սևագիր" in said(client.get(address))
    assert client.get("/hy/news/" + article.slug + "/").status_code == 404
    with time_machine.travel(
        timezone.now() + dt.timedelta(days=7, minutes=1), tick=False
    ):
        assert client.get(address).status_code == 404
    assert client.get(address[:-3] + "x/").status_code == 404
    article.refresh_from_db()
    assert (article.title_hy, article.published_at) == ("Հետո", None)


def test_revisions_are_listed_compared_and_restored(client, editor):
    article = make.article(title_hy="Առաջին")
    client.post(change(article), form(article, title_hy="Երկրորդ"))
    base = f"/hy/admin/editing/news.article/{article.pk}/revisions/"
    assert (
        client.get(f"/hy/admin/news/article/{article.pk}/history/")["Location"]
        == base
    )
    assert said(client.get(base)).count('name="from"') == 2
    page = said(client.get(f"{base}compare/?from=1&to=2"))
    assert "<del>Առաջին</del><ins>Երկրորդ</ins>" in page
    client.post(f"{base}1/restore/")
    article.refresh_from_db()
    assert article.title_hy == "Առաջին"
    for wrong in ("compare/?from=99&to=1", "99/restore/"):
        answer = (
            client.get(base + wrong)
            if "compare" in wrong
            else client.post(base + wrong)
        )
        assert answer.status_code == 404


def test_a_colleague_approves_from_the_comparison(client, editor, colleague):
    programme = make.programme(needs_second_person=True)
    answer = client.post(
        ADD, form(programmes=[programme.pk], _publish="1"), follow=True
    )
    article = Article.objects.get()
    assert (article.published_at, "notice--warning" in said(answer)) == (
        None,
        True,
    )
    base = f"/hy/admin/editing/news.article/{article.pk}/revisions/"
    assert "judge/" not in said(
        client.get(f"{base}compare/?to=2")
    )  # not by oneself
    client.post(f"{base}2/judge/", {"approve": "1"})
    assert Article.objects.published().count() == 0
    client.force_login(colleague)
    assert f"{base}compare/?to=2" in said(client.get("/hy/desk/newsroom/"))
    assert f"{base}2/judge/" in said(client.get(f"{base}compare/?to=2"))
    client.post(f"{base}2/judge/", {"approve": "1"})
    assert Article.objects.published().get() == article


def test_bulk_actions_go_on_past_what_is_refused(client, editor):
    good, bad = (
        make.article(published_at=None),
        make.article(published_at=None, title_en="", body_en="<p>A</p>"),
    )
    address = "/hy/admin/news/article/"
    data = {"action": "publish_now", "_selected_action": [good.pk, bad.pk]}
    asked = said(client.post(address, data))
    assert Article.objects.published().count() == 0
    assert [str(good) in asked, "Այո, 2 գրառում" in asked] == [True, True]
    page = said(client.post(address, {**data, "confirmed": "1"}, follow=True))
    assert list(Article.objects.published()) == [good]
    assert f"«{bad}» – " in page
    client.post(
        address,
        {
            "action": "withdraw_now",
            "_selected_action": [good.pk],
            "confirmed": "1",
        },
    )
    assert Article.objects.published().count() == 0


def test_the_desks_show_what_to_go_on_with(client, editor):
    make.article(title_hy="Սևագիրը", published_at=None)
    make.event(
        title_hy="Վաղվա", published_at=timezone.now() + dt.timedelta(days=1)
    )
    make.course(title_hy="Միայն հայերեն", title_en="", summary_en="")
    keep(client, uuid.uuid4(), title_hy="Չպահված")
    on_desks = {
        "newsroom": ("Սևագիրը", "?copy="),
        "calendar": ("Վաղվա",),
        "library": ("Միայն հայերեն",),
    }
    missing = [
        words
        for desk, expected in on_desks.items()
        for words in expected
        if words not in said(client.get(f"/hy/desk/{desk}/"))
    ]
    assert missing == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    client, editor, django_assert_num_queries, rows
):
    for _ in range(rows):
        make.article(lead_picture=make.picture())
    client.get("/hy/admin/news/article/")
    with django_assert_num_queries(10):
        client.get("/hy/admin/news/article/")


def test_pictures_are_uploaded_together_and_the_bad_ones_say_why(
    client, editor
):
    files = [
        make.jpeg(name="a.jpg"),
        SimpleUploadedFile("b.svg", b"<svg/>"),
        make.jpeg(name="c.jpg", colour=(1, 2, 3)),
    ]
    answer = client.post(
        "/hy/admin/content/picture/add/", {"files": files, "credit": "Անի"}
    )
    page = said(answer)
    assert (answer.status_code, "b.svg" in page) == (422, True)
    listed = client.get("/hy/admin/editing/pictures/").json()["pictures"]
    assert sorted(one["name"] for one in listed) == ["a.jpg", "c.jpg"]


def test_the_chooser_takes_in_searches_and_refuses(client, editor):
    answer = client.post(
        "/hy/admin/editing/pictures/",
        {"file": make.jpeg(), "alt_hy": "Սևան", "alt_en": "Sevan"},
    )
    uid = answer.json()["uid"]
    assert (answer.status_code, answer.json()["alt_hy"]) == (201, "Սևան")
    found = [
        one["uid"]
        for one in client.get("/hy/admin/editing/pictures/?q=sevan").json()[
            "pictures"
        ]
    ]
    assert (
        found,
        client.get("/hy/admin/editing/pictures/?q=zzz").json()["pictures"],
    ) == ([uid], [])
    assert (
        client.get(f"/hy/admin/editing/pictures/?uid={uid}&uid=x").json()[
            "pictures"
        ][0]["uid"]
        == uid
    )
    refused = client.post(
        "/hy/admin/editing/pictures/", {"file": make.jpeg(name="x.php")}
    )
    assert (refused.status_code, "error" in refused.json()) == (422, True)


def test_a_file_that_the_library_has_brings_its_description(client, editor):
    address = "/hy/admin/editing/pictures/"
    client.post(address, {"file": make.jpeg(), "alt_hy": "Սևան"})
    said_now = {"alt_hy": "Ուրիշ", "alt_en": "Sevan", "credit": "Անի"}
    again = client.post(address, {"file": make.jpeg(), **said_now})
    assert (again.status_code, again.json()["alt_en"]) == (201, "Sevan")
    kept = Picture.objects.get()
    assert (kept.alt_hy, kept.alt_en, kept.credit) == ("Սևան", "Sevan", "Անի")


def test_a_picture_that_is_chosen_keeps_what_is_typed_of_it(client, editor):
    picture = make.picture()
    Picture.objects.update(alt_hy="Սևան", alt_en="", credit="")
    typed = {"alt_hy": "Ուրիշ", "alt_en": "Sevan", "credit": "Անի\u200b"}
    answer = client.post(
        "/hy/admin/editing/pictures/", {"uid": str(picture.uid), **typed}
    )
    assert (answer.status_code, answer.json()["alt_en"]) == (200, "Sevan")
    kept = Picture.objects.get()
    assert (kept.alt_hy, kept.alt_en, kept.credit) == ("Սևան", "Sevan", "Անի")


@pytest.mark.parametrize("key", ["x", "", str(uuid.UUID(int=0))])
def test_a_picture_that_is_not_there_is_not_described(client, editor, key):
    answer = client.post(
        "/hy/admin/editing/pictures/", {"uid": key, "alt_hy": "Սևան"}
    )
    assert answer.status_code == 404


def test_a_tiny_picture_is_refused_with_its_size(client, editor):
    answer = client.post(
        "/hy/admin/editing/pictures/", {"file": make.jpeg(size=(39, 50))}
    )
    assert (answer.status_code, "39 × 50" in answer.json()["error"]) == (
        422,
        True,
    )


def test_an_event_that_moves_remembers_its_first_time(client, editor):
    event = make.event(
        starts_at=dt.datetime(2027, 1, 10, 6, tzinfo=dt.UTC),
        ends_at=dt.datetime(2027, 1, 10, 8, tzinfo=dt.UTC),
    )
    data = {
        "title_hy": event.title_hy,
        "body_hy": event.body_hy,
        "slug": event.slug,
        "kind": event.kind,
        "zone": event.zone,
        "starts_at_0": "12.01.2027",
        "starts_at_1": "10:00",
        "ends_at_0": "12.01.2027",
        "ends_at_1": "12:00",
        "published_at_0": "01.01.2026",
        "published_at_1": "10:00",
    }
    assert (
        client.post(
            f"/hy/admin/news/event/{event.pk}/change/", data
        ).status_code
        == 302
    )
    event.refresh_from_db()
    assert (event.moved_from, event.sequence) == (
        dt.datetime(2027, 1, 10, 6, tzinfo=dt.UTC),
        1,
    )
    wrong = {**data, "ends_at_0": "11.01.2027"}
    assert (
        client.post(
            f"/hy/admin/news/event/{event.pk}/change/", wrong
        ).status_code
        == 200
    )


def test_a_programme_page_keeps_revisions_too(client, editor):
    programme = make.programme(name_hy="Ծրագիր")
    data = {
        "slug": programme.slug,
        "code": "P",
        "order": "1",
        "name_hy": "Նոր անուն",
        "name_en": "P",
        "summary_hy": "Ա",
        "summary_en": "",
        "body_hy": "",
        "body_en": "",
        "funding_statement_hy": "Ա",
        "strands-TOTAL_FORMS": "1",
        "strands-INITIAL_FORMS": "0",
        "strands-MIN_NUM_FORMS": "0",
        "strands-MAX_NUM_FORMS": "1000",
        "strands-0-anchor": "a",
        "strands-0-order": "1",
        "strands-0-title_hy": "Քայլ",
        "strands-0-body_hy": "<p>Ա</p>",
    }
    answer = client.post(
        f"/hy/admin/communities/programme/{programme.pk}/change/", data
    )
    assert (answer.status_code, programme.strands.count()) == (302, 1)
    changes = said(
        client.get(
            f"/hy/admin/editing/communities.programme/{programme.pk}/revisions/compare/?from=1&to=2"
        )
    )
    assert "Քայլ" in changes
    assert "Նոր անուն" in changes


def test_json_of_the_editor_is_json(client, editor):
    assert json.loads(keep(client, uuid.uuid4()).content)["saved"] != ""


def test_a_copy_taken_up_still_meets_the_colleague(client, editor, colleague):
    article, key = make.article(title_hy="Առաջին", lead_hy="Ա"), uuid.uuid4()
    typed = form(article, title_hy="Իմը", lead_hy="Ա", _copy=str(key))
    client.post(
        f"/hy/admin/editing/copies/{key}/",
        typed,
        headers={"Accept": "application/json"},
    )
    client.force_login(colleague)
    client.post(
        change(article), form(article, title_hy="Առաջին", lead_hy="Գործընկերոջ")
    )
    client.force_login(editor)
    page = said(client.get(f"{change(article)}?copy={key}"))
    seen = re.search(r'name="_seen" value="(\d+)"', page)[1]
    answer = client.post(change(article), {**typed, "_seen": seen})
    article.refresh_from_db()
    assert (answer.status_code, article.lead_hy) == (200, "Գործընկերոջ")


def test_throwing_away_is_not_the_first_button_of_the_form(client, editor):
    keep(client, uuid.uuid4(), title_hy="Կիսատ")
    page = said(client.get(ADD))
    inside = page[page.index('id="article_form"') :]
    assert "discard" not in inside
    assert page.count("/discard/") == 1


def test_a_page_deleted_meanwhile_gives_the_words_back(client, editor):
    article = make.article()
    address, typed = change(article), form(article, title_hy="Երկար աշխատանք")
    article.delete()
    answer = client.post(address, typed)
    assert (
        answer.status_code,
        "Երկար աշխատանք" in said(answer),
        "_copy" in said(answer),
    ) == (
        410,
        True,
        False,
    )


def test_rows_below_a_form_are_not_overwritten(client, editor, colleague):
    programme = make.programme(name_hy="Ծրագիր")
    strand = programme.strands.create(
        anchor="a", title_hy="Առաջին", body_hy="<p>Ա</p>", order=1
    )
    data = {
        "slug": programme.slug,
        "code": "P",
        "order": "1",
        "name_hy": "Ծրագիր",
        "summary_hy": "Ա",
        "funding_statement_hy": "Ա",
        "strands-TOTAL_FORMS": "1",
        "strands-INITIAL_FORMS": "1",
        "strands-MIN_NUM_FORMS": "0",
        "strands-MAX_NUM_FORMS": "1000",
        "strands-0-id": strand.pk,
        "strands-0-programme": programme.pk,
        "strands-0-anchor": "a",
        "strands-0-order": "1",
        "strands-0-title_hy": "Առաջին",
        "strands-0-body_hy": "<p>Ա</p>",
        "_seen": "0",
    }
    address = f"/hy/admin/communities/programme/{programme.pk}/change/"
    client.force_login(colleague)
    assert (
        client.post(
            address, {**data, "strands-0-title_hy": "Գործընկերոջ"}
        ).status_code
        == 302
    )
    client.force_login(editor)
    for _ in range(2):
        assert (
            client.post(
                address, {**data, "summary_hy": "Իմ ամփոփումը"}
            ).status_code
            == 200
        )
    assert programme.strands.get().title_hy == "Գործընկերոջ"


def test_approval_is_switched_by_an_officer_alone(client, editor):
    programme = make.programme(needs_second_person=True)
    address = f"/hy/admin/communities/programme/{programme.pk}/change/"
    assert 'name="needs_second_person"' not in said(client.get(address))
    client.force_login(make.staff("officer"))
    assert 'name="needs_second_person"' in said(client.get(address))


def test_a_draft_beside_the_page_is_found_and_opened_again(client, editor):
    article = make.article(title_hy="Կա")
    answer = client.post(
        change(article),
        form(article, title_hy="Սևագիր", _keep="1"),
        follow=True,
    )
    assert "notice--warning" in said(answer)
    assert "notice--success" not in said(answer)
    assert f"news.article/{article.pk}/revisions/compare/?to=2" in said(
        client.get("/hy/desk/newsroom/")
    )
    assert 'value="Սևագիր"' in said(client.get(f"{change(article)}?revision=2"))
    article.refresh_from_db()
    assert article.title_hy == "Կա"


def test_publish_now_shows_again_what_was_withdrawn(client, editor):
    ago = timezone.now() - dt.timedelta(days=3)
    article = make.article(
        published_at=ago, withdrawn_at=ago + dt.timedelta(days=1)
    )
    gone = timezone.localtime(article.withdrawn_at)
    dates = {
        "withdrawn_at_0": f"{gone:%d.%m.%Y}",
        "withdrawn_at_1": f"{gone:%H:%M:%S}",
    }
    assert (
        client.post(
            change(article), form(article, _publish="1", **dates)
        ).status_code
        == 302
    )
    assert Article.objects.published().get() == article


@pytest.mark.parametrize("year", ["0001", "1899", "2926", "9999"])
def test_a_mistyped_year_comes_back_with_a_sentence(client, editor, year):
    wrong = form(published_at_0=f"01.12.{year}", published_at_1="10:00")
    assert client.post(ADD, wrong).status_code == 200
    key = uuid.uuid4()
    keep(client, key, published_at_0=f"01.12.{year}", published_at_1="10:00")
    assert frame(client, key, "hy").status_code == 422


def test_numbers_of_strangers_break_nothing(client, editor):
    assert client.get("/hy/admin/news/article/abc/history/").status_code == 404
    assert (
        keep(
            client, uuid.uuid4(), _seen="9" * 25, _object="9" * 4000
        ).status_code
        == 200
    )


def test_a_deleted_picture_is_gone_from_everywhere(
    client, editor, files_apart, django_capture_on_commit_callbacks
):
    picture = make.picture()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            f"/hy/admin/content/picture/{picture.pk}/delete/", {"post": "yes"}
        )
    assert [path for path in files_apart.rglob("*.*") if path.is_file()] == []


def test_an_event_put_back_to_its_time_has_not_moved(client, editor):
    at = dt.datetime(2027, 1, 10, 6, tzinfo=dt.UTC)
    event = make.event(starts_at=at, ends_at=at + dt.timedelta(hours=12))
    data = {
        "title_hy": event.title_hy,
        "body_hy": event.body_hy,
        "slug": event.slug,
        "kind": event.kind,
        "zone": event.zone,
        "ends_at_0": "10.01.2027",
        "ends_at_1": "22:00",
        "starts_at_0": "10.01.2027",
        "published_at_0": "01.01.2026",
        "published_at_1": "10:00",
    }
    address, moved = f"/hy/admin/news/event/{event.pk}/change/", []
    for clock in ("12:00", "10:00"):
        event.refresh_from_db()
        was = {"moved_from_0": "", "moved_from_1": ""}
        if event.moved_from:
            was = {"moved_from_0": "10.01.2027", "moved_from_1": "10:00"}
        client.post(
            address,
            {
                **data,
                **was,
                "starts_at_1": clock,
                "_seen": str(revisions.latest_number(event)),
            },
        )
        event.refresh_from_db()
        moved.append(event.moved_from)
    assert moved == [at, None]


def test_a_shared_preview_says_that_it_is_one(client, editor):
    article = make.article(published_at=None)
    revisions.record_revision(article, revisions.snapshot(article), by=editor)
    page = said(
        client.post(
            f"/hy/admin/editing/news.article/{article.pk}/revisions/1/link/"
        )
    )
    shared = said(
        client.get(page.split('value="http://127.0.0.1:8000')[1].split('"')[0])
    )
    assert (
        "notice--due" in shared,
        "ld+json" in shared,
        'rel="canonical"' in shared,
    ) == (True, False, False)


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_is_asked_to_look():
    article = make.article(title_hy="Առաջին")

    def ready_to_save(title):
        """The form was opened before either saved, however late its thread gets its turn."""
        browser, typed = Client(), form(article, title_hy=title)
        browser.force_login(make.staff("editor"))
        return lambda: browser.post(change(article), typed).status_code

    assert sorted(
        at_once([ready_to_save("Մեկը"), ready_to_save("Մյուսը")])
    ) == [200, 302]
    assert revisions.latest_number(article) == 2


@pytest.mark.parametrize(
    "back", ["//evil.example/", "/\\evil.example/", "https://evil.example/", ""]
)
def test_throwing_a_copy_away_leads_nowhere_else(client, editor, back):
    answer = client.post(
        f"/hy/admin/editing/copies/{uuid.uuid4()}/discard/", {"back": back}
    )
    assert answer["Location"] == "/hy/admin/"

"""Staff find what they write as readers do, drafts included, and readers never find a draft."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make.staff("editor"))
    return client


def listed(client, text, model="news/article"):
    page = client.get(f"/hy/admin/{model}/", {"q": text})
    assert page.status_code == 200
    return {str(thing.pk) for thing in page.context["cl"].result_list}


def keys(*things):
    return {str(thing.pk) for thing in things}


def test_articles_are_found_in_any_case_form_drafts_and_withdrawn_too(editor):
    public = make.article(title_hy="Գյումրու դպրոցները", published_at=NOW)
    draft = make.article(title_hy="Դպրոց Գյումրիում", published_at=None)
    gone = make.article(
        title_hy="Գյումրիի դպրոցի տանիքը",
        published_at=NOW,
        withdrawn_at=NOW + dt.timedelta(hours=1),
    )
    make.article(title_hy="Վանաձորի դպրոց", published_at=NOW)
    assert listed(editor, "դպրոցում Գյումրին") == keys(public, draft, gone)


def test_the_last_word_may_be_unfinished(editor):
    article = make.article(title_hy="Վերականգնվող էներգիա", published_at=None)
    assert listed(editor, "վերականգ") == keys(article)
    assert listed(editor, "վերականգ էներգիա") == set()
    assert listed(editor, "վերականգնվող էներ") == keys(article)


def test_a_title_without_its_text_is_found_by_staff_alone(editor, client):
    article = make.article(
        title_hy="Առանց տեքստի",
        body_hy="",
        title_en="Solar roofs",
        body_en="<p>Text</p>",
        published_at=NOW,
    )
    assert listed(editor, "տեքստ առանց") == keys(article)
    page = client.get("/hy/search/?q=առանց").content.decode()
    assert "Առանց տեքստի" not in page


def test_calls_are_found_by_their_code(client):
    client.force_login(make.staff("officer"))
    call = make.call(code="UI77", title_hy="Հրավեր", status="draft")
    make.call(code="UI78")
    assert listed(client, "ui77", "calls/call") == keys(call)


@pytest.mark.parametrize("text", ["", "   ", "!!!", "«»", "'", '"', "a" * 500])
def test_odd_questions_break_no_list(editor, text):
    make.article()
    assert editor.get("/hy/admin/news/article/", {"q": text}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_is_one_statement_more(editor, count):
    for number in range(count):
        make.article(title_hy=f"Արև {number}", published_at=NOW)
    path = "/hy/admin/news/article/"
    editor.get(path)
    with CaptureQueriesContext(connection) as plain:
        editor.get(path)
    with CaptureQueriesContext(connection) as searched:
        editor.get(path, {"q": "արևի"})
    assert len(searched) <= len(plain) + 1


def test_words_of_drafts_are_no_suggestions(client):
    make.article(title_hy="Գաղտնաբառություն", published_at=None)
    page = client.get("/hy/search/?q=գաղտնաբառութուն").content.decode()
    assert "Գաղտնաբառություն" not in page
    assert "գաղտնաբառություն" not in page

"""A copy to begin from: unpublished, with its own address, and with all that belongs to it."""

import datetime as dt

import pytest
from django.utils import translation
from django.utils.translation import gettext

from content import revisions
from content.duplicating import duplicate_content
from content.models import SearchEntry
from library.models import Lesson
from news.models import Article, Event
from tests import make

pytestmark = pytest.mark.django_db


def titled(title, language):
    with translation.override(language):
        return gettext("%(title)s (copy)") % {"title": title}


def without(content, *names):
    fields = content["fields"]
    return {
        **content,
        "fields": {k: v for k, v in fields.items() if k not in names},
    }


def test_a_copy_of_an_article_has_everything_but_its_publication():
    article = make.article(
        slug="roofs",
        title_hy="Տանիքներ",
        title_en="Roofs",
        is_featured=True,
        lead_picture=make.picture(),
        correction_hy="Սխալ",
        corrected_on=dt.date(2026, 1, 2),
    )
    article.set_gallery([make.picture(), make.picture()])
    article.topics.add(make.topic())
    article.communities.add(make.community())
    article.events.add(make.event())
    editor = make.staff("editor")
    copy = duplicate_content(article, by=editor)
    again = Article.objects.get(pk=copy.pk)
    assert (again.published_at, again.is_featured, again.corrected_on) == (
        None,
        False,
        None,
    )
    assert (again.title_hy, again.title_en) == (
        titled("Տանիքներ", "hy"),
        titled("Roofs", "en"),
    )
    own = (
        "title_hy",
        "title_en",
        "slug",
        "published_at",
        "is_featured",
        "correction_hy",
        "correction_en",
        "corrected_on",
    )
    assert without(revisions.snapshot(again), *own) == without(
        revisions.snapshot(article), *own
    )
    assert again.slug not in ("", "roofs")
    assert revisions.revisions_of(again).get().by == editor
    assert Article.objects.published().get() == article


def test_a_second_copy_has_another_address():
    article, editor = make.article(), make.staff("editor")
    first = duplicate_content(article, by=editor)
    second = duplicate_content(article, by=editor)
    assert second.slug == f"{first.slug}-2"


def test_a_long_title_stays_within_its_column():
    article = make.article(title_hy="Ա" * 300, title_en="")
    copy = duplicate_content(article, by=make.staff("editor"))
    assert (len(copy.title_hy), copy.title_en) == (300, "")
    assert copy.title_hy.endswith(")")


def test_a_copy_of_an_event_is_another_event_to_calendars():
    event = make.event(
        is_cancelled=True, cancellation_note_hy="Ձյուն", sequence=4
    )
    copy = duplicate_content(event, by=make.staff("editor"))
    again = Event.objects.get(pk=copy.pk)
    assert again.uid != event.uid
    assert (again.sequence, again.is_cancelled) == (0, False)
    assert (again.starts_at, again.ends_at) == (event.starts_at, event.ends_at)


def test_a_course_is_copied_with_its_lessons_and_nobody_sees_them(client):
    course = make.course(slug="energy")
    lesson = make.lesson(of=course, slug="first")
    lesson.materials.add(make.resource())
    copy = duplicate_content(course, by=make.staff("editor"))
    other = Lesson.objects.get(course=copy)
    assert (other.title_hy, other.slug) == (lesson.title_hy, "first-2")
    assert list(other.materials.all()) == list(lesson.materials.all())
    assert client.get(f"/hy/learning/{copy.slug}/first-2/").status_code == 404
    found = SearchEntry.objects.filter(
        model="library.lesson", object_id=other.pk
    )
    assert set(found.values_list("path", flat=True)) == {""}


def test_a_resource_and_a_page_are_copied(db):
    editor = make.staff("editor")
    resource = make.resource()
    assert duplicate_content(resource, by=editor).link == resource.link
    lesson = make.lesson()
    copy = duplicate_content(lesson, by=editor)
    assert (copy.course, copy.published_at) == (lesson.course, None)


def test_the_button_leads_to_the_form_of_the_copy(client):
    client.force_login(make.staff("editor"))
    article = make.article()
    address = f"/en/admin/editing/news.article/{article.pk}/duplicate/"
    answer = client.post(address, follow=True)
    copy = Article.objects.exclude(pk=article.pk).get()
    assert answer.redirect_chain == [
        (f"/en/admin/news/article/{copy.pk}/change/", 302)
    ]
    assert "Nobody sees it" in answer.content.decode()


def test_whoever_may_only_look_makes_no_copy(client):
    client.force_login(make.staff("head"))
    article = make.article()
    address = f"/en/admin/editing/news.article/{article.pk}/duplicate/"
    assert client.post(address).status_code == 403
    assert Article.objects.get() == article


def test_what_is_no_content_has_no_copy(client):
    client.force_login(make.staff("editor"))
    topic = make.topic()
    address = f"/en/admin/editing/content.topic/{topic.pk}/duplicate/"
    assert client.post(address).status_code == 404

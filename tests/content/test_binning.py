"""The bin: out of everyone's sight, back as it was as far as it can be, gone after its time."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from content import binning, revisions
from content.models import (
    BinnedContent,
    CheckedLink,
    Moved,
    Picture,
    SearchEntry,
)
from core import retention
from library.models import Course, Lesson, LessonDone
from news.models import Article, Digest, Event
from tests import make

pytestmark = pytest.mark.django_db


def binned(thing, by=None):
    by = by or make.staff("editor")
    binning.bin_content(type(thing).objects.filter(pk=thing.pk), by=by)
    return BinnedContent.objects.get(
        object_id=thing.pk, model=thing._meta.label_lower
    )


def whole_article():
    """An article with everything that an article can be tied to."""
    article = make.article(
        slug="whole", lead_hy="Առաջաբան", lead_picture=make.picture()
    )
    article.set_gallery([make.picture(), make.picture()])
    article.topics.add(make.topic(), make.topic())
    article.communities.add(make.community())
    article.programmes.add(make.programme())
    article.events.add(make.event(report=article))
    article.calls.add(make.call())
    Article.objects.filter(pk=article.pk).update(
        updated_at=timezone.now() - dt.timedelta(days=9)
    )
    article.refresh_from_db()
    return article


def test_a_binned_article_comes_back_as_it_was():
    article, editor = whole_article(), make.staff("editor")
    before, columns = (
        revisions.snapshot(article),
        Article.objects.filter(pk=article.pk).values().get(),
    )
    digest = Digest.objects.create(
        since=timezone.now() - dt.timedelta(days=7), until=timezone.now()
    )
    digest.articles.add(article)
    entry = binned(article, editor)
    assert (Article.objects.count(), digest.articles.count()) == (0, 0)
    restored = binning.restore_binned(entry, by=editor)
    again = Article.objects.get()
    assert revisions.snapshot(again) == before
    assert Article.objects.filter(pk=article.pk).values().get() == columns
    assert (restored.has_moved, restored.lost) == (False, "")
    assert list(digest.articles.all()) == [again]
    assert Event.objects.get().report == again
    assert list(Event.objects.get().articles.all()) == [again]
    assert not BinnedContent.objects.exists()
    assert revisions.revisions_of(again).get().by == editor


def test_what_is_public_again_is_found_again():
    article = make.article(title_hy="Հազվագյուտ վերնագիր")
    found = SearchEntry.objects.filter(
        model="news.article", object_id=article.pk
    )
    before = list(found.order_by("pk").values())
    entry = binned(article)
    assert not found.exists()
    binning.restore_binned(entry, by=make.staff("editor"))
    assert list(found.order_by("pk").values()) == before


def test_an_address_that_is_taken_meanwhile_is_numbered():
    article = make.article(slug="news-of-the-day")
    entry = binned(article)
    other = make.article(slug="news-of-the-day")
    restored = binning.restore_binned(entry, by=make.staff("editor"))
    assert (restored.thing.slug, restored.has_moved) == (
        "news-of-the-day-2",
        True,
    )
    assert Article.objects.get(slug="news-of-the-day") == other


def test_an_address_that_leads_to_another_page_is_taken_too():
    article = make.article(slug="old")
    entry = binned(article)
    other = make.article(slug="new")
    Moved.objects.create(model="news.article", slug="old", object_id=other.pk)
    assert (
        binning.restore_binned(entry, by=make.staff("editor")).thing.slug
        == "old-2"
    )


def test_an_earlier_address_of_its_own_is_not_taken():
    article = make.article(slug="now")
    Moved.objects.create(
        model="news.article", slug="before", object_id=article.pk
    )
    entry = binned(article)
    assert (
        binning.restore_binned(entry, by=make.staff("editor")).thing.slug
        == "now"
    )
    assert Moved.objects.get().object_id == article.pk


def test_a_long_address_is_numbered_within_its_column():
    slug = "a" * 80
    entry = binned(make.article(slug=slug))
    make.article(slug=slug)
    restored = binning.restore_binned(entry, by=make.staff("editor"))
    assert restored.thing.slug == f"{'a' * 74}-2"


def test_what_is_gone_meanwhile_is_left_out_and_said():
    lead, inside, in_gallery, stays = (make.picture() for _ in range(4))
    article = make.article(
        lead_picture=lead,
        body_hy=f'<p>Ա</p><figure data-picture="{inside.uid}"></figure>',
    )
    article.set_gallery([in_gallery, stays])
    topic = make.topic()
    article.topics.add(topic)
    entry = binned(article)
    Picture.objects.exclude(pk=stays.pk).delete()
    topic.delete()
    restored = binning.restore_binned(entry, by=make.staff("editor"))
    again = Article.objects.get()
    assert (again.lead_picture, again.gallery()) == (None, [stays])
    assert restored.lost == "նկարներ (3), թեմաներ (1)"


def test_an_event_that_comes_back_is_news_to_calendars():
    event = make.event()
    entry = binned(event)
    binning.restore_binned(entry, by=make.staff("editor"))
    again = Event.objects.get()
    assert (again.uid, again.sequence) == (event.uid, event.sequence + 1)


def test_a_course_goes_with_its_lessons_and_comes_back_with_what_was_learnt():
    course = make.course()
    first, second = make.lesson(of=course), make.lesson(of=course)
    learner = make.user()
    LessonDone.objects.create(user=learner, lesson=first)
    done_at = LessonDone.objects.get().done_at
    entry = binned(course)
    assert (Course.objects.count(), Lesson.objects.count()) == (0, 0)
    assert entry.parts.count() == 2
    binning.restore_binned(entry, by=make.staff("editor"))
    assert list(Lesson.objects.order_by("pk")) == [first, second]
    done = LessonDone.objects.get()
    assert (done.user, done.lesson, done.done_at) == (learner, first, done_at)


def test_a_lesson_without_its_course_stays_in_the_bin():
    lesson = make.lesson()
    entry = binned(lesson)
    binned(lesson.course)
    with pytest.raises(ValidationError) as error:
        binning.restore_binned(entry, by=make.staff("editor"))
    assert error.value.code == "alone"
    assert BinnedContent.objects.filter(pk=entry.pk).exists()


def test_restoring_twice_is_once():
    entry, editor = binned(make.article()), make.staff("editor")
    binning.restore_binned(entry, by=editor)
    with pytest.raises(ValidationError) as error:
        binning.restore_binned(entry, by=editor)
    assert error.value.code == "gone"
    assert Article.objects.count() == 1


def test_broken_links_of_what_is_deleted_are_nobodys_work():
    article = make.article()
    now = timezone.now()
    CheckedLink.objects.create(
        address="https://gone.example/",
        model="news.article",
        object_id=article.pk,
        title="A",
        checked_at=now,
        problem="HTTP 404",
        broken_since=now,
    )
    binned(article)
    assert not CheckedLink.objects.exists()


def test_after_ninety_days_it_is_gone_for_good():
    old, young = binned(make.article()), binned(make.course())
    revision = revisions.record_revision(
        make.article(), {"fields": {}, "links": {}, "rows": {}}, by=None
    )
    BinnedContent.objects.filter(pk=old.pk).update(
        binned_at=timezone.now() - dt.timedelta(days=90, hours=1)
    )
    assert retention.apply_rule(retention.RULES.get("bin")) == 1
    assert list(BinnedContent.objects.all()) == [young]
    revision.refresh_from_db()


def test_statements_do_not_grow_with_the_number(django_assert_max_num_queries):
    editor = make.staff("editor")
    make.article()
    for _n in range(30):
        make.article()
    with django_assert_max_num_queries(40):
        assert binning.bin_content(Article.objects.all(), by=editor) == 31

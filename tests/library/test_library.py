import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from content import publishing, revisions
from content.search import query
from library import progress
from library.models import LessonDone, Resource
from tests import make

pytestmark = pytest.mark.django_db


def titles(client, query):
    page = client.get(f"/hy/library/?{query}").content.decode()
    return [
        r.title_hy
        for r in Resource.objects.order_by("pk")
        if f">{r.title_hy}</a>" in page
    ]


def test_the_library_can_be_narrowed(client):
    topic, programme = make.topic(slug="t"), make.programme(slug="p")
    one = make.resource(title_hy="Մեկ", kind="guide", year=2024, language="hy")
    make.resource(title_hy="Երկու", kind="data", year=2023, language="en")
    make.resource(title_hy="Երեք", kind="data", year=2023, language="hy+en")
    one.topics.add(topic)
    one.programmes.add(programme)
    asked = {
        "": ["Մեկ", "Երկու", "Երեք"],
        "kind=guide": ["Մեկ"],
        "topic=t": ["Մեկ"],
        "programme=p": ["Մեկ"],
        "year=2023": ["Երկու", "Երեք"],
        "language=hy": ["Մեկ", "Երեք"],
        "language=en": ["Երկու", "Երեք"],
        "year=1990": [],
        "kind=nothing": [],
        "topic=nothing": [],
    }
    assert {query: titles(client, query) for query in asked} == asked


def test_a_file_shows_its_format_and_size(client):
    make.resource(
        slug="f", link="", file=SimpleUploadedFile("Ուղեցույց.pdf", make.PDF)
    )
    page = client.get("/hy/library/f/").content.decode()
    assert "(PDF, 1" in page
    assert "download" in page


@pytest.mark.parametrize("fields", [{"link": ""}, {"file": "a.pdf"}])
def test_the_database_refuses_a_resource_with_both_or_neither(fields):
    make.resource()
    with pytest.raises(IntegrityError), transaction.atomic():
        Resource.objects.update(**fields)


def test_what_is_not_published_is_not_in_the_library(client):
    make.resource(slug="r", published_at=None)
    make.lesson(of=make.course(slug="c", published_at=None), slug="l")
    shown = [
        client.get(f"/hy/{path}").status_code
        for path in ("library/r/", "learning/c/", "learning/c/l/")
    ]
    assert shown == [404, 404, 404]


def test_a_course_shows_its_lessons_in_order_and_their_time(client):
    course = make.course(slug="c")
    make.lesson(of=course, slug="two", order=2, minutes=20)
    make.lesson(of=course, slug="one", order=1, minutes=10)
    make.lesson(
        of=course, slug="secret-one", order=3, minutes=99, published_at=None
    )
    page = client.get("/hy/learning/c/").content.decode()
    assert page.index("/learning/c/one/") < page.index("/learning/c/two/")
    assert ("secret-one" in page, ">30 " in page) == (False, True)
    lesson = client.get("/hy/learning/c/one/").content.decode()
    assert 'href="/hy/learning/c/two/" rel="next"' in lesson
    assert client.get("/hy/learning/other/one/").status_code == 404


def test_a_member_marks_lessons_and_nobody_else_sees_it(client):
    course = make.course(slug="c")
    lessons = [make.lesson(of=course, slug=f"l{n}", order=n) for n in (1, 2)]
    member, other = make.user(), make.user()
    client.force_login(member)
    for _ in range(2):
        client.post("/hy/workspace/learning/c/l1/done/")
    assert [
        (p.done, p.is_complete, p.next) for p in progress.progress_of(member)
    ] == [(1, False, lessons[1])]
    assert [p.done for p in progress.progress_of(other)] == [0]
    client.post("/hy/workspace/learning/c/l2/done/")
    assert progress.progress_of(member)[0].is_complete
    client.post("/hy/workspace/learning/c/l1/undone/")
    assert progress.progress_of(member)[0].done == 1
    client.logout()
    assert client.post("/hy/workspace/learning/c/l1/done/").status_code == 401
    assert LessonDone.objects.count() == 1


def test_a_lesson_that_is_not_public_is_not_marked(client):
    lesson, member = make.lesson(published_at=None), make.user()
    with pytest.raises(ValidationError):
        progress.mark_done(lesson, by=member)
    client.force_login(member)
    answer = client.post(
        f"/hy/workspace/learning/{lesson.course.slug}/{lesson.slug}/done/",
        follow=True,
    )
    assert (answer.status_code, LessonDone.objects.count()) == (200, 0)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    "path, queries",
    [
        ("library/", 6),
        ("learning/", 1),
        ("learning/c/", 4),
        ("learning/c/l/", 3),
    ],
)
def test_pages_take_as_many_queries_for_three_as_for_one(
    client, django_assert_num_queries, rows, path, queries
):
    course = make.course(slug="c")
    lesson = make.lesson(of=course, slug="l")
    for _ in range(rows):
        resource = make.resource()
        resource.topics.add(make.topic())
        lesson.materials.add(resource)
        make.lesson(of=course)
        make.course()
    with django_assert_num_queries(queries):
        client.get(f"/hy/{path}")


def test_a_lesson_is_searched_only_while_its_course_is_public(client):
    course = make.course(slug="c", published_at=None)
    make.lesson(of=course, slug="l", title_hy="Գաղտնիք")
    found = [query.search("գաղտնիք", "hy").count]
    course.published_at = timezone.now() - dt.timedelta(minutes=1)
    course.save()
    found.append(query.search("գաղտնիք", "hy").count)
    course.withdrawn_at = timezone.now()
    course.save()
    found.append(query.search("գաղտնիք", "hy").count)
    assert found == [0, 1, 0]


def test_a_lesson_is_led_on_when_its_course_gets_another_address(client):
    course = make.course(slug="old")
    make.lesson(of=course, slug="l")
    before = revisions.snapshot(course)
    course.slug = "new"
    course.save()
    publishing.keep_save(course, before, by=make.staff("editor"))
    assert (
        client.get("/hy/learning/old/l/")["Location"] == "/hy/learning/new/l/"
    )
    assert client.get("/hy/learning/never/l/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["hy", "en"])
def test_a_topic_shows_what_the_learning_centre_teaches_of_it(client, language):
    topic = make.topic(slug="climate")
    course = make.course(slug="c")
    course.topics.add(topic)
    lesson = make.lesson(of=course, slug="l")
    make.lesson(of=make.course(slug="other"), slug="other")
    page = client.get(f"/{language}/library/?topic=climate").content.decode()
    assert f"/{language}/learning/c/l/" in page
    assert "/learning/other/" not in page
    whole = client.get(f"/{language}/library/").content.decode()
    assert lesson.get_absolute_url() not in whole

import pytest
from django.db import IntegrityError, transaction

from content import differences, revisions
from content.models import Revision
from tests import make
from tests.parallel import at_once

pytestmark = pytest.mark.django_db


def changed(article, by, **fields):
    before = revisions.snapshot(article)
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    return revisions.record_change(article, before, by=by)


def test_a_change_keeps_what_was_before_and_what_is_now():
    article, editor = make.article(title_hy="Առաջին"), make.staff("editor")
    changed(article, editor, title_hy="Երկրորդ")
    changed(article, editor, title_hy="Երրորդ")
    kept = [
        (r.number, r.by, r.content["fields"]["title_hy"])
        for r in revisions.revisions_of(article)
    ]
    assert kept == [
        (3, editor, "Երրորդ"),
        (2, editor, "Երկրորդ"),
        (1, None, "Առաջին"),
    ]


def test_a_save_that_changes_nothing_keeps_nothing():
    article = make.article()
    assert changed(article, make.staff("editor")) is None
    assert Revision.objects.count() == 0


def test_a_snapshot_holds_every_word_every_tie_and_the_gallery_in_order():
    article, topic = make.article(sources="https://a.example/ Ա"), make.topic()
    one, two = make.picture(), make.picture()
    article.topics.add(topic)
    article.set_gallery([two, one])
    content = revisions.snapshot(article)
    assert content["links"]["topics"] == [topic.pk]
    assert [row["picture"] for row in content["rows"]["chosen_pictures"]] == [
        two.pk,
        one.pk,
    ]
    assert content["fields"]["sources"] == "https://a.example/ Ա"
    assert {
        "title_hy",
        "title_en",
        "body_hy",
        "published_at",
        "lead_picture",
    } <= set(content["fields"])
    assert {"title", "created_at", "id"} & set(content["fields"]) == set()


@pytest.mark.parametrize(
    "kind", ["article", "event", "resource", "course", "lesson"]
)
def test_applying_a_snapshot_brings_everything_back(kind):
    thing = getattr(make, kind)()
    content = revisions.snapshot(thing)
    thing.title_hy, thing.title_en = "Ուրիշ", None
    thing.save()
    revisions.apply_revision(thing, content)
    fresh = type(thing).objects.get(pk=thing.pk)
    assert revisions.snapshot(fresh) == content


def test_applying_brings_the_gallery_back_without_pictures_that_are_gone():
    article, kept, lost = make.article(), make.picture(), make.picture()
    article.lead_picture = lost
    article.save()
    article.set_gallery([lost, kept])
    content = revisions.snapshot(article)
    article.set_gallery([])
    article.lead_picture = None
    article.save()
    lost.delete()
    revisions.apply_revision(article, content)
    article.refresh_from_db()
    assert (article.gallery(), article.lead_picture) == ([kept], None)


def test_a_programme_keeps_its_strands():
    programme = make.programme()
    programme.strands.create(
        anchor="a", title_hy="Ա", title_en="A", body_hy="<p>Ա</p>", order=1
    )
    content = revisions.snapshot(programme)
    programme.strands.all().delete()
    revisions.apply_revision(programme, content)
    assert list(programme.strands.values_list("anchor", "title_hy")) == [
        ("a", "Ա")
    ]


def test_differences_mark_the_words():
    article = make.article(
        title_hy="Մի բառ այստեղ", body_hy="<p>Առաջին</p><p>Երկրորդ</p>"
    )
    old = revisions.snapshot(article)
    article.title_hy, article.body_hy = "Մի խոսք այստեղ", "<p>Առաջին</p>"
    article.save()
    found = {
        c.name: c
        for c in differences.content_differences(
            type(article), old, revisions.snapshot(article)
        )
    }
    assert sorted(found) == ["body_hy", "title_hy"]
    assert found["title_hy"].marked == "Մի <del>բառ</del><ins>խոսք</ins> այստեղ"
    assert found["body_hy"].marked == "Առաջին<del>\nԵրկրորդ</del>".replace(
        "\n", "\n"
    )
    assert found["title_hy"].language == "hy"


def test_differences_escape_what_stands_in_the_text():
    article = make.article(title_hy="Ա")
    old = revisions.snapshot(article)
    article.title_hy = "<script>alert(1)</script>"
    article.save()
    (change,) = differences.content_differences(
        type(article), old, revisions.snapshot(article)
    )
    assert (
        change.marked
        == "<del>Ա</del><ins>&lt;script&gt;alert(1)&lt;/script&gt;</ins>"
    )


def test_the_database_refuses_a_judgement_by_the_author():
    article, editor = make.article(), make.staff("editor")
    made = revisions.record_revision(
        article, {}, by=editor, state=Revision.PROPOSED
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.filter(pk=made.pk).update(judged_by=editor)


@pytest.mark.django_db(transaction=True)
def test_two_saves_at_once_get_two_numbers():
    article, editor = make.article(), make.staff("editor")
    at_once(
        [
            lambda n=n: revisions.record_revision(article, {"n": n}, by=editor)
            for n in (1, 2)
        ]
    )
    assert sorted(
        revisions.revisions_of(article).values_list("number", flat=True)
    ) == [
        1,
        2,
    ]


def test_a_comparison_shows_where_links_lead_and_which_pictures_stand():
    picture = make.picture()
    article = make.article(
        body_hy='<p><a href="https://good.example/">Այստեղ</a></p>'
    )
    old = revisions.snapshot(article)
    article.body_hy = (
        '<p><a href="https://evil.example/">Այստեղ</a></p>'
        f'<figure data-picture="{picture.uid}"></figure>'
    )
    article.save()
    (change,) = differences.content_differences(
        type(article), old, revisions.snapshot(article)
    )
    assert "https://good.example/" in change.marked
    assert "https://evil.example/" in change.marked
    assert str(picture.uid) in change.marked


def test_a_lesson_whose_course_is_gone_stays_in_its_present_course():
    lesson = make.lesson()
    content = revisions.snapshot(lesson)
    content["fields"]["course"] = 999_999
    revisions.apply_revision(lesson, content)
    lesson.refresh_from_db()
    assert lesson.course is not None

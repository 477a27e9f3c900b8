import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from content import publishing, revisions
from content.models import Moved, Revision
from news.models import Article
from tests import make

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def edit(thing, by, **fields):
    """As the administration does: write, then conclude."""
    with transaction.atomic():
        before = revisions.snapshot(thing)
        for name, value in fields.items():
            setattr(thing, name, value)
        thing.save()
        return publishing.keep_save(thing, before, by=by)


@pytest.mark.parametrize(
    "fields, faults",
    [
        (
            {
                "title_hy": "Ա",
                "body_hy": "<p>Ա</p>",
                "title_en": "",
                "body_en": "<p>A</p>",
            },
            ["English"],
        ),
        (
            {"title_hy": "Ա", "body_hy": "", "title_en": "A", "body_en": ""},
            ["Neither"],
        ),
        (
            {
                "title_hy": "Ա",
                "body_hy": "<p>Ա</p>",
                "title_en": "",
                "body_en": "",
            },
            [],
        ),
        (
            {
                "title_hy": "Ա",
                "body_hy": "<p>Ա</p>",
                "title_en": "A",
                "body_en": "",
            },
            [],
        ),
    ],
)
def test_a_language_without_a_title_is_not_published(fields, faults):
    article = make.article(published_at=None, **fields)
    if not faults:
        publishing.publish_content(article, by=make.staff("editor"))
        assert Article.objects.published().get() == article
        return
    with pytest.raises(ValidationError) as refused:
        publishing.publish_content(article, by=make.staff("editor"))
    assert len(refused.value.messages) == len(faults)
    article.refresh_from_db()
    assert article.published_at is None


@pytest.mark.parametrize("where", ["lead", "gallery", "text"])
def test_a_picture_that_does_not_say_what_it_shows_stops_publication(where):
    picture = make.picture(alt_en="")
    article = make.article(published_at=None)
    if where == "lead":
        article.lead_picture = picture
    if where == "gallery":
        article.set_gallery([picture])
    if where == "text":
        article.body_en = (
            f'<p>A</p><figure data-picture="{picture.uid}"></figure>'
        )
    article.save()
    editor = make.staff("editor")
    with pytest.raises(ValidationError) as refused:
        publishing.publish_content(article, by=editor)
    assert len(refused.value.messages) == 1
    picture.alt_en = "Now it says"
    picture.save()
    publishing.publish_content(Article.objects.get(pk=article.pk), by=editor)
    assert Article.objects.published().count() == 1


def test_a_description_is_wanted_only_in_languages_that_are_shown():
    article = make.article(
        published_at=None,
        title_en="",
        body_en="",
        lead_picture=make.picture(alt_en=""),
    )
    publishing.publish_content(article, by=make.staff("editor"))
    assert Article.objects.published().count() == 1


def test_the_clock_publishes_and_withdraws():
    article = make.article(
        published_at=NOW, withdrawn_at=NOW + dt.timedelta(days=1)
    )
    seen = []
    for hours in (-1, 0, 23, 24):
        with time_machine.travel(NOW + dt.timedelta(hours=hours), tick=False):
            seen.append(
                Article.objects.published().filter(pk=article.pk).exists()
            )
    assert seen == [False, True, True, False]


def test_the_database_refuses_a_withdrawal_before_publication():
    with pytest.raises(IntegrityError), transaction.atomic():
        make.article(published_at=NOW, withdrawn_at=NOW - dt.timedelta(hours=1))


def test_withdrawing_hides_at_once_and_publishing_shows_again():
    article, editor = make.article(), make.staff("editor")
    publishing.withdraw_content(article, by=editor)
    assert Article.objects.published().count() == 0
    publishing.publish_content(article, by=editor)
    assert Article.objects.published().count() == 1
    assert [r.number for r in revisions.revisions_of(article)] == [3, 2, 1]


def test_withdrawing_what_waits_for_its_day_makes_it_a_draft():
    article = make.article(published_at=timezone.now() + dt.timedelta(days=2))
    publishing.withdraw_content(article, by=make.staff("editor"))
    assert (article.published_at, article.withdrawn_at) == (None, None)


@pytest.fixture
def guarded():
    """An article of a programme that wants a second person."""
    programme = make.programme(slug="guarded", needs_second_person=True)
    article = make.article(title_hy="Կա")
    article.programmes.add(programme)
    return article


def test_with_approval_an_edit_waits_and_the_page_stays(guarded):
    editor, colleague = make.staff("editor"), make.staff("editor")
    waiting = edit(guarded, editor, title_hy="Նոր")
    guarded.refresh_from_db()
    assert (waiting.state, guarded.title_hy) == (Revision.PROPOSED, "Կա")
    publishing.approve_proposal(guarded, waiting, by=colleague)
    guarded.refresh_from_db()
    waiting.refresh_from_db()
    assert (guarded.title_hy, waiting.state, waiting.judged_by) == (
        "Նոր",
        Revision.APPLIED,
        colleague,
    )


def test_a_new_article_under_approval_appears_only_when_approved(guarded):
    editor = make.staff("editor")
    new = make.article(published_at=None)
    new.programmes.set(guarded.programmes.all())
    waiting = publishing.publish_content(new, by=editor)
    new.refresh_from_db()
    assert (waiting.state, new.published_at) == (Revision.PROPOSED, None)
    publishing.approve_proposal(new, waiting, by=make.staff("officer"))
    assert Article.objects.published().filter(pk=new.pk).exists()


def test_nobody_approves_or_judges_what_they_wrote(guarded):
    editor = make.staff("editor")
    waiting = edit(guarded, editor, title_hy="Նոր")
    for judged in (
        lambda: publishing.approve_proposal(guarded, waiting, by=editor),
        lambda: publishing.return_proposal(
            guarded, waiting, by=editor, why="x"
        ),
    ):
        with pytest.raises(ValidationError) as refused:
            judged()
        assert refused.value.code == "same_person"
    guarded.refresh_from_db()
    assert guarded.title_hy == "Կա"


def test_what_was_judged_is_not_judged_again(guarded):
    editor, colleague = make.staff("editor"), make.staff("editor")
    waiting = edit(guarded, editor, title_hy="Նոր")
    publishing.return_proposal(
        guarded, waiting, by=colleague, why="Ստուգեք օրը"
    )
    with pytest.raises(ValidationError) as refused:
        publishing.approve_proposal(guarded, waiting, by=colleague)
    waiting.refresh_from_db()
    assert (refused.value.code, waiting.state, waiting.note) == (
        "judged",
        "returned",
        "Ստուգեք օրը",
    )


def test_sending_back_needs_a_reason(guarded):
    waiting = edit(guarded, make.staff("editor"), title_hy="Նոր")
    with pytest.raises(ValidationError) as refused:
        publishing.return_proposal(
            guarded, waiting, by=make.staff("editor"), why=" "
        )
    assert refused.value.code == "no_reason"


def test_restoring_under_approval_waits_too(guarded):
    editor = make.staff("editor")
    publishing.approve_proposal(
        guarded, edit(guarded, editor, title_hy="Նոր"), by=make.staff("editor")
    )
    guarded.refresh_from_db()
    made = publishing.restore_revision(
        guarded, revisions.revisions_of(guarded).get(number=1), by=editor
    )
    guarded.refresh_from_db()
    assert (made.state, guarded.title_hy) == (Revision.PROPOSED, "Նոր")


def test_restoring_brings_the_words_back_and_leaves_publication_and_address():
    article, editor = (
        make.article(title_hy="Առաջին", slug="first"),
        make.staff("editor"),
    )
    edit(article, editor, title_hy="Երկրորդ", slug="second")
    made = publishing.restore_revision(
        article, revisions.revisions_of(article).get(number=1), by=editor
    )
    article.refresh_from_db()
    assert (article.title_hy, article.slug, article.is_public) == (
        "Առաջին",
        "second",
        True,
    )
    assert (made.number, made.state) == (3, Revision.APPLIED)


def test_a_draft_beside_the_page_changes_nothing():
    article, editor = make.article(title_hy="Կա"), make.staff("editor")
    before = revisions.snapshot(article)
    article.title_hy = "Սևագիր"
    article.save()
    kept = publishing.keep_save(article, before, by=editor, keep=True)
    article.refresh_from_db()
    assert (article.title_hy, kept.state, revisions.latest_number(article)) == (
        "Կա",
        Revision.DRAFT,
        1,
    )


def test_a_changed_address_leads_on(client):
    article = make.article(slug="old")
    edit(article, make.staff("editor"), slug="new")
    answer = client.get("/hy/news/old/?x=1")
    assert (answer.status_code, answer["Location"]) == (
        301,
        "/hy/news/new/?x=1",
    )
    assert client.get("/hy/news/new/").status_code == 200
    edit(article, make.staff("editor"), slug="old")
    assert client.get("/hy/news/old/").status_code == 200
    assert client.get("/hy/news/new/")["Location"] == "/hy/news/old/"


def test_a_draft_that_changed_its_address_leaves_no_sign():
    edit(
        make.article(slug="old", published_at=None),
        make.staff("editor"),
        slug="new",
    )
    assert Moved.objects.count() == 0


def test_an_address_of_something_no_longer_public_is_not_found(client):
    article, editor = make.article(slug="old"), make.staff("editor")
    edit(article, editor, slug="new")
    publishing.withdraw_content(article, by=editor)
    assert client.get("/hy/news/old/").status_code == 404


def test_refused_edits_leave_no_revision_and_no_word():
    article = make.article(
        published_at=None, title_hy="Կա", title_en="", body_en="<p>A</p>"
    )
    with pytest.raises(ValidationError):
        publishing.publish_content(article, by=make.staff("editor"))
    assert (Revision.objects.count(), Article.objects.get().published_at) == (
        0,
        None,
    )


def test_two_proposals_keep_each_others_changes(guarded):
    first = edit(guarded, make.staff("editor"), title_hy="Նոր վերնագիր")
    guarded.refresh_from_db()
    second = edit(guarded, make.staff("officer"), lead_hy="Նոր ներածական")
    for waiting in (first, second):
        guarded.refresh_from_db()
        publishing.approve_proposal(guarded, waiting, by=make.staff("head"))
    guarded.refresh_from_db()
    assert (guarded.title_hy, guarded.lead_hy) == (
        "Նոր վերնագիր",
        "Նոր ներածական",
    )


def test_a_proposal_for_what_has_changed_since_is_refused(guarded):
    first = edit(guarded, make.staff("editor"), title_hy="Մեկը")
    guarded.refresh_from_db()
    second = edit(guarded, make.staff("officer"), title_hy="Մյուսը")
    guarded.refresh_from_db()
    publishing.approve_proposal(guarded, first, by=make.staff("head"))
    with pytest.raises(ValidationError) as refused:
        publishing.approve_proposal(guarded, second, by=make.staff("head"))
    guarded.refresh_from_db()
    assert (refused.value.code, guarded.title_hy) == ("changed_since", "Մեկը")


def test_approving_words_does_not_publish_again_what_was_withdrawn(guarded):
    waiting = edit(guarded, make.staff("editor"), title_hy="Նոր")
    guarded.refresh_from_db()
    publishing.withdraw_content(guarded, by=make.staff("officer"))
    publishing.approve_proposal(guarded, waiting, by=make.staff("head"))
    guarded.refresh_from_db()
    assert (guarded.title_hy, guarded.is_public) == ("Նոր", False)


def test_an_approval_is_the_newest_revision_so_that_open_forms_notice(guarded):
    waiting = edit(guarded, make.staff("editor"), title_hy="Նոր")
    guarded.refresh_from_db()
    edit(guarded, make.staff("editor"), published_at=None)
    guarded.refresh_from_db()
    before = revisions.latest_number(guarded)
    publishing.approve_proposal(guarded, waiting, by=make.staff("head"))
    assert revisions.latest_number(guarded) > before


def test_what_is_approved_late_appears_when_it_is_approved(guarded):
    new = make.article(published_at=None)
    new.programmes.set(guarded.programmes.all())
    with time_machine.travel(NOW, tick=False):
        waiting = publishing.publish_content(new, by=make.staff("editor"))
    with time_machine.travel(NOW + dt.timedelta(days=3), tick=False):
        new.refresh_from_db()
        publishing.approve_proposal(new, waiting, by=make.staff("head"))
    assert new.published_at == NOW + dt.timedelta(days=3)


def test_taking_the_programme_off_does_not_escape_approval(guarded):
    before = revisions.snapshot(guarded)
    guarded.programmes.clear()
    guarded.title_hy = "Շրջանցող"
    guarded.save()
    made = publishing.keep_save(guarded, before, by=make.staff("editor"))
    guarded.refresh_from_db()
    assert (made.state, guarded.title_hy, guarded.programmes.count()) == (
        Revision.PROPOSED,
        "Կա",
        1,
    )


def test_a_proposal_whose_address_was_taken_is_refused_with_a_sentence(guarded):
    waiting = edit(guarded, make.staff("editor"), slug="wanted")
    make.article(slug="wanted")
    guarded.refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        publishing.approve_proposal(guarded, waiting, by=make.staff("head"))
    assert refused.value.code == "taken"

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from content import picture_uses, pictures, publishing, revisions
from content.models import Picture, Revision
from tests import make

pytestmark = pytest.mark.django_db


def figure(picture):
    return f'<figure data-picture="{picture.uid}"></figure>'


@pytest.fixture
def used():
    """A picture and everything that shows it, in five ways."""
    picture = make.picture()
    lead = make.article(lead_picture=picture)
    gallery = make.article()
    gallery.set_gallery([make.picture(), picture])
    text = make.article(body_en=f"<p>a</p>{figure(picture)}<p>b</p>")
    poster = make.article(
        body_hy=f'<figure data-film="https://youtu.be/dQw4w9WgXcQ" '
        f'data-poster="{picture.uid}"></figure>'
    )
    course = make.course(lead_picture=picture)
    community = make.community(photograph=picture, coat_of_arms=picture)
    return picture, [lead, gallery, text, poster, course, community]


def test_a_picture_knows_where_it_is_used(used):
    picture, things = used
    assert set(picture_uses.find_uses(picture)) == set(things)
    assert picture_uses.find_uses(make.picture()) == []


def test_a_used_picture_is_kept(used):
    picture, _things = used
    with pytest.raises(ValidationError) as refused:
        pictures.remove_picture(picture)
    assert refused.value.code == "used"
    with pytest.raises(ProtectedError):
        picture.delete()
    alone = make.picture()
    pictures.remove_picture(alone)
    assert not Picture.objects.filter(pk=alone.pk).exists()


def test_a_successor_stands_everywhere_and_revisions_remember(used):
    picture, things = used
    successor, officer = make.picture(), make.staff("administrator")
    done = picture_uses.replace_picture(picture, successor, by=officer)
    assert (set(done.changed), done.waiting) == (set(things), [])
    assert picture_uses.find_uses(picture) == []
    assert set(picture_uses.find_uses(successor)) == set(things)
    lead = things[0]
    assert [one.by for one in revisions.revisions_of(lead)] == [officer, None]
    first = revisions.revisions_of(lead).last()
    publishing.restore_revision(lead, first, by=officer)
    assert picture_uses.find_uses(picture) == [lead]


def test_a_gallery_that_has_the_successor_keeps_it_once():
    picture, successor = make.picture(), make.picture()
    article = make.article()
    article.set_gallery([picture, successor])
    picture_uses.replace_picture(
        picture, successor, by=make.staff("administrator")
    )
    assert [one.picture for one in article.chosen_pictures.all()] == [successor]


def test_a_strand_of_a_programme_keeps_its_text():
    picture, successor = make.picture(), make.picture()
    programme = make.programme(body_hy=figure(picture))
    strand = programme.strands.create(
        title_hy="Ա", title_en="A", body_hy=f"<p>Ա</p>{figure(picture)}"
    )
    assert picture_uses.find_uses(picture) == [programme]
    picture_uses.replace_picture(
        picture, successor, by=make.staff("administrator")
    )
    strand.refresh_from_db()
    assert strand.body_hy == f"<p>Ա</p>{figure(successor)}"
    assert picture_uses.find_uses(picture) == []


def test_what_needs_a_second_person_waits_for_one():
    picture, successor = make.picture(), make.picture()
    programme = make.programme(needs_second_person=True)
    article = make.article(lead_picture=picture)
    article.programmes.add(programme)
    done = picture_uses.replace_picture(
        picture, successor, by=make.staff("editor")
    )
    article.refresh_from_db()
    assert (done.changed, done.waiting) == ([], [article])
    assert article.lead_picture == picture
    waiting = revisions.revisions_of(article).get(state=Revision.PROPOSED)
    publishing.approve_proposal(article, waiting, by=make.staff("editor"))
    article.refresh_from_db()
    assert article.lead_picture == successor


@pytest.mark.parametrize("why", ["faults", "may_not_change", "same_picture"])
def test_a_replacement_is_whole_or_not_at_all(used, why):
    picture, things = used
    successor, by = make.picture(), make.staff("administrator")
    if why == "faults":
        successor = make.picture(alt_en="")
    if why == "same_picture":
        successor = picture
    if why == "may_not_change":
        by = make.staff("head")
    with pytest.raises(ValidationError) as refused:
        picture_uses.replace_picture(picture, successor, by=by)
    codes = {error.code for error in refused.value.error_list}
    assert (codes & {why}) == ({why} if why != "faults" else set())
    assert set(picture_uses.find_uses(picture)) == set(things)

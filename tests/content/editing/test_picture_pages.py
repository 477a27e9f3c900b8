import pytest

from communities.models import Edition
from content import revisions
from content.models import Picture
from news.models import Article
from tests import make
from tests.reading import flat

pytestmark = pytest.mark.django_db
DESCRIPTIONS = "/hy/admin/editing/pictures/descriptions/"
ADD = "/hy/admin/content/picture/add/"


@pytest.fixture
def editor(client):
    one = make.staff("editor")
    client.force_login(one)
    return one


def said(answer):
    return flat(answer.content.decode())


def replacing(picture):
    return f"/hy/admin/editing/pictures/{picture.uid}/replace/"


def typed(picture, **words):
    """What the page posts of a picture: what stood there, and what stands there now."""
    posted = {"uid": str(picture.uid)}
    for name in ("alt_hy", "alt_en", "caption_hy", "caption_en", "credit"):
        was = getattr(picture, name) or ""
        posted[f"initial-{picture.uid}-{name}"] = was
        posted[f"{picture.uid}-{name}"] = words.get(name, was)
    return posted


def test_files_uploaded_together_are_described_one_by_one(client, editor):
    files = [make.jpeg(name=f"{n}.jpg", colour=(n, 0, 0)) for n in (10, 90)]
    answer = client.post(ADD, {"files": files, "credit": "Անի"})
    kept = Picture.objects.order_by("pk")
    keys = "&".join(f"uid={one.uid}" for one in kept)
    assert answer["Location"] == f"{DESCRIPTIONS}?{keys}"
    page = said(client.get(answer["Location"]))
    assert ("10.jpg" in page, "90.jpg" in page) == (True, True)


def test_more_files_than_fit_are_named(client, editor, monkeypatch):
    monkeypatch.setattr("content.editing.picture_upload.AT_ONCE", 1)
    files = [make.jpeg(name=f"{n}.jpg", colour=(n, 0, 0)) for n in (10, 90)]
    answer = client.post(ADD, {"files": files})
    assert (answer.status_code, Picture.objects.count()) == (422, 1)
    assert "90.jpg" in said(answer)


def test_each_picture_gets_the_words_beside_it(client, editor):
    first, second = make.picture(alt_en=""), make.picture(alt_hy="", alt_en="")
    posted = {
        **typed(second, alt_hy="Լիճ", alt_en="Lake"),
        **typed(first, alt_en="School"),
        "uid": [str(first.uid), str(second.uid)],
    }
    answer = client.post(DESCRIPTIONS, posted)
    assert (answer.status_code, answer["Location"]) == (302, DESCRIPTIONS)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.alt_en, second.alt_hy, second.alt_en) == (
        "School",
        "Լիճ",
        "Lake",
    )
    assert revisions.latest_number(first) == 2


def test_a_colleagues_words_are_not_undone_by_an_old_page(client, editor):
    picture = make.picture(alt_en="")
    posted = typed(picture, alt_en="Lake")
    Picture.objects.filter(pk=picture.pk).update(alt_hy="Նոր")
    client.post(DESCRIPTIONS, posted)
    picture.refresh_from_db()
    assert (picture.alt_hy, picture.alt_en) == ("Նոր", "Lake")


def test_the_page_goes_on_with_what_lacks_words(client, editor):
    make.picture(name="whole.jpg")
    for name in ("a.jpg", "b.jpg"):
        make.picture(name=name, alt_en="")
    page = said(client.get(DESCRIPTIONS))
    assert [name in page for name in ("whole.jpg", "a.jpg", "b.jpg")] == [
        False,
        True,
        True,
    ]
    listed = client.get("/hy/admin/content/picture/", {"described": "no"})
    assert listed.context["cl"].result_count == 2


def test_words_too_long_are_refused_and_stay(client, editor):
    picture = make.picture(alt_en="")
    answer = client.post(DESCRIPTIONS, typed(picture, alt_en="x" * 251))
    assert answer.status_code == 422
    assert "x" * 251 in said(answer)


def test_the_same_file_with_other_words_says_what_was_not_written(
    client, editor
):
    same = make.jpeg(colour=(1, 2, 3))
    client.post("/hy/admin/editing/pictures/", {"file": same, "alt_hy": "Լիճ"})
    same.seek(0)
    answer = client.post(
        "/hy/admin/editing/pictures/",
        {"file": same, "alt_hy": "Ծով", "credit": "Անի"},
    ).json()
    assert (answer["alt_hy"], "«Ծով»" in answer["unsaid"]) == ("Լիճ", True)
    assert "Անի" not in answer["unsaid"]


def test_a_used_picture_is_not_deleted_and_says_where_it_is(client, editor):
    picture = make.picture()
    article = make.article(
        body_hy=f'<figure data-picture="{picture.uid}"></figure>'
    )
    change = f"/hy/admin/news/article/{article.pk}/change/"
    page = f"/hy/admin/content/picture/{picture.pk}/"
    answer = client.post(f"{page}delete/", {"post": "yes"})
    assert change in said(answer)
    chosen = {"action": "delete_selected", "_selected_action": picture.pk}
    answer = client.post(
        "/hy/admin/content/picture/", {**chosen, "post": "yes"}
    )
    assert change in said(answer)
    assert Picture.objects.filter(pk=picture.pk).exists()
    shown = said(client.get(f"{page}change/"))
    assert all(
        address in shown
        for address in (change, article.get_absolute_url(), replacing(picture))
    )


def test_a_new_file_takes_the_place_and_the_words(client, editor):
    picture = make.picture(credit="Անի", licence="CC0-1.0")
    article = make.article(lead_picture=picture)
    assert str(article) in said(client.get(replacing(picture)))
    new = make.jpeg(size=(90, 60), name="new.jpg")
    answer = client.post(replacing(picture), {"file": new, "successor": ""})
    assert answer.status_code == 200
    successor = Article.objects.get().lead_picture
    assert (successor.name, successor.credit, successor.licence) == (
        "new.jpg",
        "Անի",
        "CC0-1.0",
    )
    assert successor.alt_hy == picture.alt_hy


def test_a_picture_of_the_library_takes_the_place(client, editor):
    picture, successor = make.picture(), make.picture()
    make.article(lead_picture=picture)
    client.post(replacing(picture), {"successor": str(successor.uid)})
    assert Article.objects.get().lead_picture == successor


@pytest.mark.parametrize("given", ["nothing", "both", "itself", "no picture"])
def test_a_successor_is_one_other_picture(client, editor, given):
    picture = make.picture()
    make.article(lead_picture=picture)
    posted = {
        "nothing": {},
        "both": {"file": make.jpeg(size=(90, 60)), "successor": picture.uid},
        "itself": {"successor": picture.uid},
        "no picture": {"file": make.jpeg(size=(9, 9))},
    }[given]
    answer = client.post(replacing(picture), posted)
    assert (answer.status_code, Article.objects.get().lead_picture) == (
        422,
        picture,
    )


def test_a_communitys_photograph_is_brought_back_by_its_revision(client):
    client.force_login(make.staff("administrator"))
    picture, successor = make.picture(), make.picture()
    community = make.community(photograph=picture)
    client.post(replacing(picture), {"successor": str(successor.uid)})
    community.refresh_from_db()
    assert community.photograph == successor
    assert Edition.objects.get().what.startswith("changed: community")
    page = f"/hy/admin/editing/communities.community/{community.pk}/revisions/"
    assert client.get(page).status_code == 200
    client.post(f"{page}1/restore/")
    community.refresh_from_db()
    assert community.photograph == picture

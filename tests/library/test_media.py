"""Films, recordings and documents of the library: how they are shown."""

import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image

from content import publishing
from library import thumbnails
from library.models import Resource
from tests import make
from tests.core import files_made as made
from tests.core.test_media import M4A, MP4

pytestmark = pytest.mark.django_db


def with_file(name, content, **fields):
    file = ContentFile(content, name)
    return make.resource(link="", file=file, **fields)


@pytest.fixture
def editor(client):
    one = make.staff("editor")
    client.force_login(one)
    return one


def page_of(client, resource, language="en"):
    return client.get(f"/{language}/library/{resource.slug}/").content.decode()


def test_a_film_is_played_by_the_browser_with_its_captions(client):
    film = with_file(
        "a.mp4",
        MP4,
        language="hy+en",
        captions=ContentFile(b"WEBVTT\n", "a.vtt"),
        transcript_hy="<p>Բարև</p>",
        transcript_en="<p>Hello</p>",
    )
    page = page_of(client, film)
    (player,) = re.findall(r"<video.*?</video>", page, re.S)
    assert re.findall(
        r'(?:preload|src|type|kind|srclang)="([^"]*)"', player
    ) == [
        "none",
        film.file.url,
        "video/mp4",
        "captions",
        film.captions.url,
        "hy",
    ]
    assert ("<p>Hello</p>" in page, "Բարև" in page) == (True, False)
    assert "<p>Բարև</p>" in page_of(client, film, "hy")


def test_a_recording_is_played_too(client):
    sound = with_file("a.m4a", M4A, transcript_en="<p>Hello</p>")
    page = page_of(client, sound)
    (player,) = re.findall(r"<audio.*?</audio>", page, re.S)
    assert 'type="audio/mp4"' in player
    assert "<video" not in page


def test_a_link_to_a_film_elsewhere_is_that_film(client):
    resource = make.resource(link="https://vimeo.com/76979871")
    page = page_of(client, resource)
    assert page.count("data-film-frame=") == 1
    assert "data-film-frame" not in page_of(client, make.resource())


def test_the_policy_lets_our_own_media_play(client):
    film = with_file("a.mp4", MP4)
    answer = client.get(f"/en/library/{film.slug}/")
    assert "media-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("words", ["captions", "transcript_hy", ""])
def test_a_film_without_words_is_not_published(words):
    given = {
        "captions": {"captions": ContentFile(b"WEBVTT\n", "a.vtt")},
        "transcript_hy": {"transcript_hy": "<p>Բարև</p>"},
        "": {},
    }[words]
    film = with_file("a.mp4", MP4, published_at=None, **given)
    by = make.staff("editor")
    if words:
        publishing.publish_content(film, by=by)
        assert Resource.objects.get().is_public
        return
    with pytest.raises(ValidationError) as refused:
        publishing.publish_content(film, by=by)
    assert len(refused.value.messages) == 1


def draw(resource):
    thumbnails.ask_for_thumbnail(resource)
    resource.refresh_from_db()
    return resource


@pytest.mark.django_db(transaction=True)
def test_the_first_page_is_drawn_after_the_answer_and_shown(client):
    resource = with_file("a.pdf", made.pdf(pages=3))
    sign = re.compile(r'<span class="face face--sign"[^>]*>PDF</span>')
    assert sign.search(client.get("/en/library/").content.decode())
    draw(resource)
    with default_storage.open(resource.thumbnail) as handle:
        image = Image.open(io.BytesIO(handle.read()))
        assert (image.format, image.size) == ("JPEG", (360, 360))
    page = client.get("/en/library/").content.decode()
    assert f'<img class="face" src="{resource.thumbnail_url}"' in page
    assert not sign.search(page)


@pytest.mark.django_db(transaction=True)
def test_another_file_is_drawn_anew_and_the_earlier_picture_goes():
    resource = draw(with_file("a.pdf", made.pdf()))
    earlier = resource.thumbnail
    resource.file = ContentFile(made.pdf(pages=2), "b.pdf")
    resource.save()
    assert resource.thumbnail_url == ""
    draw(resource)
    assert (resource.thumbnail_url != "", default_storage.exists(earlier)) == (
        True,
        False,
    )


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_drawn_is_tried_once():
    resource = draw(with_file("a.pdf", b"%PDF-1.4 broken"))
    assert (resource.thumbnail_url, resource.thumbnail_of) == (
        "",
        resource.file.name,
    )
    assert list(thumbnails.lacking_thumbnails()) == []


def test_what_lacks_its_picture_is_drawn_by_the_command():
    resource = with_file("a.pdf", made.pdf())
    with_file("a.m4a", M4A)
    call_command("draw_first_pages")
    resource.refresh_from_db()
    assert resource.thumbnail_url != ""


def test_an_editor_publishes_a_recording(
    client, editor, django_capture_on_commit_callbacks
):
    posted = {
        "title_hy": "Ձայնագրություն",
        "summary_hy": "Ինչ է",
        "kind": "audio",
        "language": "hy",
        "transcript_hy": "<p>Բարև</p>",
        "file": ContentFile(M4A, "a.m4a"),
        "_publish": "1",
    }
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/hy/admin/library/resource/add/", posted)
    assert answer.status_code == 302
    resource = Resource.objects.get()
    assert (resource.is_public, resource.is_sound, resource.size) == (
        True,
        True,
        len(M4A),
    )
    listed = client.get("/hy/admin/library/resource/").content.decode()
    assert (
        '<span class="face face--sign" aria-hidden="true">M4A</span>' in listed
    )


def test_a_document_is_drawn_when_it_is_saved(
    client, editor, django_capture_on_commit_callbacks
):
    posted = {
        "title_hy": "Ուղեցույց",
        "summary_hy": "Ինչ է",
        "kind": "guide",
        "language": "hy",
        "file": ContentFile(made.pdf(), "a.pdf"),
    }
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/hy/admin/library/resource/add/", posted)
    resource = Resource.objects.get()
    listed = client.get("/hy/admin/library/resource/").content.decode()
    assert resource.thumbnail_url in listed

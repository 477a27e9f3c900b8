import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import FieldFile

from core.files import documents, media
from library.models import Resource
from tests.core import files_made as made

MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + b"\0" * 40
M4A = b"\x00\x00\x00\x1cftypM4A \x00\x00\x02\x00M4A isomiso2" + b"\0" * 40
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"\0" * 40
MKV = WEBM.replace(b"webm", b"matroska")
HEADS = {
    "a.mp4": MP4,
    "a.m4a": M4A,
    "a.webm": WEBM,
    "a.mp3": b"ID3\x04" + b"\0" * 40,
    "b.mp3": b"\xff\xfb\x90\x64" + b"\0" * 40,
    "a.ogg": b"OggS\x00\x02" + b"\0" * 40,
    "A.MP4": MP4,
    "a.pdf": made.pdf(),
}
BAD = {
    "a.mp4": WEBM,
    "b.mp4": made.heic(),
    "a.webm": MKV,
    "a.mp3": b"<script>",
    "b.mp3": MP4,
    "a.ogg": b"",
    "a.avi": b"RIFF",
    "a.html": b"<html>",
}


def uploaded(name, content):
    """As a form hands a file to its field."""
    field = Resource._meta.get_field("file")
    upload = FieldFile(Resource(), field, name)
    upload.file = SimpleUploadedFile(name, content)
    upload._committed = False
    return upload


@pytest.mark.parametrize("name", HEADS)
def test_small_films_recordings_and_documents_are_taken(name):
    upload = uploaded(name, HEADS[name])
    media.validate_publication(upload)
    assert upload.file.read() == HEADS[name]


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_what_its_name_says_is_refused(name):
    with pytest.raises(ValidationError):
        media.validate_publication(uploaded(name, BAD[name]))


def test_a_large_film_is_sent_to_a_service(settings):
    settings.UPLOAD_MAX_MEDIA_BYTES = len(MP4) - 1
    with pytest.raises(ValidationError) as refused:
        media.validate_publication(uploaded("a.mp4", MP4))
    assert refused.value.code == "too_large"


@pytest.mark.parametrize(
    "content, is_taken",
    [
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n", True),
        ("\ufeffWEBVTT\n".encode(), True),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHello\n", False),
        (b"WEBVTT\n\xff", False),
        (b"WEBVTT\n" + b"a" * 1024 * 1024, False),
    ],
)
def test_captions_are_webvtt(content, is_taken):
    upload = uploaded("a.vtt", content)
    if is_taken:
        media.validate_captions(upload)
        return
    with pytest.raises(ValidationError) as refused:
        media.validate_captions(upload)
    assert refused.value.code == "no_captions"


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.4 no", made.pdf(password="p"), made.picture()],
)
def test_of_what_cannot_be_drawn_there_is_no_picture(content):
    assert documents.draw_first_page(content) == b""

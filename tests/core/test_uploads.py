import hashlib
import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.files import uploads
from tests import make


def office(*members, name="a.docx"):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return SimpleUploadedFile(name, kept.getvalue())


def picture(size=(20, 10), kind="PNG"):
    kept = io.BytesIO()
    Image.new("1", size).save(kept, kind)
    return kept.getvalue()


def code_of(upload):
    with pytest.raises(ValidationError) as caught:
        uploads.check_upload(upload)
    return caught.value.code


def test_a_pdf_is_accepted_with_its_hash():
    checked = uploads.check_upload(make.pdf("Նամակ (1).pdf"))
    assert (
        checked.name,
        checked.size,
        checked.content_type,
        checked.sha256,
    ) == (
        "Նամակ (1).pdf",
        len(make.PDF),
        "application/pdf",
        hashlib.sha256(make.PDF).hexdigest(),
    )


def test_documents_and_pictures_are_accepted():
    assert uploads.check_upload(
        office("word/document.xml")
    ).content_type.endswith("wordprocessingml.document")
    assert (
        uploads.check_upload(
            SimpleUploadedFile("a.PNG", picture())
        ).content_type
        == "image/png"
    )


@pytest.mark.parametrize(
    "upload, code",
    [
        (make.pdf(content=b""), "empty"),
        (SimpleUploadedFile("letter.exe", b"MZ"), "kind"),
        (SimpleUploadedFile("letter", b"%PDF-"), "kind"),
        (SimpleUploadedFile("letter.svg", b"<svg/>"), "kind"),
        (make.pdf(content=b"MZ\x90\x00 a renamed program"), "not_what_it_says"),
        (make.pdf(content=b"<html>%PDF-1.7"), "not_what_it_says"),
        (SimpleUploadedFile("a.docx", b"PK\x03\x04 nonsense"), "damaged"),
        (office("other.xml"), "not_what_it_says"),
        (office("word/document.xml", "word/vbaProject.bin"), "macros"),
        (SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n broken"), "damaged"),
        (
            SimpleUploadedFile("a.jpg", picture((400, 400), "JPEG")[:400]),
            "damaged",
        ),
        (
            SimpleUploadedFile("a.png", picture((20_000, 20_000))),
            "too_many_pixels",
        ),
    ],
)
def test_a_dangerous_or_broken_file_is_refused(upload, code):
    assert code_of(upload) == code


def test_a_file_over_the_limit_is_refused(settings):
    settings.UPLOAD_MAX_BYTES = 10
    assert code_of(make.pdf()) == "too_large"


@pytest.mark.parametrize(
    "given, kept",
    [
        ("../../x.pdf", "x.pdf"),
        ("C:\\temp\\Հայտ.pdf", "Հայտ.pdf"),
        ("a\u202efdp.exe", "a_fdp.exe"),
        ("o'brien [2].pdf", "o'brien [2].pdf"),
        ("x" * 400 + ".pdf", "x" * 150 + ".pdf"),
    ],
)
def test_names_lose_paths_and_controls_only(given, kept):
    assert uploads.clean_name(given) == kept

import hashlib
import io
import random
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.files import images, uploads
from core.files.kinds import IMAGES, KINDS
from tests import make
from tests.core import files_made as made


def check(name, content, **options):
    return uploads.check_upload(SimpleUploadedFile(name, content), **options)


def code_of(name, content):
    """The code of the refusal; '' when the file is taken."""
    try:
        check(name, content)
    except ValidationError as error:
        return error.code
    return ""


def refusal(name, content):
    with pytest.raises(ValidationError) as caught:
        check(name, content)
    return caught.value


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


@pytest.mark.parametrize(
    "name, content",
    [
        ("a.docx", made.office()),
        ("a.docx", made.office("word/document2.xml")),  # Word Online
        ("a.xlsx", made.office("xl/workbook22.xml", made.EXCEL)),
        ("a.odt", made.open_document()),
        ("a.odt", made.open_document(with_mimetype=False)),
        ("a.ods", made.open_document(made.ODS)),
        ("a.pdf", b"\r\n some mail program \r\n" + make.PDF),
        ("a.pdf", make.PDF + b"\r\n" + b"\0" * 500),
        ("a.pdf", made.pdf()),
        ("a.pdf", made.pdf(owner="may not be changed")),
        ("a.PNG", made.picture()),
        ("a.jpg", made.picture(kind="JPEG")),
        ("a.jpeg", made.picture(kind="JPEG")),
        ("a.webp", made.picture(kind="WEBP")),
        ("a.heic", made.heic()),
        ("a.HEIF", made.heic()),
        ("photo.jpg", made.picture((5712, 4284), "JPEG")),  # a telephone's
        ("photo․jpg", made.picture(kind="JPEG")),  # the Armenian dot
    ],
)
def test_what_its_own_program_opens_is_taken(name, content):
    checked = check(name, content)
    extension = checked.name.rpartition(".")[2].lower()
    assert checked.content_type == KINDS[extension]


def encrypted_zip() -> bytes:
    content = bytearray(made.office())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        start = content.find(mark)
        offset = 6 if mark == b"PK\x03\x04" else 8
        while start >= 0:
            content[start + offset] |= 1
            start = content.find(mark, start + 4)
    return bytes(content)


@pytest.mark.parametrize(
    "name, content, code",
    [
        ("a.pdf", b"", "empty"),
        ("letter.exe", b"MZ", "kind"),
        ("letter", b"%PDF-", "kind"),
        ("letter.svg", b"<svg/>", "kind"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kind"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not_what_it_says"),
        ("a.pdf", b"MZ\x90\x00 a renamed program", "not_what_it_says"),
        ("a.pdf", b"MZ" + make.PDF, "not_what_it_says"),
        ("a.pdf", b"<html>" + make.PDF, "not_what_it_says"),
        ("a.pdf", b"x" * 1024 + make.PDF, "not_what_it_says"),
        ("a.pdf", made.pdf(password="x"), "password"),
        ("a.pdf", made.pdf(pages=0), "empty_document"),
        ("a.pdf", made.pdf()[:-200], "cut_off"),
        ("a.pdf", make.PDF[: len(make.PDF) // 2], "cut_off"),
        ("a.pdf", b"%PDF-1.7\nnothing\n%%EOF", "damaged"),
        ("a.docx", b"PK\x03\x04 nonsense", "damaged"),
        ("a.docx", made.archive(other="x"), "not_what_it_says"),
        ("a.docx", made.office(kind=made.EXCEL), "not_what_it_says"),
        ("a.odt", made.open_document(made.ODS), "not_what_it_says"),
        ("a.docx", made.office(kind=made.MACROS), "macros"),
        (
            "a.docx",
            made.office(**{"word/vbaProject.bin": "x"}),
            "macros",
        ),
        ("a.docx", made.office(**{"../../x": "x"}), "damaged"),
        ("a.docx", made.office(**{"C:\\x": "x"}), "damaged"),
        ("a.docx", encrypted_zip(), "password"),
        ("a.png", b"\x89PNG\r\n\x1a\n broken", "damaged"),
        ("a.jpg", made.picture((400, 400), "JPEG")[:400], "damaged"),
        ("a.heic", made.heic()[:200], "damaged"),
        ("a.webp", made.picture((400, 400), "WEBP")[:60], "damaged"),
        ("a.jpg", made.picture(), "not_what_it_says"),
        (
            "a.png",
            made.picture((10_000, 6_500), mode="1"),
            "too_many_pixels",
        ),
    ],
)
def test_what_nobody_could_open_is_refused_at_once(name, content, code):
    assert refusal(name, content).code == code


@pytest.mark.parametrize(
    "name, content, words",
    [
        ("a.jpg", made.picture(), "to .png"),
        ("a.pdf", made.office(), "archive"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
        ("a.png", b"GIF89a" + b"\0" * 20, "GIF"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "Save it as one of these"),
        ("a.pdf", made.pdf(password="x"), "Save it without the password"),
        ("a.pdf", make.PDF[:-8], "Save it again"),
        ("a.png", made.picture((10_000, 6_500), mode="1"), "64 million"),
    ],
)
def test_a_refusal_says_what_to_do(name, content, words):
    with translation.override("en"):
        assert words in " ".join(refusal(name, content).messages)


def test_a_name_in_a_broken_encoding_is_no_fault_of_ours():
    content = made.office(**{"word/x.xml": "y"})
    broken = content.replace(b"word/x.xml", b"word/\xff\xfe\xfd.x")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "word/x.xml" in archive.namelist()
    assert code_of("a.docx", broken) in ("", "damaged")


WHOLE = {
    "docx": made.office(),
    "odt": made.open_document(),
    "pdf": made.pdf(),
    "png": made.picture(),
    "jpg": made.picture(kind="JPEG"),
    "webp": made.picture(kind="WEBP"),
    "heic": made.heic(),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_no_damaged_bytes_are_a_fault_of_ours(kind):
    chance = random.Random(7)
    for _time in range(150):
        content = bytearray(WHOLE[kind])
        for _byte in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        assert isinstance(code_of(f"a.{kind}", bytes(content)), str)


@settings(max_examples=200)
@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=300))
def test_no_bytes_at_all_are_a_fault_of_ours(kind, content):
    assert isinstance(code_of(f"a.{kind}", content), str)


def test_a_file_over_the_limit_is_refused(settings):
    settings.UPLOAD_MAX_BYTES = 10
    assert refusal("a.pdf", make.PDF).code == "too_large"


@pytest.mark.parametrize(
    "given_name, kept",
    [
        ("../../x.pdf", "x.pdf"),
        ("C:\\temp\\Հայտ.pdf", "Հայտ.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("բա\u200bկ․pdf", "բակ.pdf"),
        ("o'brien [2].pdf", "o'brien [2].pdf"),
        ("a:b?.pdf", "a_b_.pdf"),
        ("x" * 400 + ".pdf", "x" * 150 + ".pdf"),
        ("\u200b", "file"),
    ],
)
def test_names_lose_paths_and_what_cannot_be_seen(given_name, kept):
    assert uploads.clean_name(given_name) == kept


@pytest.mark.parametrize(
    "content", [made.heic(), made.picture(kind="WEBP", mode="RGBA")]
)
def test_a_rare_picture_is_given_as_jpeg(content):
    with Image.open(io.BytesIO(images.as_jpeg(content))) as image:
        assert (image.format, image.mode) == ("JPEG", "RGB")


def test_where_a_photograph_is_asked_for_a_telephones_is_meant_too():
    assert uploads.kinds_in("jpg, pdf") == {
        "jpg",
        "jpeg",
        "pdf",
        "webp",
        "avif",
        "heic",
        "heif",
    }
    assert uploads.kinds_in("pdf") == {"pdf"}
    assert uploads.kinds_in("") == set(KINDS) > IMAGES

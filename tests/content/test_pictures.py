import io
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from PIL import Image

from content import pictures, revisions
from content.models import Picture
from tests import make
from tests.parallel import at_once

pytestmark = pytest.mark.django_db


def exif_jpeg():
    """A photograph lying on its side that says where it was taken."""
    held, image = io.BytesIO(), Image.new("RGB", (90, 45), "red")
    exif = image.getexif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    image.save(held, "JPEG", exif=exif, comment=b"40.35 N, 45.12 E")
    return SimpleUploadedFile("gps.jpg", held.getvalue(), "image/jpeg")


def read(picture, name):
    with default_storage.open(f"pictures/{picture.uid}/{name}") as handle:
        return Image.open(io.BytesIO(handle.read()))


def test_a_picture_gets_its_copies_in_three_kinds_and_no_metadata(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        picture = pictures.keep_picture(exif_jpeg(), by=None)
    picture.refresh_from_db()
    assert (picture.width, picture.height, picture.widths) == (45, 90, [45])
    assert picture.encoded_at is not None
    copies = {
        kind: read(picture, f"45.{kind}") for kind in ("jpg", "webp", "avif")
    }
    assert [(one.format, one.size) for one in copies.values()] == [
        ("JPEG", (45, 90)),
        ("WEBP", (45, 90)),
        ("AVIF", (45, 90)),
    ]
    assert [dict(one.getexif()) for one in copies.values()] == [{}, {}, {}]
    assert [one.info.get("comment") for one in copies.values()] == [None] * 3
    assert read(picture, "share.jpg").size == (1200, 630)


def test_the_original_is_private():
    picture = make.picture()
    with pytest.raises(ValueError, match="no address"):
        storages["private"].url(picture.original.name)
    assert not default_storage.exists(picture.original.name)


@pytest.mark.parametrize(
    "size, widths",
    [
        ((300, 200), [300]),
        ((480, 300), [480]),
        ((1000, 600), [480, 960, 1000]),
        ((1600, 40), [480, 960, 1600]),
        ((2400, 40), [480, 960, 1600]),
    ],
)
def test_no_copy_is_wider_than_the_original(size, widths):
    picture = make.picture(size=size)
    assert picture.widths == widths
    assert [read(picture, f"{width}.jpg").width for width in widths] == widths


def test_the_same_file_again_is_the_picture_that_is_there():
    first = pictures.keep_picture(make.jpeg(), by=None)
    assert pictures.keep_picture(make.jpeg(name="other.jpg"), by=None) == first
    assert Picture.objects.count() == 1


def test_the_smallest_picture_is_taken():
    assert pictures.keep_picture(make.jpeg(size=(40, 40)), by=None).width == 40


def test_the_same_file_again_says_what_the_library_does_not():
    editor = make.staff("editor")
    pictures.keep_picture(make.jpeg(), by=None, alt_hy="Լիճ", credit="")
    again = pictures.keep_picture(
        make.jpeg(), by=editor, alt_hy="Ուրիշ", alt_en="Lake", credit="Անի"
    )
    kept = Picture.objects.get()
    assert (kept.alt_hy, kept.alt_en, kept.credit) == ("Լիճ", "Lake", "Անի")
    assert (again.alt_hy, again.alt_en, again.credit) == (
        "Լիճ",
        "Lake",
        "Անի",
    )
    assert revisions.latest_number(kept) == 2  # open forms notice it
    pictures.keep_picture(make.jpeg(), by=editor, alt_en="Sea")
    assert revisions.latest_number(kept) == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_file_twice_at_once_is_one_picture():
    made = at_once(
        [lambda: pictures.keep_picture(make.jpeg(), by=None) for _ in range(4)]
    )
    assert {one.pk for one in made} == {Picture.objects.get().pk}


def svg():
    return SimpleUploadedFile(
        "a.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        "image/svg+xml",
    )


def php():
    return SimpleUploadedFile(
        "../../x.php", b"<?php system('id');", "image/jpeg"
    )


def dressed_php():
    return SimpleUploadedFile("x.jpg", b"<?php system('id');", "image/jpeg")


def half():
    content = make.jpeg(size=(400, 400)).read()
    return SimpleUploadedFile(
        "half.jpg", content[: len(content) // 2], "image/jpeg"
    )


def heavy():
    return SimpleUploadedFile(
        "big.jpg", b"\xff\xd8\xff" + b"0" * (21 * 1024 * 1024), "image/jpeg"
    )


def png(image, **options):
    held = io.BytesIO()
    image.save(held, "PNG", **options)
    return SimpleUploadedFile("p.png", held.getvalue(), "image/png")


def low():
    return make.jpeg(size=(300, 39))


def narrow():
    return make.jpeg(size=(39, 300))


def dot():
    return png(Image.new("RGB", (1, 1)))


def see_through():
    return png(Image.new("RGBA", (300, 200), (255, 0, 0, 0)))


def see_through_by_palette():
    image = Image.new("P", (300, 200), 3)
    image.putpalette([n % 256 for n in range(768)])
    return png(image, transparency=3)


@pytest.mark.parametrize(
    "upload, code",
    [
        (low, "too_small"),
        (narrow, "too_small"),
        (dot, "too_small"),
        (see_through, "transparent"),
        (see_through_by_palette, "transparent"),
        (svg, "kind"),
        (php, "kind"),
        (dressed_php, "not_what_it_says"),
        (half, "damaged"),
        (heavy, "too_large"),
    ],
)
def test_what_is_no_good_picture_is_refused_and_nothing_stays(
    upload, code, files_apart
):
    with pytest.raises(ValidationError) as refused:
        pictures.keep_picture(upload(), by=None)
    assert (refused.value.code, Picture.objects.count()) == (code, 0)
    assert [
        path for path in (files_apart / "media").rglob("*") if path.is_file()
    ] == []


def test_a_path_in_a_name_goes_nowhere():
    upload = make.jpeg(name="x.jpg")
    upload._name = "../../x.jpg"
    picture = pictures.keep_picture(upload, by=None)
    assert picture.name == "x.jpg"


def test_a_see_through_picture_stands_on_white():
    held = io.BytesIO()
    image = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    image.putpixel((0, 0), (255, 0, 0, 255))
    image.save(held, "PNG")
    picture = pictures.keep_picture(
        SimpleUploadedFile("p.png", held.getvalue(), "image/png"), by=None
    )
    assert read(picture, "50.jpg").convert("RGB").getpixel((25, 25)) == (
        255,
        255,
        255,
    )


def test_the_focal_point_moves_the_cut():
    held = io.BytesIO()
    image = Image.new("RGB", (2400, 630), "white")
    image.paste("black", (0, 0, 1200, 630))
    image.save(held, "PNG")
    picture = pictures.keep_picture(
        SimpleUploadedFile("p.png", held.getvalue(), "image/png"),
        by=None,
        focal_x=0,
    )
    left = read(picture, "share.jpg").convert("L").getpixel((600, 300))
    picture.focal_x = 100
    pictures.move_focus(picture)
    right = read(picture, "share.jpg").convert("L").getpixel((600, 300))
    assert (left < 20, right > 235) == (True, True)
    assert picture.focus == "at-x-100 at-y-50"


def of_kind(kind, mode="RGB", **options):
    held = io.BytesIO()
    image = Image.new("RGB", (90, 60), (180, 85, 58)).convert(mode)
    image.save(held, kind, **options)
    name = f"p.{kind.lower()}"
    return SimpleUploadedFile(name, held.getvalue())


@pytest.mark.parametrize("kind", ["WEBP", "AVIF", "HEIF", "GIF", "PNG"])
def test_pictures_of_telephones_and_of_the_web_are_taken(kind):
    picture = pictures.keep_picture(of_kind(kind), by=None)
    copy = read(picture, "90.jpg")
    assert (copy.format, copy.size) == ("JPEG", (90, 60))


def test_of_a_moving_gif_the_first_picture_is_shown():
    upload = of_kind(
        "GIF",
        mode="P",
        save_all=True,
        append_images=[Image.new("P", (90, 60))],
    )
    picture = pictures.keep_picture(upload, by=None)
    red, _green, blue = read(picture, "90.jpg").getpixel((45, 30))
    assert red > 150 > blue


@pytest.mark.parametrize("name", ["a.svg", "a.png"])
def test_a_drawing_is_refused_with_what_to_do(name):
    upload = SimpleUploadedFile(name, svg().read())
    with pytest.raises(ValidationError, match="SVG"):
        pictures.keep_picture(upload, by=None)


def test_what_was_typed_and_not_written_is_told():
    picture = make.picture(alt_hy="Լիճ", credit="")
    typed = {"alt_hy": "Ծով", "alt_en": picture.alt_en, "credit": "Անի"}
    assert pictures.unsaid_words(picture, typed) == {"alt_hy": "Ծով"}


LARGE = """
import pathlib, re, sys
from core.files import images
image = images.upright_rgb(sys.stdin.buffer.read(), 1600)
peak = re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())
print(*image.size, int(peak[1]) // 1024)
"""


@pytest.mark.parametrize("kind, most", [("JPEG", 250), ("PNG", 500)])
def test_the_largest_picture_takes_bounded_memory(kind, most):
    """In a process of its own, in megabytes; some ninety are Python and Django."""
    held = io.BytesIO()
    Image.new("RGB", (9237, 6928), "teal").save(held, kind)
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(){LARGE}"],
        input=held.getvalue(),
        capture_output=True,
        check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings"},
    )
    width, height, megabytes = map(int, done.stdout.split())
    assert (width, height) == (2310, 1732)
    assert megabytes < most


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_picture_on_its_side_is_measured_upright(kind):
    held, image = io.BytesIO(), Image.new("RGB", (3400, 3300), "white")
    image.paste("black", (0, 0, 3400, 1650))
    exif = image.getexif()
    exif[0x0112] = 6
    image.crop((0, 0, 3400, 3250)).save(held, kind, exif=exif)
    upload = SimpleUploadedFile(f"a.{kind.lower()}", held.getvalue())
    picture = pictures.keep_picture(upload, by=None)
    assert (picture.width, picture.height) == (3250, 3400)
    copy = read(picture, "1600.jpg").convert("L")
    assert copy.size == (1600, 1674)
    assert (
        copy.getpixel((100, 800)) > 200,
        copy.getpixel((1500, 800)) < 50,
    ) == (
        True,
        True,
    )


def test_missing_copies_are_made_by_the_command():
    picture = make.picture()
    default_storage.delete(f"pictures/{picture.uid}/60.jpg")
    call_command("encode_pictures", verbosity=0)
    picture.refresh_from_db()
    assert (read(picture, "60.avif").size, read(picture, "60.jpg").size) == (
        (60, 40),
        (60, 40),
    )
    assert picture.encoded_at is not None

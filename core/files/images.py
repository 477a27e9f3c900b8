"""Pictures from outside: looked at within bounds of memory, and given as JPEG where wanted."""

import io
import threading
import warnings

import pillow_heif
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageOps

pillow_heif.register_heif_opener()
#: one large picture at a time is decoded in a process: of 64 million pixels a JPEG takes 40 MB,
#: a PNG 260, a HEIC or AVIF 570 and a WebP, whose decoder holds them three times, 980
_decoding = threading.Lock()
#: a JPEG is decoded at an eighth of its size to see that it is whole
DRAFT = 8
QUALITY = 90
#: orientations of a picture that lies on its side
LYING = (5, 6, 7, 8)
REDUCIBLE = ("L", "LA", "RGB", "RGBA", "CMYK")


def refuse(code: str, message, **params) -> ValidationError:
    return ValidationError(message, code=code, params=params)


def damaged() -> ValidationError:
    return refuse(
        "damaged",
        _(
            "The file is damaged and cannot be opened here. Open it in the "
            "program that made it, save it again and choose it again."
        ),
    )


def megapixels() -> int:
    """The limit in millions, as it is said before one chooses."""
    return settings.UPLOAD_MAX_PIXELS // 1_000_000


def count_pixels(content: bytes) -> int:
    """Width times height, read from the head of the file; nothing is decoded."""
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(content)) as image,
        ):
            return image.width * image.height
    except Image.DecompressionBombError:
        return settings.UPLOAD_MAX_PIXELS + 1
    except Exception:
        # whatever a parser raises over a stranger's bytes, they are damaged
        raise damaged() from None


def check_image(content: bytes) -> None:
    """Raises ValidationError 'too_many_pixels' or 'damaged'."""
    if count_pixels(content) > settings.UPLOAD_MAX_PIXELS:
        raise refuse(
            "too_many_pixels",
            _(
                "The picture has more than %(limit)d million pixels. "
                "Make it smaller and choose it again."
            ),
            limit=megapixels(),
        )
    try:
        with (
            _decoding,
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(content)) as image,
        ):
            image.draft("RGB", (image.width // DRAFT, image.height // DRAFT))
            image.load()  # verify() does not notice that half of a JPEG is missing
    except Exception:
        # whatever a parser raises over a stranger's bytes, they are damaged
        raise damaged() from None


def upright_size(content: bytes) -> tuple[int, int]:
    """Width and height as the picture is looked at, from its head; nothing is decoded."""
    with (
        warnings.catch_warnings(action="ignore"),
        Image.open(io.BytesIO(content)) as image,
    ):
        width, height = image.size
        is_lying = image.getexif().get(ExifTags.Base.Orientation, 1) in LYING
    return (height, width) if is_lying else (width, height)


def upright_rgb(content: bytes, least: int = 0) -> Image.Image:
    """The picture as it is looked at, in plain RGB on white, without metadata.

    `least`: so many pixels its shorter side keeps; a larger one is made smaller on its way in, so
    that no second copy of all its pixels is ever held.
    """
    with (
        _decoding,
        warnings.catch_warnings(action="ignore"),
        Image.open(io.BytesIO(content)) as image,
    ):
        smaller = _reduced(image, least)
        ImageOps.exif_transpose(smaller, in_place=True)
        plain = _on_white(smaller)
    # a comment of a JPEG would be written into its copies: it may say where it was taken
    plain.info.clear()
    return plain


def _reduced(image: Image.Image, least: int) -> Image.Image:
    if least and min(image.size) >= 2 * least:
        factor = min(image.size) // least
        image.draft("RGB", (image.width // factor, image.height // factor))
    image.load()
    factor = min(image.size) // least if least else 1
    if factor < 2:
        return image
    if image.mode not in REDUCIBLE:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image.reduce(factor)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "P", "PA"):
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    return image if image.mode == "RGB" else image.convert("RGB")


def is_transparent(content: bytes) -> bool:
    """Whether nothing of the picture can be seen."""
    with (
        _decoding,
        warnings.catch_warnings(action="ignore"),
        Image.open(io.BytesIO(content)) as image,
    ):
        if not image.has_transparency_data:
            return False
        has_channel = image.mode in ("RGBA", "LA")
        seen = image if has_channel else image.convert("RGBA")
        return seen.getchannel("A").getextrema()[1] == 0


def as_jpeg(content: bytes) -> bytes:
    """The same picture as a JPEG, which every program opens; its metadata stay in the original."""
    held = io.BytesIO()
    upright_rgb(content).save(held, "JPEG", quality=QUALITY)
    return held.getvalue()

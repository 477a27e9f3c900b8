"""Pictures from outside: looked at within bounds of memory, and given as JPEG where wanted."""

import io
import threading
import warnings

import pillow_heif
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

pillow_heif.register_heif_opener()
#: one large picture at a time is decoded in a process: 64 million pixels take some 200 MB
_decoding = threading.Lock()
#: a JPEG is decoded at an eighth of its size to see that it is whole
DRAFT = 8
QUALITY = 90


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


def upright_rgb(content: bytes) -> Image.Image:
    """The picture as it is looked at, in plain RGB on white, without metadata."""
    with (
        _decoding,
        warnings.catch_warnings(action="ignore"),
        Image.open(io.BytesIO(content)) as image,
    ):
        turned = ImageOps.exif_transpose(image)
        if turned.mode in ("RGBA", "LA", "P", "PA"):
            turned = turned.convert("RGBA")
            white = Image.new("RGBA", turned.size, "white")
            turned = Image.alpha_composite(white, turned)
        plain = turned.convert("RGB")
    # a comment of a JPEG would be written into its copies: it may say where it was taken
    plain.info.clear()
    return plain


def as_jpeg(content: bytes) -> bytes:
    """The same picture as a JPEG, which every program opens; its metadata stay in the original."""
    held = io.BytesIO()
    upright_rgb(content).save(held, "JPEG", quality=QUALITY)
    return held.getvalue()

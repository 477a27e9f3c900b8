"""The picture library: what is kept of an upload, and the copies that readers get."""

import io

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps

from accounts.models import User
from content import picture_uses, revisions
from content.models import Picture
from content.models.picture import WIDTHS
from core.background_work import background_task, enqueue_after_commit
from core.files import uploads
from core.files.images import is_transparent, upright_rgb, upright_size
from core.files.kinds import PICTURES
from core.files.storage import names_in, private_storage
from mailing import background

#: kind of copy → (Pillow's name, how it is written); AVIF at speed 8 is three times as quick as at
#: 6
KINDS: dict[str, tuple[str, dict]] = {
    "jpg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
    "webp": ("WEBP", {"quality": 76, "method": 4}),
    "avif": ("AVIF", {"quality": 58, "speed": 8}),
}
AT_ONCE, LATER = ("jpg",), ("webp", "avif")
SHARED = (1200, 630)
SHORTEST_SIDE = 40  # less is a dot that counts readers, or an icon
LONGEST_SIDE = 16_000  # WebP holds no more


def _write(
    picture: Picture,
    name: str,
    image: Image.Image,
    kind: str,
) -> None:
    form, options = KINDS[kind]
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    path = f"pictures/{picture.uid}/{name}.{kind}"
    default_storage.delete(path)
    default_storage.save(path, ContentFile(buffer.getvalue()))


def _copy(picture: Picture, image: Image.Image, kinds: tuple[str, ...]) -> None:
    for width in picture.widths:
        height = max(1, round(picture.height * width / picture.width))
        smaller = image.resize((width, height), Image.Resampling.LANCZOS)
        for kind in kinds:
            _write(picture, str(width), smaller, kind)


def _share(picture: Picture, image: Image.Image) -> None:
    focus = (picture.focal_x / 100, picture.focal_y / 100)
    _write(
        picture,
        "share",
        ImageOps.fit(image, SHARED, centering=focus),
        "jpg",
    )


def _content(picture: Picture) -> bytes:
    with private_storage().open(str(picture.original.name)) as handle:
        return handle.read()


def _upright(picture: Picture) -> Image.Image:
    """From the original, no larger than the copies need."""
    return upright_rgb(_content(picture), WIDTHS[-1])


def keep_picture(upload: UploadedFile, *, by: User | None, **fields) -> Picture:
    """Take a picture into the library; raises ValidationError as `uploads.check_upload` does.

    JPEG copies are there when this returns, the smaller kinds after a task. The same file again
    gives the picture that is there already, and what is said of it now where nothing was said.
    """
    checked = uploads.check_upload(upload, allowed=PICTURES)
    if known := Picture.objects.filter(sha256=checked.sha256).first():
        return complete_picture(known, fields, by)
    size = upright_size(checked.content)
    _refuse_unseen(size, checked.content)
    if max(size) > LONGEST_SIDE:
        raise ValidationError(
            _("The picture has too many pixels. Make it smaller."),
            code="too_many_pixels",
        )
    original = private_storage().keep(checked.content)
    upright = upright_rgb(checked.content, WIDTHS[-1])
    attributes = {
        "width": size[0],
        "height": size[1],
        "original": original,
        "name": checked.name,
        "sha256": checked.sha256,
        "uploaded_by": by,
    }
    try:
        return _add(upright, **attributes, **fields)
    except IntegrityError:  # the same file came in twice at once
        known = Picture.objects.get(sha256=checked.sha256)
        return complete_picture(known, fields, by)


def _refuse_unseen(size: tuple[int, int], content: bytes) -> None:
    """Raises ValidationError 'too_small' or 'transparent': readers would see nothing."""
    if min(size) < SHORTEST_SIDE:
        raise ValidationError(
            _(
                "The picture is only %(width)d × %(height)d pixels. "
                "Choose one of at least %(least)d on each side."
            ),
            code="too_small",
            params={
                "width": size[0],
                "height": size[1],
                "least": SHORTEST_SIDE,
            },
        )
    if is_transparent(content):
        raise ValidationError(
            _("The picture is wholly transparent. Choose another one."),
            code="transparent",
        )


def unsaid_words(picture: Picture, fields: dict) -> dict[str, str]:
    """Of what was typed about a picture: what its library entry says otherwise, by field."""
    return {
        name: value
        for name, value in fields.items()
        if value and getattr(picture, name) not in ("", None, value)
    }


@transaction.atomic
def complete_picture(known: Picture, fields: dict, by: User | None) -> Picture:
    """A picture of the library with the words that it lacked; what it says already stays."""
    picture = Picture.objects.select_for_update().get(pk=known.pk)
    lacking = {
        name: value
        for name, value in fields.items()
        if value and getattr(picture, name) in ("", None)
    }
    _write_words(picture, lacking, by)
    return picture


@transaction.atomic
def describe_picture(picture: Picture, words: dict, *, by: User) -> bool:
    """Let the library say these words of a picture, by field; whether that changes anything."""
    locked = Picture.objects.select_for_update().get(pk=picture.pk)
    return _write_words(locked, words, by)


def _write_words(picture: Picture, words: dict, by: User | None) -> bool:
    before = revisions.snapshot(picture)
    for name, value in words.items():
        setattr(picture, name, value)
    if revisions.snapshot(picture) == before:
        return False
    picture.save()
    if by is not None:
        revisions.record_change(picture, before, by=by)
    return True


@transaction.atomic
def _add(image: Image.Image, **fields) -> Picture:
    picture = Picture.objects.create(**fields)
    _copy(picture, image, AT_ONCE)
    _share(picture, image)
    enqueue_after_commit(encode, picture.pk)
    return picture


def move_focus(picture: Picture) -> None:
    """The focal point has moved: the copy for link previews is cut anew."""
    _share(picture, _upright(picture))


@transaction.atomic
def remove_picture(picture: Picture) -> None:
    """Out of the library, with its copies and its original: taken down means gone.

    Raises ValidationError 'used' while anything shows it.
    """
    if uses := picture_uses.find_uses(picture):
        raise ValidationError(
            _("The picture is in use: %(uses)s."),
            code="used",
            params={"uses": ", ".join(f"«{thing}»" for thing in uses)},
        )
    folder, original = f"pictures/{picture.uid}", str(picture.original.name)
    picture.delete()
    transaction.on_commit(lambda: _remove_files(folder, original))


def _remove_files(folder: str, original: str) -> None:
    for name in names_in(default_storage, folder)[1]:
        default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)
    private_storage().delete(original)


def make_copies(picture: Picture) -> None:
    """Every copy anew, of every kind."""
    image = _upright(picture)
    _copy(picture, image, AT_ONCE + LATER)
    _share(picture, image)
    Picture.objects.filter(pk=picture.pk).update(encoded_at=timezone.now())


def _encode(picture_id: str) -> bool:
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is None:
        return False
    _copy(picture, _upright(picture), LATER)
    return bool(
        Picture.objects.filter(pk=picture_id).update(encoded_at=timezone.now()),
    )


COPIES = background.Work(
    "pictures",
    gettext_lazy("copies of pictures"),
    60,
    _encode,
    is_one_transaction=False,
)


@background_task
def encode(picture_id: int) -> None:
    """The smaller kinds of copies: slow, so never while someone waits."""
    background.do_one(COPIES.code, picture_id)

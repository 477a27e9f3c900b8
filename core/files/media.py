"""Small films and recordings that staff publish: known by how they begin, kept as they are."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.files.images import refuse
from core.files.kinds import kind_of
from core.files.uploads import extension_of, validate_document

#: extension → the type it is served as
FILMS = {"mp4": "video/mp4", "webm": "video/webm"}
SOUNDS = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg"}
MEDIA = {**FILMS, **SOUNDS}
HEAD = 64
LARGEST_CAPTIONS = 1024 * 1024
_WEBM = b"\x1a\x45\xdf\xa3"
#: the first eleven bits of a frame of MPEG sound, and its third layer
_MPEG_FRAME, _MPEG_MASK = 0xFFE2, 0xFFE6


def media_limit() -> int:
    """The limit in megabytes, as it is said before one chooses."""
    return settings.UPLOAD_MAX_MEDIA_BYTES // 1_000_000


def is_medium(extension: str, head: bytes) -> bool:
    """Whether bytes that begin so may have this extension of a film or a recording."""
    if extension in ("mp4", "m4a"):
        return head[4:8] == b"ftyp" and not kind_of(head)
    if extension == "webm":
        return head.startswith(_WEBM) and b"webm" in head
    if extension == "ogg":
        return head.startswith(b"OggS")
    begins = int.from_bytes(head[:2])
    return head.startswith(b"ID3") or begins & _MPEG_MASK == _MPEG_FRAME


def validate_publication(upload) -> None:
    """Field validator for what staff publish: a document, a small film or a recording.

    Raises ValidationError as `uploads.check_upload` does.
    """
    if getattr(upload, "_committed", False):
        return
    extension = extension_of(upload.name or "")
    if extension in MEDIA:
        _check_medium(upload, extension)
    else:
        validate_document(upload)


def _check_medium(upload, extension: str) -> None:
    """By its head alone: a film is not read into memory."""
    if upload.size > settings.UPLOAD_MAX_MEDIA_BYTES:
        raise refuse(
            "too_large",
            _(
                "The video or recording is larger than %(limit)d MB. Make it smaller, or "
                "publish it at YouTube or Vimeo and give its address as the link."
            ),
            limit=media_limit(),
        )
    upload.file.seek(0)
    head = upload.file.read(HEAD)
    upload.file.seek(0)
    if not is_medium(extension, head):
        raise refuse(
            "not_what_it_says",
            _(
                "The file is not what its name says it is. "
                "Save it as MP4, WebM, MP3, M4A or Ogg."
            ),
        )


def validate_captions(upload) -> None:
    """Field validator for captions: WebVTT in UTF-8."""
    if getattr(upload, "_committed", False):
        return
    upload.file.seek(0)
    content = upload.file.read(LARGEST_CAPTIONS + 1)
    upload.file.seek(0)
    if not _is_webvtt(content):
        raise ValidationError(
            _("Captions are a WebVTT file (.vtt) of at most 1 MB."),
            code="no_captions",
        )


def _is_webvtt(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return len(content) <= LARGEST_CAPTIONS and text.startswith("WEBVTT")

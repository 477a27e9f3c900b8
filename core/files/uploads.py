"""What a file from outside must be before we keep it: our own allow-list, checked by content."""

import hashlib
import io
import re
import warnings
import zipfile
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

OFFICE = b"PK\x03\x04"
#: extension → (what the file must begin with, the type we serve it as)
KINDS: dict[str, tuple[tuple[bytes, ...], str]] = {
    "pdf": ((b"%PDF-",), "application/pdf"),
    "docx": (
        (OFFICE,),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xlsx": (
        (OFFICE,),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "odt": ((OFFICE,), "application/vnd.oasis.opendocument.text"),
    "ods": ((OFFICE,), "application/vnd.oasis.opendocument.spreadsheet"),
    "jpg": ((b"\xff\xd8\xff",), "image/jpeg"),
    "jpeg": ((b"\xff\xd8\xff",), "image/jpeg"),
    "png": ((b"\x89PNG\r\n\x1a\n",), "image/png"),
}
IMAGES = {"jpg", "jpeg", "png"}
DOCUMENTS = {"pdf", "docx", "xlsx", "odt", "ods"}
#: the member that makes a ZIP the document its extension claims
MEMBERS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}
MAX_UNPACKED = 200 * 1024 * 1024
UNSAFE_IN_NAMES = re.compile(
    r"[\x00-\x1f\x7f/\\<>:\"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its bytes, honest name, type and SHA-256."""

    content: bytes
    name: str
    content_type: str
    sha256: str

    @property
    def size(self) -> int:
        return len(self.content)


def clean_name(name: str) -> str:
    """The name to show: dots, Armenian letters and brackets stay; paths and controls go."""
    name = UNSAFE_IN_NAMES.sub("_", re.split(r"[/\\]", name)[-1]).strip(" .")
    stem, dot, extension = name.rpartition(".")
    return f"{stem[:150]}{dot}{extension[:10]}" if dot else name[:150] or "file"


def extension_of(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _refuse(code: str, message, **params) -> ValidationError:
    return ValidationError(message, code=code, params=params)


def check_size(size: int, most: int | None = None) -> None:
    """Raises ValidationError 'empty' or 'too_large'; `most` bytes, the portal's own limit at the
    latest.
    """
    limit = min(most or settings.UPLOAD_MAX_BYTES, settings.UPLOAD_MAX_BYTES)
    if size == 0:
        raise _refuse("empty", _("The file is empty. Choose the file again."))
    if size > limit:
        raise _refuse(
            "too_large",
            _(
                "The file is larger than %(limit)s MB. Make it smaller or attach it in parts."
            ),
            limit=limit // 1_000_000,
        )


def check_kind(name: str, allowed: set[str] | None = None) -> str:
    """The extension of a file we take; raises ValidationError 'kind'. `allowed`: default every
    kind.
    """
    kinds = (allowed or set(KINDS)) & set(KINDS)
    extension = extension_of(name)
    if extension not in kinds:
        listed = ", ".join(sorted(kinds))
        raise _refuse(
            "kind",
            _("This kind of file is not accepted. Accepted: %(kinds)s."),
            kinds=listed,
        )
    return extension


def _check_archive(content: bytes, extension: str) -> None:
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile:
        raise _refuse(
            "damaged", _("The file is damaged and cannot be opened.")
        ) from None
    names = {member.filename for member in members}
    if MEMBERS[extension] not in names:
        raise _refuse(
            "not_what_it_says", _("The file is not what its name says it is.")
        )
    if any(
        name.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js"))
        for name in names
    ):
        raise _refuse(
            "macros", _("The document holds macros. Save it without them.")
        )
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise _refuse("bomb", _("The file unpacks to far more than it should."))


def _pixels(content: bytes) -> int:
    """Width times height, read from the head of the file; nothing is decoded."""
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(content)) as image,
        ):
            image.verify()
            return image.width * image.height
    except Image.DecompressionBombError:
        return settings.UPLOAD_MAX_PIXELS + 1
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise _refuse(
            "damaged", _("The file is damaged and cannot be opened.")
        ) from None


def _check_image(content: bytes) -> None:
    if _pixels(content) > settings.UPLOAD_MAX_PIXELS:
        raise _refuse(
            "too_many_pixels",
            _("The picture has too many pixels. Make it smaller."),
        )
    try:
        with Image.open(io.BytesIO(content)) as image:
            image.load()  # verify() does not notice that half of a JPEG is missing
    except (OSError, SyntaxError, ValueError):
        raise _refuse(
            "damaged", _("The file is damaged and cannot be opened.")
        ) from None


def check_upload(
    upload: UploadedFile,
    *,
    allowed: set[str] | None = None,
    most: int | None = None,
) -> Checked:
    """Read an upload whole and say what it is; raises ValidationError (codes as above).

    `allowed`: extensions without dot, default every kind we know; `most`: bytes.
    """
    name = clean_name(upload.name or "")
    extension = check_kind(name, allowed)
    check_size(upload.size or 0, most)
    content = upload.read()
    check_size(len(content), most)
    signatures, content_type = KINDS[extension]
    if not content.startswith(signatures):
        raise _refuse(
            "not_what_it_says", _("The file is not what its name says it is.")
        )
    if extension in MEMBERS:
        _check_archive(content, extension)
    if extension in IMAGES:
        _check_image(content)
    return Checked(
        content, name, content_type, hashlib.sha256(content).hexdigest()
    )


def kinds_in(text: str) -> set[str]:
    """The extensions named in 'pdf, docx'; every kind we take when none is named."""
    named = {
        word.strip(" .").lower() for word in text.split(",") if word.strip(" .")
    }
    return named or set(KINDS)


def known_kinds(text: str) -> None:
    """Refuses an extension that the portal does not take."""
    if unknown := sorted(kinds_in(text) - set(KINDS)):
        raise _refuse(
            "kind",
            _("The portal does not take: %(kinds)s."),
            kinds=", ".join(unknown),
        )


def validate_image(upload) -> None:
    """Field validator for pictures that editors upload: JPEG or PNG within our limits."""
    if not getattr(upload, "_committed", False):
        check_upload(upload.file, allowed=IMAGES)
        upload.file.seek(0)


def validate_document(upload) -> None:
    """Field validator for documents that staff publish."""
    if not getattr(upload, "_committed", False):
        check_upload(upload.file, allowed=DOCUMENTS)
        upload.file.seek(0)

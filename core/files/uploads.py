"""What a file from outside must be before we keep it: our own allow-list, checked by content."""

import hashlib
import re
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.files import documents, images
from core.files.images import refuse
from core.files.kinds import (
    ARCHIVES,
    DOCUMENTS,
    KINDS,
    PICTURES,
    RARE_IMAGES,
    TYPES,
    advice,
    is_of_kind,
    kind_of,
)
from core.text.reading import read_file_name

UNSAFE_IN_NAMES = re.compile(r"[<>:\"|?*]")


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
    """The name to show: letters, dots and brackets stay; paths and what cannot be seen go."""
    name = UNSAFE_IN_NAMES.sub("_", read_file_name(name))
    stem, dot, extension = name.rpartition(".")
    return f"{stem[:150]}{dot}{extension[:10]}" if dot else name[:150] or "file"


def extension_of(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def check_size(size: int, most: int | None = None) -> None:
    """Raises ValidationError 'empty' or 'too_large'; `most` bytes, the portal's own limit at the
    latest.
    """
    limit = min(most or settings.UPLOAD_MAX_BYTES, settings.UPLOAD_MAX_BYTES)
    if size == 0:
        raise refuse("empty", _("The file is empty. Choose the file again."))
    if size > limit:
        raise refuse(
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
    kinds = (allowed or set(KINDS)) & set(TYPES)
    extension = extension_of(name)
    if extension == "svg":
        raise refuse("kind", advice("svg"))
    if extension not in kinds:
        listed = ", ".join(sorted(kinds))
        raise refuse(
            "kind",
            _(
                "This kind of file is not accepted. Save it as one of these "
                "(%(kinds)s) and choose it again."
            ),
            kinds=listed,
        )
    return extension


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
    kind = kind_of(content)
    if not is_of_kind(extension, kind):
        raise refuse(
            "not_what_it_says",
            _("The file is not what its name says it is. %(advice)s"),
            advice=advice(kind),
        )
    if extension == "pdf":
        documents.check_pdf(content)
    if extension in ARCHIVES:
        documents.check_archive(content, extension)
    if extension in PICTURES:
        images.check_image(content)
    return Checked(
        content, name, TYPES[extension], hashlib.sha256(content).hexdigest()
    )


def kinds_in(text: str) -> set[str]:
    """The extensions named in 'pdf, docx'; every kind we take when none is named.

    Where a photograph is asked for, one of a telephone is meant too.
    """
    named = {
        word.strip(" .").lower() for word in text.split(",") if word.strip(" .")
    }
    if "jpg" in named or "jpeg" in named:
        named |= {"jpg", "jpeg", *RARE_IMAGES}
    return named or set(KINDS)


def accepted(kinds: set[str]) -> str:
    """The same for the `accept` of a field: '.docx,.pdf'."""
    return ",".join(f".{kind}" for kind in sorted(kinds))


def known_kinds(text: str) -> None:
    """Refuses an extension that the portal does not take."""
    if unknown := sorted(kinds_in(text) - set(KINDS)):
        raise refuse(
            "kind",
            _("The portal does not accept: %(kinds)s."),
            kinds=", ".join(unknown),
        )


def validate_document(upload) -> None:
    """Field validator for documents that staff publish."""
    if not getattr(upload, "_committed", False):
        check_upload(upload.file, allowed=DOCUMENTS)
        upload.file.seek(0)

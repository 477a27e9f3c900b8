"""Copies of files without their properties: who made them, with what, where and when."""

import io
import re
from pathlib import PurePath
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from core.files import images

PDF, JPEG = "application/pdf", "image/jpeg"
#: what a page is made of; the rest of it (comments, threads, actions, thumbnails) stays behind
PAGE_PARTS = {
    "/Type",
    "/Parent",
    "/Contents",
    "/Resources",
    "/MediaBox",
    "/CropBox",
    "/BleedBox",
    "/TrimBox",
    "/ArtBox",
    "/Rotate",
    "/UserUnit",
    "/Group",
}
#: entries of what a page is made of that tell of its making, or carry other files
TELLING = {
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/AF",
    "/Annots",
    "/Properties",
    "/OC",
    "/OPI",
    "/Ref",
    "/Alternates",
    "/Measure",
    "/PtData",
    "/StructParent",
    "/StructParents",
}
#: segments of a JPEG where programs and cameras write: APP1 to APP15 but Adobe's colours, comments
WRITTEN_BY_PROGRAMS = {*range(0xE1, 0xF0), 0xFE} - {0xEE}
START_OF_SCAN, END_OF_IMAGE = 0xDA, b"\xff\xd9"
#: boxes of a JPEG 2000 that carry XML or anything
CARRYING_BOXES = {b"xml ", b"uuid", b"uinf"}


def has_copy_without_properties(content_type: str) -> bool:
    """Whether a copy can be made: of PDF and of pictures; of nothing else."""
    return content_type == PDF or content_type.startswith("image/")


def without_properties(content: bytes, content_type: str) -> tuple[bytes, str]:
    """The bytes and the type of a copy; pictures become JPEG. ValueError for other kinds, and for
    a PDF that cannot be read.
    """
    if content_type == PDF:
        try:
            return _plain_pdf(content), PDF
        except PyPdfError as error:
            raise ValueError(content_type) from error
    if content_type.startswith("image/"):
        return images.as_jpeg(content), JPEG
    raise ValueError(content_type)


def neutral_name(number: int, name: str, content_type: str) -> str:
    """«file-1.pdf»: nothing of the name it was given but its kind."""
    ending = PurePath(name).suffix.lower()
    if content_type.startswith("image/"):
        ending = ".jpg"
    if not re.fullmatch(r"\.[a-z0-9]{1,5}", ending):
        ending = ""
    return f"file-{number}{ending}"


def _plain_pdf(content: bytes) -> bytes:
    """The pages alone, in a new file: what describes the old one, or lies in it, stays behind.

    Copied twice: what the first copy has lost its way to is not written by the second.
    """
    return _pages_alone(_pages_alone(content))


def _pages_alone(content: bytes) -> bytes:
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(content)).pages:
        copied = writer.add_page(page)
        for name in set(copied) - PAGE_PARTS:
            del copied[name]
    writer.metadata = None
    for thing in writer._objects:
        _forget_properties(thing)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _forget_properties(thing: Any) -> None:
    """In an object of a PDF and the ones that stand in it; what it points to is not followed."""
    if isinstance(thing, ArrayObject):
        for part in thing:
            _forget_properties(part)
    if isinstance(thing, StreamObject):
        _forget_in_picture(thing)
    if isinstance(thing, DictionaryObject):
        for name in TELLING & set(thing):
            del thing[name]
        for part in thing.values():
            _forget_properties(part)


def _forget_in_picture(stream: StreamObject) -> None:
    """Of a picture that is a whole JPEG or JPEG 2000 in itself, also inside that."""
    filters = stream.get("/Filter")
    last = filters[-1] if isinstance(filters, ArrayObject) else filters
    only = not isinstance(filters, ArrayObject) or len(filters) == 1
    if only and last == "/DCTDecode":
        stream._data = _plain_jpeg(stream._data)
    if only and last == "/JPXDecode":
        stream._data = _plain_jpeg_2000(stream._data)


def _plain_jpeg(content: bytes) -> bytes:
    """Without the segments of programs; as it is where it is no JPEG of segments."""
    kept, at = [content[:2]], 2
    while content[at : at + 1] == b"\xff" and at + 4 <= len(content):
        marker = content[at + 1]
        if marker == START_OF_SCAN:
            break
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker not in WRITTEN_BY_PROGRAMS:
            kept.append(content[at:end])
        at = end
    end = content.find(END_OF_IMAGE, at)
    rest = content[at:] if end < 0 else content[at : end + 2]
    return b"".join([*kept, rest])


def _plain_jpeg_2000(content: bytes) -> bytes:
    """Without the boxes that carry XML or anything; a bare stream of code has no boxes."""
    kept, at = [], 0
    while content[4:8] == b"jP  " and at + 8 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        if length < 8:  # the last one, or longer than any upload
            break
        if content[at + 4 : at + 8] not in CARRYING_BOXES:
            kept.append(content[at : at + length])
        at += length
    return b"".join([*kept, content[at:]])

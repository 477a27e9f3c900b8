"""Copies of files without their properties: who made them, with what, where and when."""

import io
import re
from pathlib import PurePath

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from core.files import images

PDF, JPEG = "application/pdf", "image/jpeg"
#: entries of a PDF's objects that tell of its making or of who commented, or carry other files
TELLING = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/Annots")


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
    """The pages alone, in a new file: what describes the old one, or lies in it, stays behind."""
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(content)).pages:
        writer.add_page(page)
    writer.metadata = None
    for thing in writer._objects:
        if isinstance(thing, DictionaryObject):
            for name in TELLING:
                thing.pop(name, None)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()

"""Files as programs make them, and as they must be refused."""

import io
import zipfile

import pillow_heif
from PIL import Image
from pypdf import PdfWriter

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" ContentType="{kind}"/></Types>'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
EXCEL = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
)
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def archive(**members: str | bytes) -> bytes:
    return archived(members)


def archived(members: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return held.getvalue()


def office(part="word/document.xml", kind=WORD, **more) -> bytes:
    """A document of Word or Excel whose main part has this name."""
    types = TYPES.format(part=part, kind=kind)
    return archived({"[Content_Types].xml": types, part: "x", **more})


def open_document(kind=ODT, *, with_mimetype=True) -> bytes:
    manifest = (
        f'<manifest:manifest><x media-type="{kind}"/></manifest:manifest>'
    )
    members = {"content.xml": "x", "META-INF/manifest.xml": manifest}
    return archived({"mimetype": kind, **members} if with_mimetype else members)


def pdf(pages=1, password="", owner="") -> bytes:
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(100, 100)
    if password or owner:
        writer.encrypt(password, owner_password=owner or None)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def picture(size=(20, 10), kind="PNG", mode="RGB") -> bytes:
    held = io.BytesIO()
    Image.new(mode, size).save(held, kind)
    return held.getvalue()


def heic(size=(64, 48)) -> bytes:
    held = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", size, "green")).save(held)
    return held.getvalue()

"""The kinds of files that come from outside: by their names, and by what they begin with."""

import re

from django.utils.translation import gettext as _

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_OPEN = "application/vnd.oasis.opendocument"
#: extension → the type we serve it as
KINDS: dict[str, str] = {
    "pdf": "application/pdf",
    "docx": f"{_WORD}.document",
    "xlsx": f"{_EXCEL}.sheet",
    "odt": f"{_OPEN}.text",
    "ods": f"{_OPEN}.spreadsheet",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
    "heic": "image/heic",
    "heif": "image/heif",
}
IMAGES = {"jpg", "jpeg", "png", "webp", "avif", "heic", "heif"}
#: what the picture library takes, which shows the first picture of a moving one
PICTURES = IMAGES | {"gif"}
TYPES = {**KINDS, "gif": "image/gif"}
#: pictures that not every program opens: a JPEG is given beside them
RARE_IMAGES = {"webp", "avif", "heic", "heif"}
DOCUMENTS = {"pdf", "docx", "xlsx", "odt", "ods"}
ARCHIVES = DOCUMENTS - {"pdf"}
#: a PDF reader looks for the head among so many bytes
HEAD_OF_PDF = 1024
#: programs and pages, whatever else is in them
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"<")
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
AVIF_BRANDS = (b"avif", b"avis")
#: the brands of a file stand among so many bytes
BRANDS = slice(8, 48)
DRAWING = re.compile(rb"<svg[\s>]", re.I)


def kind_of(content: bytes) -> str:
    """What the bytes are: an extension of ours, 'zip', 'doc', 'gif' … or '' for nothing known."""
    head = content[:16]
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and (kind := _kind_of_brands(content)):
        return kind
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "doc"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if DRAWING.search(content[:HEAD_OF_PDF]):
        return "svg"
    if head.startswith(PROGRAMS):
        return ""
    return "pdf" if b"%PDF-" in content[:HEAD_OF_PDF] else ""


def _kind_of_brands(content: bytes) -> str:
    """'avif', 'heic', or '' for a film: they share a container."""
    if any(brand in content[BRANDS] for brand in AVIF_BRANDS):
        return "avif"
    return "heic" if content[8:12] in HEIF_BRANDS else ""


def needs_jpeg(name: str) -> bool:
    """Whether a file is a picture that not every program opens."""
    return name.rpartition(".")[2].lower() in RARE_IMAGES


def is_of_kind(extension: str, kind: str) -> bool:
    """Whether bytes of this kind may have this extension."""
    same = {"jpeg": "jpg", "heif": "heic"}
    if extension in ARCHIVES:
        return kind == "zip"
    return same.get(extension, extension) == kind


def advice(kind: str) -> str:
    """What to do with a file whose name does not say what it is; '' when nothing is known of it."""
    if kind in KINDS:
        return _(
            "It is a file of another kind: change the ending of its name to "
            ".%(kind)s and choose it again."
        ) % {"kind": kind}
    if kind == "doc":
        return _(
            "It is an old Word or Excel file, or one with a password: open it, "
            "remove the password and save it as .docx, .xlsx or .pdf."
        )
    if kind == "zip":
        return _(
            "It is an archive: attach the files that are in it one by one."
        )
    if kind == "svg":
        return _(
            "It is a drawing (SVG), which may hold a program: "
            "export it as .png and choose that."
        )
    if kind == "gif":
        return _("It is a GIF picture: save it as .png or .jpg.")
    return _("Open it in its own program and save it again.")

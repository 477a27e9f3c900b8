"""Documents from outside: whether the office can open them."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from defusedxml import ElementTree
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.files.images import damaged, refuse

MAX_UNPACKED = 200 * 1024 * 1024
#: of the list of parts, which is read whole
MAX_LIST = 4 * 1024 * 1024
MAIN_PARTS = {
    "docx": "wordprocessingml.document.main+xml",
    "xlsx": "spreadsheetml.sheet.main+xml",
}
OPEN_TYPES = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
PROGRAMS = ("vbaproject.bin", ".exe", ".dll", ".js", ".vbs", ".scr")
TAIL_OF_PDF = 2048
PDF_CHECK = Path(__file__).parent / "pdf_check.py"
PDF_PICTURE = Path(__file__).parent / "pdf_picture.py"
#: a page that stands in the file as it is, not in a compressed part
PLAIN_PAGE = re.compile(rb"/Type\s*/Page[^s]")


def password() -> ValidationError:
    return refuse(
        "password",
        _(
            "The file asks for a password, and nobody in the office could open it. "
            "Save it without the password and choose it again."
        ),
    )


def check_pdf(content: bytes) -> None:
    """Raises ValidationError 'cut_off', 'password', 'empty_document' or 'damaged'."""
    tail = content.rstrip(b"\x00\r\n\t ")[-TAIL_OF_PDF:]
    if b"%%EOF" not in tail:
        raise refuse(
            "cut_off",
            _(
                "The end of the file is missing: it was cut off on the way. Save it"
                " again, then choose it again."
            ),
        )
    if b"/Encrypt" not in content and PLAIN_PAGE.search(content):
        return
    found = _look_into_pdf(content)
    if found == "password":
        raise password()
    if found == "empty":
        raise refuse(
            "empty_document", _("The file has no pages. Save it again.")
        )
    if found != "fine":
        raise damaged()


def _look_into_pdf(content: bytes) -> str:
    """In a process of its own: a stranger's file may take neither our time nor our memory."""
    try:
        done = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-I", str(PDF_CHECK)],
            input=content,
            capture_output=True,
            timeout=20,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "damaged"
    return done.stdout.decode(errors="replace").strip()


def draw_first_page(content: bytes) -> bytes:
    """A small JPEG of a PDF's first page, by a process of its own; b"" where it cannot be drawn."""
    try:
        done = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-I", str(PDF_PICTURE)],
            input=content,
            capture_output=True,
            timeout=20,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return b""
    return b"" if done.returncode else done.stdout


def check_archive(content: bytes, extension: str) -> None:
    """Raises ValidationError 'damaged', 'password', 'not_what_it_says', 'macros' or 'bomb'."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_members(archive.infolist())
            _check_main_part(archive, extension)
    except ValidationError:
        raise
    except Exception:
        # whatever a parser raises over a stranger's bytes, they are damaged
        raise damaged() from None


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if any(_climbs_out(name) for name in names):
        raise damaged()
    if any(member.flag_bits & 1 for member in members):
        raise password()
    if any(name.lower().endswith(PROGRAMS) for name in names):
        raise _with_macros()
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise refuse("bomb", _("The file unpacks to far more than it should."))


def _climbs_out(name: str) -> bool:
    parts = re.split(r"[/\\]", name)
    return ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0]


def _with_macros() -> ValidationError:
    return refuse(
        "macros",
        _(
            "The document contains macros. Save it without them and choose it again."
        ),
    )


def _read_list(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(MAX_LIST)


def _check_main_part(archive: zipfile.ZipFile, extension: str) -> None:
    """The main part may have any name: the list of parts says which it is."""
    names = set(archive.namelist())
    if extension in MAIN_PARTS:
        is_it = "[Content_Types].xml" in names and _has_main_part(
            archive, extension
        )
    else:
        is_it = "content.xml" in names and _is_open_document(archive, extension)
    if not is_it:
        raise refuse(
            "not_what_it_says",
            _(
                "The file is not what its name says it is. Open it in its own "
                "program and save it again."
            ),
        )


def _has_main_part(archive: zipfile.ZipFile, extension: str) -> bool:
    types = ElementTree.fromstring(_read_list(archive, "[Content_Types].xml"))
    named = [part.get("ContentType", "") for part in types]
    if any("macroEnabled" in kind for kind in named):
        raise _with_macros()
    return any(kind.endswith(MAIN_PARTS[extension]) for kind in named)


def _is_open_document(archive: zipfile.ZipFile, extension: str) -> bool:
    """By its member `mimetype`; a program that leaves it out names the type in the manifest."""
    wanted = OPEN_TYPES[extension].encode()
    names = archive.namelist()
    if "mimetype" in names:
        return _read_list(archive, "mimetype").strip().startswith(wanted)
    manifest = "META-INF/manifest.xml"
    return manifest in names and wanted in _read_list(archive, manifest)

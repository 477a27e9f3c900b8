"""A lot as a ZIP: each application's record, papers and files, and a manifest that re-verifies."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.core.files.storage import storages
from django.db import transaction

from applications.models import Attachment, Version
from applications.submissions import dossier, receipts
from core.files import images
from core.files.kinds import needs_jpeg
from core.files.uploads import clean_name

#: of every member, so that the same lot gives the same archive
WHEN = (2000, 1, 1, 0, 0, 0)
#: what is small already: packing it again takes time and saves nothing
PACKED = (".pdf", ".jpg", ".jpeg", ".png", ".webp", ".docx", ".xlsx", ".zip")
#: said of a file in a personal answer, where those are left out
LEFT_OUT = {
    "path": "",
    "agrees": False,
    "personal": True,
    "note": "not included: personal data",
}
#: bytes of a file's name without its ending; disks hold 255 of the whole
LONGEST_NAME = 180


class Bundle:
    """An archive being written, remembering the SHA-256 of each member."""

    def __init__(self, held, *, with_personal: bool) -> None:
        self.with_personal = with_personal
        self.zip = zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED)
        self.sums: dict[str, str] = {}

    def put(self, path: str, content: bytes) -> str:
        member = zipfile.ZipInfo(path, WHEN)
        if not path.endswith(PACKED):
            member.compress_type = zipfile.ZIP_DEFLATED
        self.zip.writestr(member, content)
        self.sums[path] = hashlib.sha256(content).hexdigest()
        return self.sums[path]


def _file(
    bundle: Bundle,
    folder: str,
    number: int,
    file: dict,
) -> dict:
    """One attached file, from the version's own list; what does not agree is said, never passed
    over.
    """
    attachment = Attachment.objects.get(uuid=file["uuid"])
    if attachment.is_erased:
        return file | LEFT_OUT
    entry = {**file, "path": "", "agrees": False, "note": ""}
    if (
        attachment.state not in (Attachment.CLEAN, Attachment.REMOVED)
        or not attachment.storage_key
    ):
        return entry | {"note": f"not included: {attachment.state}"}
    try:
        with storages["private"].open(attachment.storage_key) as stored:
            content = stored.read()
    except OSError as error:
        return entry | {"note": f"not included: {type(error).__name__}"}
    path = f"{folder}/files/{number:02}-{_short_name(file['name'])}"
    entry["agrees"] = bundle.put(path, content) == file["sha256"]
    if needs_jpeg(file["name"]):
        bundle.put(f"{path}.jpg", images.as_jpeg(content))
    return entry | {"path": path}


def _short_name(name: str) -> str:
    """A name that every disk can hold: at most so many bytes, its ending kept."""
    stem, dot, extension = clean_name(name).rpartition(".")
    stem = stem.encode()[:LONGEST_NAME].decode(errors="ignore")
    return f"{stem}{dot}{extension}"


def personal_keys(body: dict) -> set[str]:
    """The questions of a record whose answers stand apart."""
    return {
        entry["key"]
        for section in body["sections"]
        for entry in section["answers"]
        if "personal_sha256" in entry
    }


def _application(bundle: Bundle, version: Version) -> dict:
    """Everything of one application is made before any of it is put in: all or nothing."""
    folder = version.application.reference
    receipt = receipts.receipt_pdf(version)
    whole = dossier.dossier_pdf(version, with_personal=bundle.with_personal)
    record = bundle.put(f"{folder}/record.json", version.record.encode())
    bundle.put(f"{folder}/receipt.pdf", receipt)
    bundle.put(f"{folder}/application.pdf", whole)
    body = version.content
    left_out = set() if bundle.with_personal else personal_keys(body)
    files = [
        file | LEFT_OUT
        if file["question"] in left_out
        else _file(bundle, folder, n, file)
        for n, file in enumerate(body["files"], start=1)
    ]
    return {
        "reference": version.application.reference,
        "version": version.number,
        "receipt_sha256": version.sha256,
        "agrees": record == version.sha256 and receipts.hashes_agree(version),
        "files": files,
    }


README = """\
manifest.json    what is here; receipt_sha256 is the hash on the receipt
SHA256SUMS       check with: sha256sum -c SHA256SUMS
<reference>/     record.json is the submitted record: its SHA-256 is that of the receipt
"""
MISSING = """
LEFT OUT: these applications could not be put in whole; the manifest says why.
"""


def write_bundle(
    held,
    name: str,
    versions: Iterator[Version],
    *,
    with_personal: bool,
    leave_out: Callable[[str, Exception], None],
    step: Callable[[], None],
) -> None:
    """Write the archive of these versions into `held`; `step` is called after each.

    One that cannot be put in is given to `leave_out`, named in the manifest, and the others go on.
    """
    bundle = Bundle(held, with_personal=with_personal)
    contents = Contents()
    with bundle.zip:
        for version in versions:
            _put_in(bundle, version, contents, leave_out)
            step()
        _close(bundle, name, contents)


@dataclass
class Contents:
    """What the manifest says: the applications put in, and those left out with the reason."""

    applications: list[dict] = field(default_factory=list)
    missing: list[dict] = field(default_factory=list)


def _put_in(
    bundle: Bundle,
    version: Version,
    contents: Contents,
    leave_out: Callable[[str, Exception], None],
) -> None:
    reference = version.application.reference
    try:
        with transaction.atomic():
            entry = _application(bundle, version)
    except Exception as error:
        # whatever is wrong with one application, the others still leave
        leave_out(reference, error)
        reason = type(error).__name__
        contents.missing.append({"reference": reference, "reason": reason})
        return
    contents.applications.append(entry)
    expected = [file for file in entry["files"] if not file.get("personal")]
    if not all(file["agrees"] for file in expected):
        leave_out(reference, FileNotFoundError())


def _close(bundle: Bundle, name: str, contents: Contents) -> None:
    """The manifest, a word for the reader, and the sums of all that is in the archive."""
    manifest = {
        "lot": name,
        "from": settings.SITE_URL,
        "applications": contents.applications,
        "missing": contents.missing,
    }
    bundle.put(
        "manifest.json",
        json.dumps(manifest, ensure_ascii=False, indent=2).encode(),
    )
    bundle.put("README.txt", _readme(contents.missing).encode())
    sums = "".join(
        f"{digest}  {path}\n" for path, digest in bundle.sums.items()
    )
    bundle.zip.writestr(zipfile.ZipInfo("SHA256SUMS", WHEN), sums)


def _readme(missing: list[dict]) -> str:
    if not missing:
        return README
    named = "".join(f"  {entry['reference']}\n" for entry in missing)
    return README + MISSING + named

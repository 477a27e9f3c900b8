"""Whether the records that people rely on still agree: journals, receipts, submitted files."""

import hashlib
from collections.abc import Iterator

from django.core.files.storage import storages

from applications import journal
from applications.models import (
    Application,
    Attachment,
    PersonalPart,
    Version,
)
from applications.submissions import receipts
from core.hashing import canonical, sha256
from portal.backups.evaluation_records import evaluation_faults

PIECE = 1024 * 1024


def _journal_faults() -> Iterator[str]:
    for application in Application.objects.order_by("pk").iterator():
        before = state = ""
        entries = application.journal.select_related("application", "by")
        for number, entry in enumerate(entries.order_by("number"), start=1):
            if (
                entry.number != number
                or entry.previous_sha256 != before
                or entry.sha256 != journal.entry_sha256(entry)
            ):
                yield f"journal of {application.reference}, entry {entry.number}"
            before, state = entry.sha256, entry.to_state
        if state not in ("", application.state):
            yield f"state of {application.reference}"


def _receipt_faults() -> Iterator[str]:
    versions = Version.objects.select_related("application").order_by("pk")
    for version in versions.iterator():
        if not receipts.hashes_agree(version):
            yield f"receipt of {version}"


def _personal_faults() -> Iterator[str]:
    """Of the personal answers that are still here: whether the records name their hashes."""
    parts = PersonalPart.objects.select_related("version__application")
    for part in parts.order_by("pk").iterator():
        hashes = {
            entry["key"]: entry["personal_sha256"]
            for section in part.version.content["sections"]
            for entry in section["answers"]
            if "personal_sha256" in entry
        }
        for key, answer in (part.content or {}).items():
            if answer and sha256(canonical(answer)) != hashes.get(key):
                yield f"personal answer {key} of {part.version}"


def _file_faults() -> Iterator[str]:
    kept = Attachment.objects.exclude(storage_key="").order_by("pk")
    for attachment in kept.iterator():
        if not _is_whole(attachment):
            yield f"file {attachment.uuid}"


def _is_whole(attachment: Attachment) -> bool:
    storage = storages["private"]
    if not storage.exists(attachment.storage_key):
        return False
    digest = hashlib.sha256()
    with storage.open(attachment.storage_key) as stored:
        while piece := stored.read(PIECE):
            digest.update(piece)
    return digest.hexdigest() == attachment.sha256


def record_faults() -> list[str]:
    """What does not agree, each in a few words; empty when all is well."""
    return [
        *_journal_faults(),
        *_receipt_faults(),
        *_personal_faults(),
        *_file_faults(),
        *evaluation_faults(),
    ]

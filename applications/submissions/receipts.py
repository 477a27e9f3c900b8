"""The canonical text of what was submitted, its hash, and the receipt that shows both."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from applications.drafts import budgets
from applications.models import PersonalPart, Version
from calls.question_types.registry import get_type
from core.hashing import sha256
from core.language.figures import filesize, money, yerevan
from core.papers import pdf as pdf_of

HERE = Path(__file__).parent


def hashes_agree(version: Version) -> bool:
    """Whether the record still has the hash of its receipt, and names the version before it."""
    before = version.application.versions.filter(
        number=version.number - 1
    ).first()
    return (
        sha256(version.record) == version.sha256
        and version.previous_sha256 == (before.sha256 if before else "")
        and json.loads(version.record)["previous_sha256"]
        == version.previous_sha256
    )


def is_known(digest: str) -> bool:
    """Whether a receipt with this hash was ever given."""
    return Version.objects.filter(sha256=digest.strip().lower()).exists()


def value_shown(entry: dict, personal: dict | None) -> Any:
    """An answer in words: the labels of what was chosen, yes and no, the text itself; of a table
    its rows. `personal` None: for a reader who does not get the personal answers.
    """
    if "personal_sha256" not in entry:
        return get_type(entry["type"]).recorded(entry, entry["value"])
    if personal is None:
        return _("(personal data, left out)")
    part = personal.get(entry["key"])
    if part is None:
        return _("(erased)")
    return get_type(entry["type"]).recorded(entry, part["value"])


def version_for_reading(
    version: Version, *, with_personal: bool = True
) -> dict:
    """A submitted version for people: sections with question, answer and files, the budget,
    sums.
    """
    body = version.content
    personal = None
    if with_personal:
        personal = PersonalPart.objects.get(version=version).content or {}
    files: dict[str, list] = {}
    for file in body["files"]:
        files.setdefault(file["question"], []).append(file)
    for section in body["sections"]:
        for entry in section["answers"]:
            entry["shown"] = value_shown(entry, personal)
            entry["files"] = files.get(entry["key"], [])
    return body


def declarations_of_version(version: Version) -> list[dict]:
    """The declarations in the words in which they were confirmed."""
    return json.loads(version.record).get("declarations", [])


def version_totals(version: Version) -> budgets.Totals:
    return budgets.budget_totals(
        budgets.lines_from_record(version.content["budget"])
    )


def budget_of_version(version: Version) -> dict:
    """The budget's rows with their costs, and the sums, as `task_list.budget_for_reading`."""
    lines = budgets.lines_from_record(version.content["budget"])
    rows = [{"line": line, "total": budgets.line_total(line)} for line in lines]
    return {"rows": rows, "totals": budgets.budget_totals(lines)}


def receipt_facts(version: Version) -> list[list[str]]:
    """The lines at the head of a receipt: what it is, whose, and when."""
    body, sums = version.content, version_totals(version)
    return [
        [_("Reference"), body["reference"]],
        [_("Version"), str(version.number)],
        [_("Community"), body["community"]["name"]],
        [_("Call"), body["call"]["title"]],
        [_("Lot"), f"{body['lot']['number']}. {body['lot']['title']}"],
        [_("Submitted"), str(yerevan(version.requested_at))],
        [_("Deadline"), str(yerevan(version.deadline_at))],
        [_("Total cost"), money(sums.total, body["currency"])],
        [_("Grant asked for"), money(sums.grant, body["currency"])],
    ]


def _for_pdf(version: Version) -> dict:
    language = version.application.language
    with translation.override(language):
        files = [
            [f["name"], filesize(f["size"]), f["sha256"]]
            for f in version.content["files"]
        ]
        return {
            "language": language,
            "title": _("Receipt"),
            "facts": receipt_facts(version),
            "lead": _("This version of the application has been received."),
            "hash_title": _("Hash of the submitted version (SHA-256)"),
            "hash": version.sha256,
            "verify": _("Anyone can check this hash at %(address)s")
            % {"address": settings.SITE_URL + reverse("verify")},
            "files_title": _("Attached files"),
            "files": files,
            "file_heads": [_("File"), _("Size")],
            "no_files": _("No files were attached."),
        }


def receipt_pdf(version: Version) -> bytes:
    """The receipt in the application's language; data goes in as JSON, never as markup."""
    return pdf_of.make_pdf(HERE / "receipt.typ", _for_pdf(version))


def receipt_attachment(version_id: str) -> tuple[str, bytes, str]:
    """The receipt as a letter carries it."""
    version = Version.objects.select_related("application").get(pk=version_id)
    return (
        f"{version.application.reference}-v{version.number}.pdf",
        receipt_pdf(version),
        "application/pdf",
    )

"""A submitted version whole, as a PDF: every question with its answer, the budget, the files and
hashes.
"""

from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from applications.drafts import budgets
from applications.models import Version
from applications.submissions import receipts
from core.language.figures import filesize, money
from core.papers import pdf as pdf_of

HERE = Path(__file__).parent


def _answer(entry: dict) -> dict:
    files = [
        f"{file['name']} ({filesize(file['size'])}), SHA-256 {file['sha256']}"
        for file in entry["files"]
    ]
    shown, is_table = entry["shown"], isinstance(entry["shown"], list)
    return {
        "label": entry["label"],
        "said": ""
        if is_table
        else (shown or ("" if files else _("No answer"))),
        "files": files,
        "heads": list(entry.get("columns", {}).values())
        if is_table and shown
        else [],
        "rows": shown if is_table else [],
    }


def _budget(version: Version, currency: str) -> dict:
    heads = [
        _("Purpose"),
        _("Cost"),
        _("From the grant"),
        _("Own funds"),
        _("From partners"),
    ]
    lines = budgets.lines_from_record(version.content["budget"])
    sums = budgets.budget_totals(lines)
    rows = [
        [
            line.title,
            *(
                money(part, currency)
                for part in (
                    budgets.line_total(line),
                    line.grant,
                    line.own,
                    line.partner,
                )
            ),
        ]
        for line in lines
    ]
    total = [
        _("Total"),
        *(
            money(part, currency)
            for part in (sums.total, sums.grant, sums.own, sums.partner)
        ),
    ]
    return {
        "label": "",
        "said": "",
        "files": [],
        "heads": heads,
        "rows": [*rows, total] if rows else [],
    }


def dossier_data(version: Version, *, with_personal: bool = True) -> dict:
    with translation.override(version.application.language):
        content = receipts.version_for_reading(
            version, with_personal=with_personal
        )
        sections = [
            {
                "title": section["title"],
                "answers": [_budget(version, content["currency"])]
                if section["kind"] == "budget"
                else [_answer(entry) for entry in section["answers"]],
            }
            for section in content["sections"]
        ]
        return {
            "language": version.application.language,
            "title": content["reference"],
            "facts": receipts.receipt_facts(version),
            "hash_title": _("Hash of the submitted version (SHA-256)"),
            "hash": version.sha256,
            "sections": sections,
        }


def dossier_pdf(version: Version, *, with_personal: bool = True) -> bytes:
    data = dossier_data(version, with_personal=with_personal)
    return pdf_of.make_pdf(HERE / "dossier.typ", data)

"""The tables of an export: one row for each application, one for each line of its budget.

Numbers, amounts and days are cells of their kind; instants are Yerevan time, and the head says so.
"""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from applications import states
from applications.drafts import budgets, checking
from applications.models import BudgetLine, Version
from applications.submissions import receipts
from calls.models import Question
from calls.question_types.registry import get_type
from core.language.bilingual import text
from core.language.figures import YEREVAN
from core.papers.cells import harmless_cell

Row = list[Any]
#: title, heads, rows
Sheet = tuple[str, list[str], Iterator[Row]]
#: calls the function with a version; None, and the version is noted, when it cannot be read
Reader = Callable[[Version, Callable[[Version], Any]], Any]
DATE_FORMAT, INSTANT_FORMAT = "dd.mm.yyyy", "dd.mm.yyyy hh:mm"
AMOUNT_FORMAT = "#,##0.00"
NARROWEST, WIDEST = 10, 60


def fact_heads() -> list[str]:
    return [
        _("Reference"),
        _("Community"),
        _("HD 002 code"),
        _("State"),
        _("Version"),
        _("Submitted (Yerevan time)"),
        _("Deadline (Yerevan time)"),
        _("Hash of the version (SHA-256)"),
        _("Total cost"),
        _("Grant asked for"),
        _("Own funds"),
        _("From partners"),
    ]


def budget_heads() -> list[str]:
    return [
        _("Reference"),
        _("Community"),
        *(str(column.label) for column in budgets.COLUMNS),
        _("Cost"),
    ]


def local_instant(instant: dt.datetime) -> dt.datetime:
    """Without its zone, which a spreadsheet cannot hold: the head names it."""
    there = timezone.localtime(instant, YEREVAN)
    return there.replace(tzinfo=None, microsecond=0)


def _facts(version: Version) -> Row:
    application, body = version.application, version.content
    sums = receipts.version_totals(version)
    return [
        application.reference,
        text(application.community, "name"),
        body["community"]["hd002"],
        str(states.LABELS[application.state]),
        version.number,
        local_instant(version.requested_at),
        local_instant(version.deadline_at),
        version.sha256,
        sums.total,
        sums.grant,
        sums.own,
        sums.partner,
    ]


def _plain(shown: Any) -> str:
    if isinstance(shown, list):
        return "; ".join(" · ".join(row) for row in shown)
    return shown


def _value(entry: dict) -> Any:
    """An answer for its cell: a number or a day where it is one, else words; of files the names."""
    if entry["files"]:
        return ", ".join(file["name"] for file in entry["files"])
    value = entry.get("value")
    if isinstance(value, str) and value:
        exported = get_type(entry["type"]).exported(value)
        if exported != value:
            return exported
    return _plain(entry["shown"])


def _answers(
    version: Version, *, with_personal: bool
) -> dict[str, tuple[str, Any]]:
    """key → (question, value for the cell), both in the reader's language where the form has it."""
    body = receipts.version_for_reading(version, with_personal=with_personal)
    asked = {
        question.key: question
        for section in checking.sections_of(version.application)
        for question in section.questions.all()
    }
    return {
        entry["key"]: _worded(entry, asked.get(entry["key"]))
        for section in body["sections"]
        for entry in section["answers"]
        if with_personal or "personal_sha256" not in entry
    }


def _worded(entry: dict, question: Question | None) -> tuple[str, Any]:
    if question is None:
        return entry["label"], _value(entry)
    label = text(question, "label") or entry["label"]
    is_chosen = (
        question.type == entry["type"]
        and question.options.all()
        and "personal_sha256" not in entry
    )
    if not is_chosen:
        return label, _value(entry)
    return label, get_type(question.type).in_words(question, entry["value"])


def answer_columns(
    versions: Iterator[Version], read: Reader, *, with_personal: bool
) -> dict[str, str]:
    """key → question of everything that any of the versions answers, in the order of the forms."""
    columns: dict[str, str] = {}
    ask = partial(_answers, with_personal=with_personal)
    for version in versions:
        for key, (label, _value) in (read(version, ask) or {}).items():
            columns.setdefault(key, label)
    return columns


def application_row(
    version: Version, columns: dict[str, str], *, with_personal: bool
) -> tuple[Row, Row]:
    """The facts of a version, and its answers under the columns."""
    answers = _answers(version, with_personal=with_personal)
    return _facts(version), [answers.get(key, ("", ""))[1] for key in columns]


def budget_rows(version: Version) -> list[Row]:
    application, body = version.application, version.content
    lines = budgets.lines_from_record(body["budget"])
    return [
        [
            application.reference,
            text(application.community, "name"),
            dict(BudgetLine.CATEGORIES).get(line.category, line.category),
            line.title,
            line.quantity,
            line.unit_cost,
            line.grant,
            line.own,
            line.partner,
            budgets.line_total(line),
        ]
        for line in lines
    ]


# --- CSV ----------------------------------------------------------------------------------------


def _csv_cell(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.strftime("%d.%m.%Y %H:%M")
    if isinstance(value, dt.date):
        return value.strftime("%d.%m.%Y")
    return harmless_cell(str(value)) if isinstance(value, str) else value


def write_csv(held: IO[bytes], rows: Iterator[Row]) -> None:
    lines = io.TextIOWrapper(
        held, encoding="utf-8-sig", newline="", write_through=True
    )
    # all quoted: else a list separator of «;» would split a cell
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL)
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row])
    lines.detach()


# --- XLSX ---------------------------------------------------------------------------------------


def _xlsx_cell(sheet, value: Any, *, is_head: bool = False) -> WriteOnlyCell:
    if not isinstance(value, dt.date | int | float) and not hasattr(
        value, "as_tuple"
    ):
        value = harmless_cell(str(value))
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, dt.datetime):
        cell.number_format = INSTANT_FORMAT
    elif isinstance(value, dt.date):
        cell.number_format = DATE_FORMAT
    elif hasattr(value, "as_tuple"):
        cell.number_format = "#,##0" if value == int(value) else AMOUNT_FORMAT
    elif is_head:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _add_sheet(
    book: Workbook, title: str, heads: list[str], rows: Iterator[Row]
) -> None:
    """A sheet whose head stays in sight and filters its columns."""
    sheet = book.create_sheet(title)
    for number, head in enumerate(heads, start=1):
        width = min(WIDEST, max(NARROWEST, len(head) + 2))
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    sheet.append([_xlsx_cell(sheet, head, is_head=True) for head in heads])
    count = 1
    for row in rows:
        sheet.append([_xlsx_cell(sheet, value) for value in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{count}"


def write_xlsx(held: IO[bytes], sheets: Iterable[Sheet]) -> None:
    book = Workbook(write_only=True)
    for sheet in sheets:
        _add_sheet(book, *sheet)
    book.save(held)

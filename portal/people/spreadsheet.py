"""A list of people as a spreadsheet: the template, and a filled-in one read as rows of text."""

import csv
import io
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from communities.models.seat import ROLES
from core.files import uploads
from core.language.bilingual import LANGUAGES
from core.text.reading import read_line

MAX_BYTES, MAX_ROWS, LONGEST_CELL = 1_000_000, 500, 250
#: column → its heading
HEADINGS = {
    "community": gettext_lazy("Community"),
    "email": gettext_lazy("E-mail address"),
    "name": gettext_lazy("Name and surname"),
    "role": gettext_lazy("Role"),
    "language": gettext_lazy("Language"),
}
NEEDED = ("community", "email", "role")
#: the line of the file, and the text of each column
Line = tuple[int, dict[str, str]]


def people_template() -> bytes:
    """An XLSX with the headings in the active language and the roles to choose from."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([str(heading) for heading in HEADINGS.values()])
    for number, width in enumerate((28, 34, 30, 18, 14), start=1):
        cell = sheet.cell(1, number)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"
    _offer(sheet, "D", [str(label) for _code, label in ROLES])
    _offer(sheet, "E", list(LANGUAGES))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _offer(
    sheet: Any,
    column: str,
    words: list[str],
) -> None:
    choice = DataValidation(type="list", formula1=f'"{",".join(words)}"')
    sheet.add_data_validation(choice)
    choice.add(f"{column}2:{column}{MAX_ROWS + 1}")


def read_people(upload: UploadedFile) -> list[Line]:
    """The lines of an XLSX or CSV that are not empty, as text; raises ValidationError."""
    is_csv = uploads.extension_of(upload.name or "") == "csv"
    rows = _csv_rows(upload) if is_csv else _xlsx_rows(upload)
    if not rows:
        raise _refuse(_("The file is empty. Choose the file again."))
    columns = _columns(rows[0][1])
    lines = [
        (number, {name: cells[place] for name, place in columns.items()})
        for number, cells in rows[1:]
    ]
    if not lines:
        raise _refuse(_("There is nobody below the headings."))
    if len(lines) > MAX_ROWS:
        raise _refuse(_("The file has more than 500 rows. Divide it."))
    return lines


def _refuse(why: str) -> ValidationError:
    return ValidationError(why, code="spreadsheet")


def _xlsx_rows(upload: UploadedFile) -> list[tuple[int, list[str]]]:
    """(line, cells) of the first sheet; whatever its parser raises means: damaged."""
    checked = uploads.check_upload(upload, allowed={"xlsx"}, most=MAX_BYTES)
    try:
        book = load_workbook(io.BytesIO(checked.content), read_only=True)
        rows = book.worksheets[0].iter_rows(max_row=MAX_ROWS + 2, max_col=20)
        texts = [[_cell_text(cell) for cell in row] for row in rows]
    except ValidationError:
        raise
    except Exception:
        raise _refuse(_("The file is damaged and cannot be opened.")) from None
    return _filled(texts)


def _cell_text(cell: Any) -> str:
    value = cell.value
    if cell.data_type == "f" or str(value)[:1] == "=":
        raise _refuse(
            _("%(cell)s holds a formula; write the words themselves.")
            % {"cell": cell.coordinate}
        )
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else read_line(str(value))[:LONGEST_CELL]


def _csv_rows(upload: UploadedFile) -> list[tuple[int, list[str]]]:
    uploads.check_size(upload.size or 0, MAX_BYTES)
    text = _decoded(upload.read())
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        texts = [
            [read_line(cell)[:LONGEST_CELL] for cell in row[:20]]
            for row, _place in zip(reader, range(MAX_ROWS + 2), strict=False)
        ]
    except csv.Error:
        raise _refuse(_("The file is damaged and cannot be opened.")) from None
    return _filled(texts)


def _decoded(content: bytes) -> str:
    is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise _refuse(
            _("The letters of the file cannot be read. Save it as .xlsx.")
        ) from None


def _filled(texts: list[list[str]]) -> list[tuple[int, list[str]]]:
    """The rows in which something stands, with their places in the file, all equally long."""
    width = max((len(cells) for cells in texts), default=0)
    return [
        (number, cells + [""] * (width - len(cells)))
        for number, cells in enumerate(texts, start=1)
        if any(cells)
    ]


def words_for(
    code: str,
    label: Any,
) -> set[str]:
    """How a code may be written: itself, or its label in either language, in any case."""
    words = {code.casefold()}
    for language in LANGUAGES:
        with translation.override(language):
            words.add(str(label).casefold())
    return words


def _columns(headings: list[str]) -> dict[str, int]:
    """Column → its place; raises ValidationError for one that is missing."""
    found = {}
    for name, label in HEADINGS.items():
        known = words_for(name, label)
        places = [
            place
            for place, heading in enumerate(headings)
            if heading.casefold() in known
        ]
        if places:
            found[name] = places[0]
    missing = [str(HEADINGS[name]) for name in NEEDED if name not in found]
    if missing:
        raise _refuse(
            _("The first row must name the columns. Missing: %(names)s.")
            % {"names": ", ".join(missing)}
        )
    return found

"""The inventory as a spreadsheet: a template to download, and the filled-in one read back."""

import datetime as dt
import io
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from communities.models import Community, EmissionInventory
from communities.models.inventory import FIGURES, SECTORS
from core.files import uploads
from core.language.bilingual import LANGUAGES

SHEET = "inventory"
HEAD = ("kind", "year", "population", "submitted_on")
KINDS = [code for code, _label in EmissionInventory.KINDS]
FIRST_SECTOR = 7
LAST_ROW = FIRST_SECTOR + len(SECTORS) - 1
OPEN = PatternFill("solid", fgColor="FDECCD")
MAX_BYTES = 2 * 1024 * 1024
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def template(community: Community) -> bytes:
    """An XLSX with the cells to fill in coloured and all others locked; codes in column A are
    ours.
    """
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    sheet.append(["community", community.hd002_code, community.name])
    hints = (
        _("baseline or monitoring"),
        _("for example 2024"),
        _("inhabitants in that year"),
        _("2026-03-15, or empty"),
    )
    for name, hint in zip(HEAD, hints, strict=True):
        sheet.append([name, None, hint])
    sheet.append(["sector", *FIGURES, ""])
    for code, label in SECTORS:
        sheet.append([code, None, None, None, None, str(label)])
    _dress(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _dress(sheet: Any) -> None:
    for row in (1, FIRST_SECTOR - 1):
        for cell in sheet[row]:
            cell.font = Font(bold=True)
    cells = [sheet.cell(row, 2) for row in range(2, 2 + len(HEAD))]
    cells += [
        sheet.cell(row, column)
        for row in range(FIRST_SECTOR, FIRST_SECTOR + len(SECTORS))
        for column in range(2, 6)
    ]
    for cell in cells:
        cell.fill, cell.protection = OPEN, Protection(locked=False)
    sheet.column_dimensions["A"].width = 26
    for letter in "BCDEF":
        sheet.column_dimensions[letter].width = 18
    sheet.protection.sheet = True
    kinds = DataValidation(type="list", formula1=f'"{",".join(KINDS)}"')
    sheet.add_data_validation(kinds)
    kinds.add("B2")


def _refuse(where: str, why: str) -> ValidationError:
    return ValidationError(
        f"{where}: {why}" if where else why, code="spreadsheet"
    )


def _cells(upload: UploadedFile) -> dict[str, str]:
    """Address → text of the few cells that are ours; raises ValidationError.

    The parser meets whatever an outsider sends, so anything it raises means: damaged.
    """
    content = uploads.check_upload(upload, allowed={"xlsx"}).content
    if len(content) > MAX_BYTES:
        raise _refuse(
            "", _("The spreadsheet is larger than 2 MB; use the template.")
        )
    try:
        book = load_workbook(io.BytesIO(content), read_only=True)
        if SHEET not in book.sheetnames:
            raise _refuse(
                "",
                _(
                    "This is not our template: the sheet “inventory” is missing."
                ),
            )
        rows = book[SHEET].iter_rows(min_row=1, max_row=LAST_ROW, max_col=5)
        return {
            cell.coordinate: _text(cell)
            for row in rows
            for cell in row
            if cell.value is not None
        }
    except ValidationError:
        raise
    except Exception:
        raise _refuse(
            "", _("The file is damaged and cannot be opened.")
        ) from None


def _text(cell: Any) -> str:
    """A cell as the form would read it; formulas are refused."""
    value = cell.value
    if cell.data_type == "f" or (isinstance(value, str) and value[:1] == "="):
        raise _refuse(cell.coordinate, _("a formula; write the figure itself"))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value).strip()[:40]


def _kind(text: str) -> str:
    """The code of a kind, also when its word in either language was written."""
    for code, label in EmissionInventory.KINDS:
        names = {code}
        for language in LANGUAGES:
            with translation.override(language):
                names.add(str(label))
        if text.casefold() in {word.casefold() for word in names}:
            return code
    return text


def read_spreadsheet(
    upload: UploadedFile, community: Community
) -> dict[str, str]:
    """The fields of `InventoryForm` as text; raises ValidationError naming the cell."""
    cells = _cells(upload)
    if cells.get("B1", "") != community.hd002_code:
        raise _refuse("B1", _("this template belongs to another community"))
    names = dict(enumerate(HEAD, start=2)) | dict(
        enumerate(dict(SECTORS), start=FIRST_SECTOR)
    )
    for row, name in names.items():
        if cells.get(f"A{row}", "") != name:
            raise _refuse(
                f"A{row}", _("this row of the template was moved or changed")
            )
    data = {
        name: cells.get(f"B{row}", "") for row, name in enumerate(HEAD, start=2)
    }
    data["kind"] = _kind(data["kind"])
    for row, code in enumerate(dict(SECTORS), start=FIRST_SECTOR):
        for letter, figure in zip("BCDE", FIGURES, strict=True):
            data[f"{code}-{figure}"] = cells.get(f"{letter}{row}", "")
    return data

"""Reading a file from outside: its rows and its cells, or where and why it cannot be read."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from core.text.reading import has_letter

Row = dict[str, str]
#: what is left of a word in a program that does not know its letters: each a question mark
LOST_WORD = re.compile(r"(?<![\w?])\?{3,}(?![\w?])")
MAX_BYTES, MAX_ROWS = 10 * 1024 * 1024, 50_000


class Refused(Exception):
    """The file as a whole cannot be read; says where and why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line, self.reason = line, reason


# --- cells --------------------------------------------------------------------------------------


def whole(cell: str) -> int | None:
    """A whole number of zero or more, or None for an empty cell; raises ValueError."""
    if not cell:
        return None
    if not cell.lstrip("-").isdecimal() or len(cell) > 12:
        raise ValueError(
            _("'%(cell)s' is not a whole number") % {"cell": cell[:40]},
        )
    if int(cell) < 0:
        raise ValueError(_("'%(cell)s' is negative") % {"cell": cell})
    return int(cell)


def decimal(cell: str) -> Decimal | None:
    """A decimal number, or None for an empty cell; raises ValueError."""
    if not cell:
        return None
    try:
        number = Decimal(cell)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number.adjusted()) > 12:
        raise ValueError(_("'%(cell)s' is not a number") % {"cell": cell[:40]})
    return number


def amount(cell: str) -> Decimal | None:
    """A decimal number of zero or more, or None for an empty cell; raises ValueError."""
    number = decimal(cell)
    if number is not None and number < 0:
        raise ValueError(_("'%(cell)s' is negative") % {"cell": cell})
    return number


def day(cell: str) -> dt.date | None:
    """A date written 2024-03-15, or None for an empty cell; raises ValueError."""
    try:
        return dt.date.fromisoformat(cell) if cell else None
    except ValueError:
        raise ValueError(
            _("'%(cell)s' is not a date; write 2024-03-15")
            % {"cell": cell[:40]},
        ) from None


def yes(cell: str) -> bool:
    """'true' or 'false'; raises ValueError on anything else."""
    return one_of(cell, ("true", "false")) == "true"


def one_of(cell: str, allowed: Iterable[str]) -> str:
    """The cell, if it is one of the codes; raises ValueError that lists them."""
    if cell not in allowed:
        codes = ", ".join(allowed)
        raise ValueError(
            _("'%(cell)s' is not one of: %(codes)s")
            % {"cell": cell[:40], "codes": codes},
        )
    return cell


# --- letters lost before the file came ----------------------------------------------------------


def is_lost(text: str) -> bool:
    """Whether words of it are question marks now: «?????», «??», «????? (Gavar)»."""
    return bool(LOST_WORD.search(text)) or (
        "??" in text and not has_letter(text)
    )


def has_lost_letters(old: str, new: str) -> bool:
    """«Ա» → «?», «Bălți» → «B?l?i»: nothing has changed but letters that are question marks now."""
    if "?" not in new or not has_letter(old):
        return False
    is_same_but_for_them = len(old) == len(new) and all(
        now == was or (now == "?" and was.isalpha())
        for was, now in zip(old, new, strict=True)
    )
    return is_same_but_for_them or not has_letter(new)


def lost_reason(column: str, cell: str) -> str:
    return _(
        "the letters of column %(column)s were lost when the file was "
        "saved: “%(cell)s”. Open the original again and save it as “CSV "
        "UTF-8 (Comma delimited)”"
    ) % {"column": column, "cell": cell[:40]}


def _refuse_lost(row: Row, line: int) -> None:
    for name, cell in row.items():
        if is_lost(cell):
            raise Refused(line, lost_reason(name, cell))


# --- files --------------------------------------------------------------------------------------


def _decode(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise Refused(0, _("the file is larger than 10 MB"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Refused(
            line,
            _("not UTF-8; was the file saved in two encodings?"),
        ) from None
    for sign, reason in (
        ("\0", _("a NUL character")),
        ("\ufffd", _("a letter lost in conversion: �")),
    ):
        if sign in text:
            raise Refused(text[: text.index(sign)].count("\n") + 1, reason)
    return text


def _is_formula(cell: str) -> bool:
    begins = cell.lstrip(" ")[:1]
    is_negative_number = (
        begins == "-" and cell.strip()[1:].replace(".", "", 1).isdecimal()
    )
    return begins != "" and begins in "=+-@\t\r" and not is_negative_number


def _check_header(header: list[str], columns: tuple[str, ...]) -> None:
    missing = [name for name in columns if name not in header]
    unknown = [name for name in header if name not in columns]
    if missing:
        raise Refused(
            1,
            _("no column %(names)s") % {"names": ", ".join(missing)},
        )
    if unknown:
        raise Refused(
            1,
            _("unknown column %(names)s")
            % {"names": ", ".join(map(repr, unknown))},
        )
    if len(set(header)) < len(header):
        raise Refused(1, _("a column appears twice"))


def csv_rows(
    content: bytes, columns: tuple[str, ...], faults: list[Refused]
) -> Iterator[tuple[int, Row]]:
    """(line, row) of a UTF-8 CSV with exactly these columns, in any order.

    A line that is no row joins `faults`; raises Refused where no further line can be read.
    """
    reader = csv.reader(io.StringIO(_decode(content), newline=""), strict=True)
    try:
        header = _of_commas(next(reader, []))
        _check_header(header, columns)
        for number, cells in enumerate(reader, start=1):
            if number > MAX_ROWS:
                raise Refused(reader.line_num, _("more than 50,000 rows"))
            if not any(cells):  # an empty line at the end is no row
                continue
            try:
                row = _row(header, cells, reader.line_num)
            except Refused as fault:
                faults.append(fault)
                continue
            _refuse_lost(row, reader.line_num)
            yield reader.line_num, row
    except csv.Error:
        raise Refused(
            reader.line_num,
            _("the line is damaged: an open quotation mark, or too long"),
        ) from None


def _of_commas(header: list[str]) -> list[str]:
    if len(header) == 1 and ";" in header[0]:
        raise Refused(
            1,
            _(
                "the cells are separated by semicolons; save the file with commas",
            ),
        )
    return header


def _row(header: list[str], cells: list[str], line: int) -> Row:
    if len(cells) != len(header):
        params = {"found": len(cells), "wanted": len(header)}
        raise Refused(line, _("%(found)s cells instead of %(wanted)s") % params)
    row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    if formulas := [name for name, cell in row.items() if _is_formula(cell)]:
        raise Refused(
            line,
            _("a formula in column %(name)s") % {"name": formulas[0]},
        )
    return row


def geojson_rows(
    content: bytes, columns: tuple[str, ...], faults: list[Refused]
) -> Iterator[tuple[int, Row]]:
    """(number of the feature, its properties and its geometry as JSON); raises Refused."""
    try:
        features = json.loads(_decode(content))["features"]
        for number, feature in enumerate(features, start=1):
            facts = {
                **feature["properties"],
                "geometry": json.dumps(feature["geometry"]),
            }
            row = {name: str(facts[name]) for name in columns}
            "".join(row.values()).encode()  # half a surrogate pair is no text
            _refuse_lost(row, number)
            yield number, row
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused(1, _("this is not a GeoJSON of regions")) from None

"""One grammar of numbers for the whole portal; in the browser static/js/shared/numbers.js.

Digits may be grouped in threes by spaces, apostrophes, commas or full stops; a comma or a full
stop before the last digits is decimal. One comma or full stop before exactly three digits could be
either: it is never guessed, but asked back with both readings (`Reading.either`).
"""

import re
from dataclasses import dataclass
from decimal import Decimal

#: at most so many digits before the decimal sign, and after it
MOST_WHOLE, MOST_DECIMALS = 12, 6
SPACES = "[ \u00a0\u2000-\u200a\u202f\u205f\u3000\t]"
APOSTROPHES = "['\u2019\u02bc\u2032]"
MINUS = "[-\u2212\u2013\u2010\u2011\u058a]"
#: marks of a currency → its code; they may stand before or after
CURRENCIES = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "եվրո": "EUR",
    "֏": "AMD",
    "amd": "AMD",
    "դրամ": "AMD",
    "$": "USD",
    "usd": "USD",
}
_MARKS = "|".join(
    re.escape(mark) for mark in sorted(CURRENCIES, key=len, reverse=True)
)
_MARKED = re.compile(
    rf"(?:({_MARKS}){SPACES}*)?(.*?)(?:{SPACES}*({_MARKS})\.?)?", re.I | re.S
)
_GROUPED = re.compile(
    rf"(\d{{1,3}}(?:{SPACES}\d{{3}})+|\d{{1,3}}(?:{APOSTROPHES}\d{{3}})+)(?:[.,](\d+))?"
)
_PLAIN = re.compile(r"(\d*)(?:[.,](\d+))?")
_EITHER = re.compile(r"([1-9]\d{0,2})[.,](\d{3})")
_BY_COMMA = re.compile(r"(\d{1,3}(?:,\d{3})+)\.(\d+)|(\d{1,3}(?:,\d{3}){2,})")
_BY_STOP = re.compile(r"(\d{1,3}(?:\.\d{3})+),(\d+)|(\d{1,3}(?:\.\d{3}){2,})")


@dataclass(frozen=True)
class Reading:
    """What a typed number means: `value`, or `either` of two when it cannot be told."""

    value: Decimal | None = None
    either: tuple[Decimal, Decimal] | None = None
    currency: str = ""


NOTHING = Reading()


def read_number(text: str) -> Reading:
    """'12 500,50 եվրո' as a number with its currency; no value for what is none."""
    text = text.replace("\u2024", ".").strip()
    marked = _MARKED.fullmatch(text)
    if marked is None:
        return NOTHING
    before, bare, after = marked.groups()
    currency = (
        CURRENCIES[(before or after or "").lower()] if before or after else ""
    )
    if before and after:
        return NOTHING
    is_negative = re.match(MINUS, bare.strip()) is not None
    digits = re.sub(rf"^(?:{MINUS}|\+){SPACES}*", "", bare.strip())
    sign = -1 if is_negative else 1
    if not digits.isascii() and not re.fullmatch(
        rf"(?:[0-9.,]|{SPACES}|{APOSTROPHES})+", digits
    ):
        return NOTHING
    if match := _EITHER.fullmatch(digits):
        whole, rest = match.groups()
        grouped, decimal = Decimal(whole + rest), Decimal(f"{whole}.{rest}")
        return Reading(
            either=(sign * grouped, sign * decimal), currency=currency
        )
    parts = _parts(digits)
    if parts is None:
        return NOTHING
    whole, decimals = parts
    if len(whole.lstrip("0")) > MOST_WHOLE or len(decimals) > MOST_DECIMALS:
        return NOTHING
    return Reading(
        sign * Decimal(f"{whole or 0}.{decimals or 0}"), None, currency
    )


def _parts(digits: str) -> tuple[str, str] | None:
    """(digits before, digits after the decimal sign), or None."""
    if not re.search("[0-9]", digits):
        return None
    for pattern in (_GROUPED, _BY_COMMA, _BY_STOP, _PLAIN):
        if match := pattern.fullmatch(digits):
            whole, *rest = (
                group for group in match.groups() if group is not None
            )
            return re.sub(r"[^0-9]", "", whole), rest[0] if rest else ""
    return None


def to_number(text: str) -> Decimal | None:
    """The number that a text surely means, or None."""
    return read_number(text).value

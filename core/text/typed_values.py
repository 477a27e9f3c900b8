"""What people type, read as numbers, dates and words: the same on every page and at submission."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from django.utils import formats

#: the same class stands in static/js/words.js: both sides count alike
SPACE = "[ \\t\\n\\r\\f\\v\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+"


def count_words(text: str) -> int:
    """Runs of letters between white space, as the browser counts them."""
    return len([word for word in re.split(SPACE, text) if word])


def to_decimal(text: str) -> Decimal | None:
    """'12 500,50' as a number, or None: spaces group, a comma or a full stop separates."""
    compact = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".")
    try:
        number = Decimal(compact)
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    if number == 0:
        return Decimal(0)
    return (
        number if -10 < number.adjusted() < 10 else None
    )  # no exponent may make it huge or endless


def to_date(text: str) -> dt.date | None:
    for pattern in formats.get_format("DATE_INPUT_FORMATS"):
        try:
            return dt.datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    return None


def writable(text: str) -> str:
    """The text without what no database or hash can hold: NUL and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()

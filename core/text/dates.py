"""One grammar of days and times of day for the whole portal: as people type them and as the
portal prints them.
"""

import datetime as dt
import re
import unicodedata

#: as printed in both languages, in every case in which a month is written
MONTHS = {
    "հունվար": 1,
    "փետրվար": 2,
    "մարտ": 3,
    "ապրիլ": 4,
    "մայիս": 5,
    "հունիս": 6,
    "հուլիս": 7,
    "օգոստոս": 8,
    "սեպտեմբեր": 9,
    "հոկտեմբեր": 10,
    "նոյեմբեր": 11,
    "դեկտեմբեր": 12,
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
}
#: endings of Armenian cases that may follow the name of a month
CASES = ("", "ի", "ին", "ը", "ից", "ում")
SEPARATOR = r"\s*[.\u2024/\-\u058a\u2010-\u2015\u2212]\s*"
SHORTEST = 3  # letters of a shortened month: Apr, ապր

_FIGURES = re.compile(
    rf"(\d{{1,2}}){SEPARATOR}(\d{{1,2}}){SEPARATOR}(\d{{4}})", re.A
)
_ISO = re.compile(
    rf"(\d{{4}}){SEPARATOR}(\d{{1,2}}){SEPARATOR}(\d{{1,2}})", re.A
)
_SHORT = re.compile(r"(\d{1,2})[.\u2024](\d{1,2})[.\u2024](\d{2})", re.A)
_YEAR_WORDS = {"թ", "թվական", "թվականի", "year"}
_ORDINALS = {"st", "nd", "rd", "th", "ին"}


def to_day(text: str) -> dt.date | None:
    """'21.11.2026', '2026-11-21', '21 նոյեմբերի, 2026 թ.' or '21 November 2026' as a day."""
    text = unicodedata.normalize("NFKC", text).strip().rstrip("։").casefold()
    figures = re.sub(r"\s*թ\.?$", "", text).rstrip(".")
    if match := _FIGURES.fullmatch(figures):
        day, month, year = map(int, match.groups())
    elif match := _SHORT.fullmatch(figures):
        day, month, year = map(int, match.groups())
        year += 2000
    elif match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    else:
        day, month, year = _in_words(text)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


#: 18:30, 18.30, 18։30 as the Armenian keyboard has it, 18-30, 1830, 18, 6:30 p.m.
_CLOCK = re.compile(
    r"(\d{1,2})(?:\s*[:.\u0589\u2024\uff1a\-]?\s*(\d{2}))?"
    r"(?:\s*[:.\u0589]\s*(\d{2}))?\s*([ap]\.?\s*m\.?)?",
    re.A,
)


def to_time(text: str) -> dt.time | None:
    """'18:30', '18.30', '1830', '18' or '6:30 p.m.' as a time of day."""
    text = unicodedata.normalize("NFKC", text).strip().casefold()
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups()[:3])
    half = (match[4] or "")[:1]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return dt.time(hour, minute, second)
    except ValueError:
        return None


def _in_words(text: str) -> tuple[int, int, int]:
    """(day, month, year) of a day with its month in letters; zeros where it is none."""
    if re.search(r"[^\w\s,.՝․'’-]", text):
        return 0, 0, 0
    words = re.findall(r"\d+|[^\W\d_]+", text)
    words = [word for word in words if word not in _YEAR_WORDS | _ORDINALS]
    numbers = [word for word in words if word.isascii() and word.isdigit()]
    months = [word for word in words if word not in numbers]
    if len(months) != 1 or len(numbers) != 2:
        return 0, 0, 0
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if len(years) != 1 or len(days) != 1:
        return 0, 0, 0
    return int(days[0]), month_named(months[0]), int(years[0])


def month_named(word: str) -> int:
    """The month of a name in either language, whole, shortened or in a case; 0 for none."""
    word = word.casefold().replace("եւ", "և").rstrip(".")
    for name, number in MONTHS.items():
        if word.startswith(name) and word.removeprefix(name) in CASES:
            return number
    shortened = {
        number
        for name, number in MONTHS.items()
        if len(word) >= SHORTEST and name.startswith(word)
    }
    return shortened.pop() if len(shortened) == 1 else 0

"""How dates, money, counts and sizes are written in the language of the reader."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.template.defaultfilters import date as format_date
from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

NBSP = "\u00a0"
YEREVAN = ZoneInfo("Asia/Yerevan")


def partial_date(iso: str) -> str:
    """A date as exactly as it is known: '2021', '2021-05' or '2021-05-18'."""
    if not iso:
        return ""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        return iso
    day = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    if len(parts) == 2 and get_language() == "hy":
        return f"{day.year} թ. {format_date(day, 'F').lower()}"
    return format_date(
        day, "DATE_FORMAT" if len(parts) == 3 else "YEAR_MONTH_FORMAT"
    )


def day_or_instant(instant: datetime) -> date | datetime:
    """The day alone where the instant is its first one: then no hour is known of it."""
    there = timezone.localtime(instant, YEREVAN)
    return there.date() if there.time() == time() else there


def clock(instant: datetime) -> str:
    """«19:30»; nothing where only the day is known."""
    there = day_or_instant(instant)
    return f"{there:%H:%M}" if isinstance(there, datetime) else ""


def day_and_clock(instant: datetime) -> str:
    """The day, with its hour where one is known."""
    there = day_or_instant(instant)
    has_hour = isinstance(there, datetime)
    return format_date(there, "DATETIME_FORMAT" if has_hour else "DATE_FORMAT")


def yerevan(instant: datetime | None) -> str:
    """An instant with its zone named: needed near every deadline."""
    if instant is None:
        return ""
    when = format_date(timezone.localtime(instant, YEREVAN), "DATETIME_FORMAT")
    return _("%(when)s (Yerevan time)") % {"when": when}


def yerevan_exact(instant: datetime | None) -> str:
    """The same to the second: what a receipt says of the instant that counts."""
    if instant is None:
        return ""
    there = timezone.localtime(instant, YEREVAN)
    day = format_date(there, "DATE_FORMAT")
    return _("%(when)s (Yerevan time)") % {"when": f"{day}, {there:%H:%M:%S}"}


def time_left(instant: datetime | None) -> str:
    """In words, only ever beside the absolute date: «9 days left»."""
    if instant is None or instant <= timezone.now():
        return ""
    hours = int((instant - timezone.now()).total_seconds() // 3600)
    if hours >= 48:
        days = hours // 24
        sentence = ngettext("%(count)d day left", "%(count)d days left", days)
        return sentence % {"count": days}
    if hours >= 1:
        sentence = ngettext(
            "%(count)d hour left", "%(count)d hours left", hours
        )
        return sentence % {"count": hours}
    return _("less than an hour left")


def next_time_left(instant: datetime, now: datetime) -> datetime:
    """When `time_left` of an instant says something else than now, and not before."""
    hours = int((instant - now).total_seconds() // 3600)
    if hours >= 48:
        hours = hours // 24 * 24
    if hours < 1:
        return instant
    return instant - timedelta(hours=hours) + timedelta(microseconds=1)


def money(amount: Decimal | int | None, currency: str = "EUR") -> str:
    """60 000 EUR: grouped by the language, the code after a space that does not break."""
    if amount is None or amount == "":
        return ""
    amount = Decimal(amount)
    places = 0 if amount == amount.to_integral_value() else 2
    written = formats.number_format(
        amount, places, use_l10n=True, force_grouping=True
    )
    return f"{written}{NBSP}{currency}"


def grouped(number: int | Decimal | None) -> str:
    """1 439 523,5: grouped by the language, without zeros that say nothing; "" for None."""
    if number is None or number == "":
        return ""
    plain = Decimal(str(number)).normalize()
    places = max(0, -int(plain.as_tuple().exponent))
    return formats.number_format(
        plain, places, use_l10n=True, force_grouping=True
    )


def decimal_figure(number: Decimal) -> str:
    """The same with decimals that nobody takes for a group of thousands: 12,5; 12,3450."""
    plain = number.normalize()
    places = -int(plain.as_tuple().exponent)
    return formats.number_format(
        number, 4 if places == 3 else max(0, places), use_l10n=True
    )


def filesize(size: int) -> str:
    """Kilobytes and megabytes of 1,000, as a reader counts."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}{NBSP}" + _("kB")
    return f"{formats.number_format(size / 1_000_000, 1)}{NBSP}" + _("MB")


def plain_number(number: float) -> str:
    """For attributes of SVG: a full stop, no grouping, whatever the language."""
    return f"{number:g}"

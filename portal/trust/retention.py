"""How long the portal keeps what it knows of people: the periods of the rules that delete it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts import known_devices
from core import retention

A_DAY = 24 * 60 * 60
A_YEAR = 365


@dataclass(frozen=True)
class Period:
    """What is kept, and for how many hours or days at most."""

    what: Any
    days: int = 0
    hours: int = 0

    @property
    def years(self) -> int:
        """Of a period of whole years; else 0."""
        return 0 if self.days % A_YEAR else self.days // A_YEAR


def retention_periods() -> list[Period]:
    """Those of cookies, those that `apply_retention` applies, those of the server's logs."""
    of_rules = [
        Period(rule.what, days=rule.period.days)
        for rule in retention.RULES.all()
        if rule.period
    ]
    return [
        Period(
            _("the mark that you are signed in"),
            hours=settings.SESSION_COOKIE_AGE // 3600,
        ),
        Period(
            _("the mark that this browser is known"),
            days=known_devices.AGE // A_DAY,
        ),
        *of_rules,
        Period(
            _("the web server's list of requests, without addresses"),
            days=retention.kept_for("nginx_log").days,
        ),
        Period(
            _("what the portal's programs note, without names or addresses"),
            days=retention.kept_for("journal_of_processes").days,
        ),
    ]

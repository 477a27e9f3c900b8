"""How long the portal keeps what it knows of people: read from the rules that delete it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts import invitations, known_devices
from accounts.models import SignIn
from applications.office import exporting, inquiries
from content import binning, working_copies
from mailing import subscribing

A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Period:
    """What is kept, and for how many hours or days at most; 0 days: as the law asks."""

    what: Any
    days: int = 0
    hours: int = 0


def _days(what: Any, span: dt.timedelta) -> Period:
    return Period(what, days=span.days)


def retention_periods() -> list[Period]:
    return [
        Period(
            _("the mark that you are signed in"),
            hours=settings.SESSION_COOKIE_AGE // 3600,
        ),
        Period(
            _("the mark that this browser is known"),
            days=known_devices.AGE // A_DAY,
        ),
        _days(
            _("when, from which browser and address you signed in"), SignIn.KEPT
        ),
        _days(
            _("a subscription that nobody confirmed"), subscribing.UNCONFIRMED
        ),
        _days(_("letters to subscribers, once sent"), subscribing.SENT),
        _days(_("an address that letters do not reach"), subscribing.DISABLED),
        _days(
            _("a question without an account that nobody confirmed"),
            inquiries.UNCONFIRMED,
        ),
        _days(
            _("your address, once such a question is answered"),
            inquiries.ANSWERED_LONG_AGO,
        ),
        _days(
            _("an invitation that nobody took up, once its link has run out"),
            invitations.KEPT,
        ),
        _days(_("an editor's unsaved text"), working_copies.KEPT),
        _days(
            _("a deleted page of the portal, and who deleted it"), binning.KEPT
        ),
        _days(_("a file of applications made for the office"), exporting.KEPT),
    ]

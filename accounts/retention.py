"""How long what is known of signing in is kept."""

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import BrowserSession, SignIn, StaffInvitation
from core.retention import RetentionRule


def _old_sign_ins(before: dt.datetime) -> QuerySet:
    """Once their session is over."""
    return SignIn.objects.filter(at__lt=before, browser_sessions=None)


def _ended_sessions(before: dt.datetime) -> QuerySet:
    return BrowserSession.objects.filter(expire_date__lt=before)


RULES = (
    RetentionRule(
        "sessions",
        10,
        _("where you were signed in, once that is over"),
        _ended_sessions,
    ),
    RetentionRule(
        "sign_ins",
        20,
        _("when, from which browser and network you signed in"),
        _old_sign_ins,
    ),
    RetentionRule(
        "staff_invitations",
        30,
        _("an invitation to the staff that nobody took up, once it is over"),
        StaffInvitation.objects.over_since,
    ),
)

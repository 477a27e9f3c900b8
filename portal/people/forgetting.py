"""Addresses of people who never came are not kept for ever."""

import datetime as dt

from django.utils import timezone

from accounts.invitations import KEPT
from accounts.models import StaffInvitation
from communities.models import Invitation


def forget_invitations(now: dt.datetime | None = None) -> int:
    """Delete the invitations that came to nothing and have been over for `KEPT`; how many."""
    before = (now or timezone.now()) - KEPT
    count = 0
    for model in (Invitation, StaffInvitation):
        over = model.objects.over_since(before)
        count += over.count()
        over.delete()
    return count

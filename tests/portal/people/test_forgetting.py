import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.invitations import KEPT
from accounts.models import StaffInvitation
from communities import people
from communities.models import Invitation
from portal.people import staff_invitations
from portal.people.forgetting import forget_invitations
from portal.trust.retention import retention_periods
from tests import make

pytestmark = pytest.mark.django_db


def test_what_came_to_nothing_is_forgotten_after_three_months():
    community, officer = make.community(), make.staff("officer")
    for name in ("ran.out", "taken.back", "accepted"):
        people.invite_colleague(
            community, f"{name}@test.example", "viewer", by=officer
        )
    staff_invitations.invite_staff(
        "staff@test.example", ["editor"], by=make.staff("administrator")
    )
    people.take_back_invitation(
        Invitation.objects.get(email="taken.back@test.example"), by=officer
    )
    Invitation.objects.get(email="accepted@test.example").mark_accepted()
    run_out = timezone.now() + dt.timedelta(days=14)
    soon = timezone.now() + KEPT - dt.timedelta(minutes=1)
    assert forget_invitations(soon) == 0
    assert forget_invitations(run_out + KEPT + dt.timedelta(hours=1)) == 3
    assert (
        list(Invitation.objects.values_list("email", flat=True)),
        StaffInvitation.objects.count(),
    ) == (["accepted@test.example"], 0)


def test_the_command_says_how_many():
    said = io.StringIO()
    call_command("forget_invitations", stdout=said)
    assert said.getvalue() == "0 invitations are gone.\n"


def test_the_page_of_privacy_tells_the_period():
    assert KEPT.days in [
        period.days
        for period in retention_periods()
        if "invitation" in period.what._args[0]
    ]

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import User
from communities import people
from communities.models import Invitation, Seat
from mailing.models import Letter
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitter():
    return make.seat(make.community(slug="gavar"), "submitter")


def test_a_submitter_invites_by_letter(submitter):
    token = people.invite_colleague(
        submitter.community, "New@Test.example", "editor", by=submitter.user
    )
    letter = Letter.objects.get()
    assert (letter.email, token in letter.body) == ("new@test.example", True)
    assert token not in Invitation.objects.get().token_sha256


@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_only_a_submitter_or_staff_invites(submitter, role):
    colleague = make.seat(submitter.community, role).user
    with pytest.raises(PermissionDenied):
        people.invite_colleague(
            submitter.community, "x@test.example", "viewer", by=colleague
        )
    with pytest.raises(PermissionDenied):
        people.invite_colleague(
            make.community(), "x@test.example", "viewer", by=submitter.user
        )
    people.invite_colleague(
        submitter.community,
        "x@test.example",
        "viewer",
        by=make.staff("officer"),
    )
    assert Invitation.objects.count() == 1


def test_who_has_a_seat_is_not_invited_again(submitter):
    with pytest.raises(ValidationError) as caught:
        people.invite_colleague(
            submitter.community,
            submitter.user.email.upper(),
            "viewer",
            by=submitter.user,
        )
    assert caught.value.code == "has_seat"


@pytest.mark.parametrize("language", ["hy", "en"])
def test_a_new_account_is_in_the_language_of_the_page(
    client, submitter, language
):
    token = people.invite_colleague(
        submitter.community, "new@test.example", "editor", by=submitter.user
    )
    page = client.get(f"/{language}/invitations/{token}/")
    assert page.context["form"]["language"].value() == language


def test_a_new_person_joins_by_the_link(client, submitter):
    token = people.invite_colleague(
        submitter.community, "new@test.example", "editor", by=submitter.user
    )
    data = {
        "name": "Աննա",
        "language": "hy",
        "password": "a long enough secret",
    }
    answer = client.post(f"/hy/invitations/{token}/", data)
    seat = Seat.objects.get(user__email="new@test.example")
    assert (answer.status_code, seat.role, seat.community) == (
        302,
        "editor",
        submitter.community,
    )
    assert client.get("/hy/workspace/").status_code == 200
    again = client.get(f"/en/invitations/{token}/")
    assert again.status_code == 410
    assert "It has been accepted" in again.content.decode()
    assert client.post(f"/en/invitations/{token}/", data).status_code == 410


def test_an_old_invitation_says_so_and_leads_on(client, submitter):
    token = people.invite_colleague(
        submitter.community, "new@test.example", "editor", by=submitter.user
    )
    Invitation.objects.update(expires_at=timezone.now())
    for language, words in (
        ("hy", "Այս անձնական հրավերն այլևս չի գործում"),
        ("en", "It has expired"),
    ):
        page = client.get(f"/{language}/invitations/{token}/")
        assert (page.status_code, words in page.content.decode()) == (410, True)
    assert client.get("/en/invitations/unknown/").status_code == 404


def test_a_weak_password_is_refused_beside_its_field(client, submitter):
    token = people.invite_colleague(
        submitter.community, "new@test.example", "editor", by=submitter.user
    )
    answer = client.post(
        f"/hy/invitations/{token}/",
        {"name": "Ա", "language": "hy", "password": "1234"},
    )
    assert (
        answer.status_code,
        User.objects.filter(email="new@test.example").exists(),
    ) == (422, False)


def test_an_invitation_is_taken_by_the_invited_person_only(client, submitter):
    guest = make.user("guest@test.example")
    token = people.invite_colleague(
        submitter.community, guest.email, "editor", by=submitter.user
    )
    with pytest.raises(PermissionDenied):
        people.accept_invitation(people.find_invitation(token), by=make.user())
    client.force_login(guest)
    assert client.post(f"/hy/invitations/{token}/").status_code == 302
    assert guest.seats.get().role == "editor"


def test_an_invitation_is_open_for_two_weeks(submitter):
    token = people.invite_colleague(
        submitter.community, "x@test.example", "viewer", by=submitter.user
    )
    with time_machine.travel(timezone.now() + dt.timedelta(days=14, seconds=1)):
        assert people.find_invitation(token) is None
    assert people.find_invitation("forged") is None

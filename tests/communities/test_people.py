import datetime as dt
import uuid

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
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


def invite(community, by, email="x@test.example", **said):
    return people.invite_colleague(community, email, "viewer", by=by, **said)


def code_of(act):
    with pytest.raises(ValidationError) as caught:
        act()
    return caught.value.code


def test_one_letter_waits_at_a_time_until_it_has_run_out(submitter):
    community, by = submitter.community, submitter.user
    invite(community, by)
    assert code_of(lambda: invite(community, by, "X@test.example")) == "invited"
    with time_machine.travel(timezone.now() + dt.timedelta(days=15)):
        invite(community, by)
        assert Invitation.objects.waiting().count() == 1
    assert Invitation.objects.unanswered().count() == 1


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (lambda: make.staff("editor"), "staff"),
        (lambda: make.user(is_active=False), "deactivated"),
    ],
)
def test_an_account_that_can_take_no_seat_is_refused_at_once(
    submitter, person, code
):
    email = person().email
    assert (
        code_of(lambda: invite(submitter.community, submitter.user, email))
        == code
    )


@pytest.mark.parametrize("days", [0, 61])
def test_a_link_works_for_one_to_sixty_days(submitter, days):
    community, by = submitter.community, submitter.user
    assert code_of(lambda: invite(community, by, days=days)) == "days"
    invite(submitter.community, submitter.user, days=60)
    with pytest.raises(IntegrityError):
        Invitation.objects.update(days=days)


IMPOSSIBLE = [
    {"expires_at": timezone.now() - dt.timedelta(days=900)},
    {"accepted_at": timezone.now(), "taken_back_at": timezone.now()},
]


@pytest.mark.parametrize("values", IMPOSSIBLE)
def test_the_database_refuses_impossible_invitations(submitter, values):
    invite(submitter.community, submitter.user)
    with pytest.raises(IntegrityError):
        Invitation.objects.update(**values)


def test_the_database_lets_one_wait_at_a_time(submitter):
    invite(submitter.community, submitter.user)
    waiting = Invitation.objects.get()
    waiting.pk, waiting.uid, waiting.token_sha256 = None, uuid.uuid4(), "x"
    with pytest.raises(IntegrityError):
        waiting.save()


def test_sent_again_the_old_link_leads_to_the_new_letter(client, submitter):
    first = invite(submitter.community, submitter.user, days=3)
    second = people.send_invitation_again(
        Invitation.objects.get(), by=submitter.user
    )
    assert Letter.objects.count() == 2
    assert Invitation.objects.waiting().get().days == 3
    page = client.get(f"/en/invitations/{first}/")
    assert (page.status_code, "A newer letter" in page.content.decode()) == (
        410,
        True,
    )
    assert client.get(f"/en/invitations/{second}/").status_code == 200


def test_taken_back_the_link_says_so(client, submitter):
    token = invite(submitter.community, submitter.user)
    people.take_back_invitation(Invitation.objects.get(), by=submitter.user)
    page = client.get(f"/en/invitations/{token}/")
    assert (page.status_code, "It was taken back" in page.content.decode()) == (
        410,
        True,
    )
    over = Invitation.objects.get()
    assert (
        code_of(lambda: people.send_invitation_again(over, by=submitter.user))
        == "answered"
    )


def test_a_stranger_neither_sends_again_nor_takes_back(submitter):
    invite(submitter.community, submitter.user)
    stranger = make.seat(make.community(), "submitter").user
    for act in (people.send_invitation_again, people.take_back_invitation):
        with pytest.raises(PermissionDenied):
            act(Invitation.objects.get(), by=stranger)


def test_who_became_staff_meanwhile_is_told_so(client, submitter):
    guest = make.user("guest@test.example")
    token = invite(submitter.community, submitter.user, guest.email)
    User.objects.filter(pk=guest.pk).update(is_staff=True)
    client.force_login(guest)
    answer = client.post(f"/en/invitations/{token}/", follow=True)
    assert (answer.status_code, guest.seats.exists()) == (200, False)
    assert "Programme staff cannot have a seat" in answer.content.decode()


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_letter_names_the_guest_and_the_last_day(submitter, language):
    invite(
        submitter.community,
        make.staff("officer"),
        name="Աննա",
        language=language,
    )
    body = Letter.objects.get().body
    expiry = timezone.localtime(Invitation.objects.get().expires_at)
    assert ("Աննա" in body, f"{expiry:%H:%M}" in body) == (True, True)


def test_accepting_stands_in_the_journal(client, submitter):
    guest = make.user("guest@test.example")
    token = invite(submitter.community, submitter.user, guest.email)
    people.accept_invitation(people.find_invitation(token), by=guest)
    row = guest.changes.get()
    assert (row.verb, row.role, row.place, row.by) == (
        "joined",
        "viewer",
        "gavar",
        guest,
    )


@pytest.mark.parametrize("language", ["hy", "en"])
def test_a_submitter_sees_what_waits_and_takes_it_back(
    client, submitter, language
):
    invite(submitter.community, submitter.user)
    client.force_login(submitter.user)
    page = f"/{language}/workspace/gavar/invite/"
    assert "x@test.example" in client.get(page).content.decode()
    uid = Invitation.objects.get().uid
    answer = client.post(
        f"/{language}/people/invitations/{uid}/take-back/", {"back": page}
    )
    assert (answer["Location"], Invitation.objects.waiting().count()) == (
        page,
        0,
    )

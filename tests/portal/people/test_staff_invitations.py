import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from accounts import persons
from accounts.models import StaffInvitation, User
from mailing.models import Letter
from portal.people import staff_invitations
from tests import make

pytestmark = pytest.mark.django_db
JOINING = {
    "name": "Նոր Գործընկեր",
    "language": "hy",
    "password": "a long enough secret",
}


@pytest.fixture
def administrator():
    return make.staff("administrator")


def invite(by, email="new@test.example", roles=("officer",), **said):
    return staff_invitations.invite_staff(email, roles, by=by, **said)


def code_of(act):
    with pytest.raises(ValidationError) as caught:
        act()
    return caught.value.code


@pytest.mark.parametrize(
    ("language", "role"),
    [("hy", str), ("en", lambda _text: "programme officer")],
)
def test_a_letter_in_the_chosen_language_carries_the_link(
    administrator, language, role
):
    token = invite(administrator, language=language)
    letter = Letter.objects.get()
    assert (letter.email, letter.kind, letter.language) == (
        "new@test.example",
        "staff_invitation",
        language,
    )
    assert f"/{language}/people/join/{token}/" in letter.body
    assert role("") in letter.body
    assert token != StaffInvitation.objects.get().token_sha256


@pytest.mark.parametrize("language", ["hy", "en"])
def test_whoever_opens_the_link_becomes_a_colleague(
    client, administrator, language
):
    token = invite(administrator, roles=("officer", "editor"), name="Նոր")
    page = client.get(f"/{language}/people/join/{token}/")
    assert page.context["form"]["name"].value() == "Նոր"
    answer = client.post(f"/{language}/people/join/{token}/", JOINING)
    user = User.objects.get(email="new@test.example")
    assert (answer["Location"], persons.roles_of(user), user.is_staff) == (
        f"/{language}/office/",
        ["editor", "officer"],
        True,
    )
    assert sorted(user.changes.values_list("verb", "role")) == [
        ("joined", "editor"),
        ("joined", "officer"),
    ]
    assert client.get("/en/office/").status_code == 200
    again = client.get(f"/en/people/join/{token}/")
    assert (again.status_code, "It has been accepted" in again.text) == (
        410,
        True,
    )
    assert client.post(f"/en/people/join/{token}/", JOINING).status_code == 410


def test_an_administrator_is_invited_as_one(client, administrator):
    token = invite(administrator, roles=["administrator"])
    client.post(f"/en/people/join/{token}/", JOINING)
    assert User.objects.get(email="new@test.example").is_superuser


@pytest.mark.parametrize("role", ["editor", "officer", "head"])
def test_only_an_administrator_invites_staff(role):
    with pytest.raises(PermissionDenied):
        invite(make.staff(role))


@pytest.mark.parametrize(
    "person",
    [
        lambda: make.staff("editor"),
        lambda: make.seat(make.community(), "viewer").user,
        lambda: make.user(is_active=False),
    ],
)
def test_an_address_with_an_account_is_refused(administrator, person):
    email = person().email.upper()
    assert code_of(lambda: invite(administrator, email)) == "has_account"


def test_what_is_no_role_and_no_number_of_days_is_refused(administrator):
    acts = (
        lambda: invite(administrator, roles=["king"]),
        lambda: invite(administrator, roles=[]),
        lambda: invite(administrator, days=61),
    )
    assert [code_of(act) for act in acts] == ["unknown", "unknown", "days"]


def test_one_letter_waits_at_a_time(administrator):
    invite(administrator)
    assert code_of(lambda: invite(administrator)) == "invited"
    with time_machine.travel(timezone.now() + dt.timedelta(days=15)):
        invite(administrator)
    assert StaffInvitation.objects.unanswered().count() == 1
    again = StaffInvitation.objects.unanswered().get()
    again.pk, again.token_sha256 = None, "x"
    with pytest.raises(IntegrityError):
        again.save()


def test_sent_again_and_taken_back(client, administrator):
    first = invite(administrator, roles=["editor"], days=2)
    second = staff_invitations.send_staff_invitation_again(
        StaffInvitation.objects.get(), by=administrator
    )
    waiting = StaffInvitation.objects.waiting().get()
    assert (waiting.role_names, waiting.days) == (["editor"], 2)
    page = client.get(f"/en/people/join/{first}/")
    assert (page.status_code, "A newer letter" in page.text) == (410, True)
    staff_invitations.take_back_staff_invitation(waiting, by=administrator)
    page = client.get(f"/en/people/join/{second}/")
    assert (page.status_code, "It was taken back" in page.text) == (410, True)
    assert client.post(f"/en/people/join/{second}/", JOINING).status_code == 410


def test_run_out_or_with_an_account_made_meanwhile_the_page_says_so(
    client, administrator
):
    token = invite(administrator)
    with time_machine.travel(timezone.now() + dt.timedelta(days=14, seconds=1)):
        page = client.get(f"/en/people/join/{token}/")
        assert (page.status_code, "It has run out" in page.text) == (410, True)
    make.user("new@test.example")
    page = client.get(f"/en/people/join/{token}/")
    assert (page.status_code, "There is an account" in page.text) == (410, True)
    assert client.get("/en/people/join/forged/").status_code == 404


def test_a_weak_password_opens_no_account(client, administrator):
    token = invite(administrator)
    answer = client.post(
        f"/en/people/join/{token}/", {**JOINING, "password": "1234"}
    )
    assert (
        answer.status_code,
        User.objects.filter(email="new@test.example").exists(),
    ) == (422, False)

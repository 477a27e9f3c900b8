import pytest

from accounts import persons
from accounts.models import StaffInvitation, User
from communities.models import Invitation
from mailing.models import Letter
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    one = make.staff("officer")
    client.force_login(one)
    return one


def guest(**said):
    return {
        "community": "gavar",
        "email": "first@gavar.example",
        "name": "",
        "role": "submitter",
        "language": "hy",
        "days": "14",
        **said,
    }


@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize("typed", ["gavar", "Gavar", "Գավառ", "Գավառի համայնք"])
def test_the_first_person_of_a_municipality_is_invited(
    client, officer, language, typed
):
    make.community(slug="gavar", name_hy="Գավառ", name_en="Gavar")
    answer = client.post(f"/{language}/people/invite/", guest(community=typed))
    assert answer["Location"] == f"/{language}/people/communities/gavar/"
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.invited_by) == (
        "first@gavar.example",
        "submitter",
        officer,
    )
    letter = Letter.objects.get()
    assert (letter.email, letter.language) == ("first@gavar.example", "hy")


@pytest.mark.parametrize(
    ("language", "name"), [("hy", "Գավառ"), ("en", "Gavar")]
)
def test_the_community_is_filled_in_from_the_address(
    client, officer, language, name
):
    make.community(slug="gavar", name_hy="Գավառ", name_en="Gavar")
    text = client.get(f"/{language}/people/invite/?community=gavar").text
    assert f'value="{name}"' in text
    assert '<option value="submitter" selected' in text


def test_the_invited_person_signs_up_and_works(client, officer):
    make.community(slug="gavar")
    client.post("/en/people/invite/", guest(name="Անի"))
    link = next(
        word
        for word in Letter.objects.get().body.split()
        if "/invitations/" in word
    )
    client.logout()
    path = "/" + link.split("/", 3)[3]
    assert client.get(path).context["form"]["name"].value() == "Անի"
    joining = {
        "name": "Անի",
        "language": "hy",
        "password": "a long enough secret",
    }
    assert client.post(path, joining).status_code == 302
    assert client.get("/hy/workspace/").status_code == 200


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"community": ""}, "community"),
        ({"community": "Nowhere"}, "community"),
        ({"email": "nobody"}, "email"),
        ({"days": "0"}, "days"),
        ({"days": "61"}, "days"),
        ({"role": "king"}, "role"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, officer, said, field):
    make.community(slug="gavar")
    answer = client.post("/en/people/invite/", guest(**said))
    assert (answer.status_code, list(answer.context["form"].errors)) == (
        422,
        [field],
    )


def test_who_has_a_seat_is_named_with_a_way_to_the_page(client, officer):
    seat = make.seat(make.community(slug="gavar"), "viewer")
    answer = client.post(
        "/en/people/invite/", guest(email=seat.user.email.upper())
    )
    assert (
        answer.status_code,
        f"/en/people/{seat.user.uid}/" in answer.text,
        "already has a seat" in answer.text,
    ) == (422, True, True)


def test_the_page_of_a_colleague_is_shown_to_an_administrator_alone(client):
    make.community(slug="gavar")
    editor = make.staff("editor")
    said = {}
    for role in ("officer", "administrator"):
        client.force_login(make.staff(role))
        answer = client.post("/en/people/invite/", guest(email=editor.email))
        said[role] = (
            "Programme staff cannot" in answer.text,
            str(editor.uid) in answer.text,
        )
    assert said == {
        "officer": (True, False),
        "administrator": (True, True),
    }


@pytest.mark.parametrize("language", ["hy", "en"])
def test_an_administrator_invites_a_colleague(client, language):
    client.force_login(make.staff("administrator"))
    data = guest(roles=["editor", "officer"])
    answer = client.post(f"/{language}/people/invite/staff/", data)
    assert answer["Location"] == f"/{language}/people/"
    assert sorted(StaffInvitation.objects.get().role_names) == [
        "editor",
        "officer",
    ]


def test_a_colleague_who_is_one_already_is_led_to(client):
    client.force_login(make.staff("administrator"))
    editor = make.staff("editor")
    answer = client.post(
        "/en/people/invite/staff/", guest(email=editor.email, roles=["head"])
    )
    assert (
        answer.status_code,
        f"/en/people/{editor.uid}/" in answer.text,
    ) == (422, True)


def test_the_administration_leads_here_and_makes_no_users(client):
    administrator = make.staff("administrator")
    client.force_login(administrator)
    page = client.get("/en/admin/accounts/user/")
    assert "/en/people/" in page.text
    assert client.get("/en/admin/accounts/user/add/").status_code == 403
    person = make.user()
    form = client.get(f"/en/admin/accounts/user/{person.pk}/change/")
    assert 'name="is_superuser"' not in form.text
    data = {
        "email": person.email,
        "name": "New",
        "language": "hy",
        "is_superuser": "on",
    }
    client.post(f"/en/admin/accounts/user/{person.pk}/change/", data)
    person = User.objects.get(pk=person.pk)
    assert (person.name, person.is_superuser) == ("New", False)
    assert persons.roles_of(person) == []

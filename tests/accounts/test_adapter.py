import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    person = make.user("clerk@test.example", language="hy")
    EmailAddress.objects.create(
        user=person, email=person.email, verified=True, primary=True
    )
    return person


@pytest.mark.parametrize("language", ["hy", "en"])
def test_sign_in_with_a_password_leads_to_the_workspace_in_the_language_of_the_page(
    client, person, language
):
    data = {"login": person.email, "password": "pass"}
    assert (
        client.post(f"/{language}/accounts/login/", data)["Location"]
        == f"/{language}/workspace/"
    )


def test_sign_in_of_the_office_leads_to_the_office(client):
    officer = make.staff("officer")
    EmailAddress.objects.create(
        user=officer, email=officer.email, verified=True, primary=True
    )
    answer = client.post(
        "/hy/accounts/login/", {"login": officer.email, "password": "pass"}
    )
    assert answer["Location"] == "/hy/office/"


def test_sign_in_returns_to_where_one_wanted_to_go(client, person):
    asked = client.get("/en/workspace/")["Location"]
    assert asked == "/en/accounts/login/?next=/en/workspace/"
    data = {"login": person.email, "password": "pass", "next": "/en/workspace/"}
    assert (
        client.post("/en/accounts/login/", data)["Location"] == "/en/workspace/"
    )
    data["next"] = "https://elsewhere.example/"
    client.post("/en/accounts/logout/")
    assert (
        client.post("/en/accounts/login/", data)["Location"] == "/en/workspace/"
    )


def test_sign_in_with_a_code_from_a_letter(client, person):
    client.post("/hy/accounts/login/code/", {"email": person.email})
    (letter,) = mail.outbox
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", letter.body, re.MULTILINE)[1]
    answer = client.post("/hy/accounts/login/code/confirm/", {"code": code})
    assert answer["Location"] == "/hy/workspace/"
    assert client.get("/hy/workspace/").status_code == 200


def test_an_unknown_address_is_answered_like_a_known_one(client, person):
    known = client.post("/en/accounts/login/code/", {"email": person.email})
    unknown = type(client)().post(
        "/en/accounts/login/code/", {"email": "nobody@test.example"}
    )
    assert (known.status_code, known["Location"]) == (
        unknown.status_code,
        unknown["Location"],
    )


def test_a_wrong_password_keeps_the_address_and_says_so(client, person):
    answer = client.post(
        "/hy/accounts/login/", {"login": person.email, "password": "wrong"}
    )
    text = answer.content.decode()
    assert (
        answer.status_code,
        f'value="{person.email}"' in text,
        "notice--error" in text,
    ) == (
        200,
        True,
        True,
    )


def test_guessing_is_slowed_down(client, person):
    """Ten wrong ones a minute; then not even the right one is looked at."""

    def sign_in(password: str) -> tuple[int, bool]:
        answer = client.post(
            "/en/accounts/login/", {"login": person.email, "password": password}
        )
        return (
            answer.status_code,
            "Too many failed login attempts" in answer.text,
        )

    guesses = [sign_in(f"guess {n}") for n in range(12)]
    assert (guesses, sign_in("pass")) == (
        [(200, False)] * 10 + [(200, True)] * 2,
        (200, True),
    )


def test_nobody_signs_up_without_an_invitation(client):
    text = client.get("/en/accounts/signup/").content.decode()
    assert "<input" not in text[text.index("<main") : text.index("</main")]


@pytest.mark.django_db
def test_sign_in_of_an_editor_leads_to_the_newsroom(client):
    editor = make.staff("editor")
    EmailAddress.objects.create(
        user=editor, email=editor.email, verified=True, primary=True
    )
    data = {"login": editor.email, "password": "pass"}
    answer = client.post("/en/accounts/login/", data)
    assert answer["Location"] == "/en/desk/newsroom/"
    page = client.get("/en/workspace/").content.decode()
    assert "signed in" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["ani@exam\u200fple.am", "ANI@example․am", "<ani@example.am>"]
)
def test_one_signs_in_with_the_address_however_it_is_typed(client, typed):
    make.user("ani@example.am")
    data = {"login": typed, "password": "pass"}
    assert client.post("/en/accounts/login/", data).status_code == 302

"""Signing in on the spot is no way round the second factor."""

import pytest
from django.test import Client

from applications.models import Inquiry
from tests import make
from tests.accounts.factors import add_app, app_code, is_signed_in, verified

pytestmark = pytest.mark.django_db
TYPED = "Can a school apply?"


@pytest.fixture
def asking():
    """A form that somebody with a second factor wrote before the session ended."""
    seat = make.seat(make.community(), "editor")
    lot = make.lot(make.call(slug="c"))
    verified(seat.user)
    return {
        "path": f"/en/applications/ask/{lot.call.slug}/",
        "data": {"community": seat.community.slug, "text": TYPED},
        "password": {
            "relogin-login": seat.user.email,
            "relogin-password": "pass",
        },
        "secret": add_app(seat.user),
    }


def test_the_password_alone_saves_nothing_and_keeps_the_words(client, asking):
    answer = client.post(asking["path"], asking["data"] | asking["password"])
    page = answer.content.decode()
    assert (answer.status_code, Inquiry.objects.count()) == (401, 0)
    assert not is_signed_in(client)
    assert 'name="relogin-code"' in page
    assert 'name="relogin-password"' not in page
    assert f'name="text" value="{TYPED}"' in page


def test_the_code_on_the_same_page_signs_in_and_saves(client, asking):
    client.post(asking["path"], asking["data"] | asking["password"])
    code = {"relogin-code": app_code(asking["secret"])}
    answer = client.post(asking["path"], asking["data"] | code)
    assert answer.status_code == 302
    assert Inquiry.objects.get().text == TYPED
    assert is_signed_in(client)


def test_a_wrong_code_is_said_and_keeps_the_words(client, asking):
    client.post(asking["path"], asking["data"] | asking["password"])
    answer = client.post(
        asking["path"], asking["data"] | {"relogin-code": "000000"}
    )
    page = answer.content.decode()
    assert (answer.status_code, Inquiry.objects.count()) == (401, 0)
    assert "This does not fit." in page
    assert f'name="text" value="{TYPED}"' in page


def test_a_code_without_the_password_before_it_is_nothing(asking):
    code = {"relogin-code": app_code(asking["secret"])}
    answer = Client().post(asking["path"], asking["data"] | code)
    assert answer.status_code == 401
    assert 'name="relogin-password"' in answer.content.decode()


def test_a_script_is_told_that_the_code_comes_next(client, asking):
    answer = client.post(
        asking["path"],
        asking["data"] | asking["password"],
        headers={"accept": "application/json"},
    )
    said = answer.json()
    assert (answer.status_code, said["needs_code"], said["errors"]) == (
        401,
        True,
        [],
    )

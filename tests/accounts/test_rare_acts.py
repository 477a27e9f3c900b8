"""A rare act asks anew who is there, and what was typed goes on by itself."""

import time

import pytest
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
)

from accounts.models import SecondFactorReset
from tests import make
from tests.accounts.factors import add_app, app_code, sign_in

pytestmark = pytest.mark.django_db
REASON = "Called back at the office number."


@pytest.fixture(autouse=True)
def asked_after_a_quarter_of_an_hour(settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60


@pytest.fixture
def address():
    person = make.staff("officer")
    add_app(person)
    return f"/en/people/{person.uid}/second-factor/"


@pytest.fixture
def administrator(client):
    person = make.staff("administrator")
    secret = add_app(person)
    sign_in(client, person, app_code(secret))
    return person


def wait_long(client):
    session = client.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] = time.time() - 16 * 60
    session.save()


def test_just_signed_in_one_is_not_asked(client, administrator, address):
    answer = client.post(address, {"reason": REASON})
    assert answer["Location"] == address
    assert SecondFactorReset.objects.count() == 1


@pytest.mark.parametrize("extra", [{}, {"form_key": "k" * 32}])
def test_later_one_confirms_and_the_act_goes_on(
    client, administrator, address, extra
):
    wait_long(client)
    assert client.get(address).status_code == 200
    asked = client.post(address, {"reason": REASON, **extra})
    assert asked["Location"] == (
        f"/en/accounts/reauthenticate/?next={address.replace('/', '%2F')}"
    )
    assert SecondFactorReset.objects.count() == 0
    page = client.get(asked["Location"]).content.decode()
    assert "Confirm that it is you" in page
    wrong = client.post(asked["Location"], {"password": "wrong"})
    assert (wrong.status_code, SecondFactorReset.objects.count()) == (200, 0)
    done = client.post(asked["Location"], {"password": "pass", "next": address})
    assert done["Location"] == address
    assert SecondFactorReset.objects.get().reason == REASON

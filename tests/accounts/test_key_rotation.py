"""A new SECRET_KEY with the old one beside it: nobody is signed out, no app is set up anew."""

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from accounts.roles import OFFICER
from tests import make
from tests.accounts.factors import (
    add_app,
    app_code,
    is_signed_in,
    sign_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    return make.staff(OFFICER)


@pytest.fixture
def rotate(settings):
    """Does what docs/operations.md says: a new key, the old one among the fallbacks."""

    def turn(new: str) -> None:
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = new

    return turn


def test_whoever_is_signed_in_stays_so_after_two_turns(client, rotate):
    client.force_login(make.user())
    for key in ("second" * 10, "third" * 12):
        rotate(key)
        assert client.get(reverse("workspace")).status_code == 200


def test_an_authenticator_app_goes_on(officer, rotate):
    secret = add_app(officer)
    rotate("second" * 10)
    client = Client()
    sign_in(client, officer, app_code(secret))
    assert is_signed_in(client)


def test_a_link_in_a_letter_of_before_is_good(rotate):
    link = signing.dumps({"who": 1}, salt="letter")
    rotate("second" * 10)
    assert signing.loads(link, salt="letter") == {"who": 1}


def test_without_the_old_key_everyone_signs_in_anew(client, settings):
    client.force_login(make.user())
    settings.SECRET_KEY = "second" * 10
    assert client.get(reverse("workspace")).status_code == 302

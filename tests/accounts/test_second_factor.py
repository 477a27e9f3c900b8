import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from accounts import second_factor
from accounts.models import SecondFactorReset
from mailing.models import Letter
from tests import make
from tests.accounts.factors import (
    add_app,
    add_lost_passkey,
    add_recovery_codes,
    app_code,
    is_signed_in,
    sign_in,
)

pytestmark = pytest.mark.django_db
REASON = "Called back at the office number."


@pytest.fixture
def officer():
    return make.staff("officer")


@pytest.fixture
def administrator():
    return make.staff("administrator")


def kinds_of(user):
    return sorted(
        Authenticator.objects.filter(user=user).values_list("type", flat=True)
    )


def test_an_app_is_set_up_and_asked_for_at_the_next_sign_in(client, officer):
    sign_in(client, officer)
    page = client.get("/en/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'class="secret"[^>]*>\s*(\w+)\s*<', page)[1]
    assert "data:image/svg+xml;base64," in page
    answer = client.post(
        "/en/accounts/2fa/totp/activate/", {"code": app_code(secret)}
    )
    assert answer["Location"] == "/en/accounts/2fa/recovery-codes/"
    assert kinds_of(officer) == ["recovery_codes", "totp"]

    again = Client()
    answer = sign_in(again, officer)
    assert answer["Location"] == "/en/accounts/2fa/authenticate/"
    assert not is_signed_in(again)
    answer = sign_in(again, officer, app_code(secret, steps=1))
    assert answer["Location"] == "/en/office/"
    assert is_signed_in(again)


def test_the_secret_does_not_lie_in_the_database_in_the_clear(officer):
    secret = add_app(officer)
    row = Authenticator.objects.get(user=officer)
    assert secret not in str(row.data)


def test_a_secret_of_another_portals_key_opens_nothing(
    client, officer, settings
):
    secret = add_app(officer)
    settings.SECRET_KEY = "another key"
    sign_in(client, officer, app_code(secret))
    assert not is_signed_in(client)
    settings.SECRET_KEY_FALLBACKS = []


@pytest.mark.parametrize("code", ["000000", "", "not a code"])
def test_a_wrong_code_does_not_sign_in(client, officer, code):
    add_app(officer)
    sign_in(client, officer)
    answer = client.post("/hy/accounts/2fa/authenticate/", {"code": code})
    assert answer.status_code == 200
    assert not is_signed_in(client)


def test_a_code_of_the_app_is_good_once_for_as_long_as_it_fits(officer):
    secret = add_app(officer)
    code = app_code(secret)
    first, second = Client(), Client()
    sign_in(first, officer, code)
    remembered = Authenticator.objects.get(user=officer).wrap()
    cache.delete(remembered._get_used_cache_key(code))  # after half a minute
    sign_in(second, officer, code)
    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


def test_a_recovery_code_signs_in_once(officer):
    add_app(officer)
    code = add_recovery_codes(officer)[0]
    first, second = Client(), Client()
    sign_in(first, officer, code)
    sign_in(second, officer, code)
    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


def test_a_code_by_letter_does_not_go_round_the_second_factor(
    client, officer, mailoutbox
):
    add_app(officer)
    sign_in(client, officer)
    client.post("/en/accounts/logout/")
    client.post("/en/accounts/login/code/", {"email": officer.email})
    code = re.search(
        r"^\s*([A-Z0-9-]{6,})\s*$", mailoutbox[-1].body, re.MULTILINE
    )[1]
    answer = client.post("/en/accounts/login/code/confirm/", {"code": code})
    assert answer["Location"] == "/en/accounts/2fa/authenticate/"
    assert not is_signed_in(client)


def test_adding_a_factor_ends_the_sessions_that_came_in_without(
    officer, django_capture_on_commit_callbacks
):
    here, elsewhere = Client(), Client()
    sign_in(here, officer)
    sign_in(elsewhere, officer)
    page = here.get("/en/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'class="secret"[^>]*>\s*(\w+)\s*<', page)[1]
    code = {"code": app_code(secret)}
    with django_capture_on_commit_callbacks(execute=True):
        here.post("/en/accounts/2fa/totp/activate/", code)
    assert (is_signed_in(here), is_signed_in(elsewhere)) == (True, False)


def test_a_change_is_told_by_letter_in_ones_language(client, officer):
    officer.language = "en"
    officer.save(update_fields=["language"])
    secret = add_app(officer)
    sign_in(client, officer, app_code(secret))
    client.post("/hy/accounts/2fa/totp/deactivate/")
    letter = Letter.objects.get(kind="account_changed")
    assert letter.subject == "How you sign in has changed"
    assert "The authenticator app of your account was removed." in letter.body


def test_a_lost_passkey_is_removed_by_its_owner_with_the_other_factor(
    client, officer
):
    lost, secret = add_lost_passkey(officer), add_app(officer)
    sign_in(client, officer, app_code(secret))
    answer = client.post(f"/en/accounts/2fa/webauthn/keys/{lost.pk}/remove/")
    assert answer.status_code == 302
    assert kinds_of(officer) == ["totp"]


def test_the_second_administrator_removes_what_is_lost(officer, administrator):
    add_lost_passkey(officer)
    add_recovery_codes(officer)
    thief = Client()
    thief.force_login(officer)
    reset = second_factor.reset_second_factor(
        officer, by=administrator, reason=REASON
    )
    assert kinds_of(officer) == []
    assert not is_signed_in(thief)
    assert (reset.user, reset.by, reset.reason, sorted(reset.removed)) == (
        officer,
        administrator,
        REASON,
        ["recovery_codes", "webauthn"],
    )
    letter = Letter.objects.get(kind="second_factor_reset")
    assert (letter.recipient, REASON in letter.body) == (officer, True)


def test_nobody_removes_ones_own(administrator):
    add_app(administrator)
    with pytest.raises(PermissionDenied):
        second_factor.reset_second_factor(
            administrator, by=administrator, reason=REASON
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondFactorReset.objects.create(
            user=administrator, by=administrator, reason=REASON
        )


@pytest.mark.parametrize("role", ["editor", "officer", "head", "reviewer"])
def test_only_an_administrator_removes_it(role, officer):
    add_app(officer)
    with pytest.raises(PermissionDenied):
        second_factor.reset_second_factor(
            officer, by=make.staff(role), reason=REASON
        )
    assert kinds_of(officer) == ["totp"]


def test_who_has_only_the_permission_does_not_touch_an_administrator(
    administrator, django_user_model
):
    helper = make.staff("head")
    helper.user_permissions.add(
        second_factor_permission(django_user_model, "reset_second_factor")
    )
    helper = django_user_model.objects.get(pk=helper.pk)
    assert second_factor.may_reset_second_factor(helper, make.user())
    assert not second_factor.may_reset_second_factor(helper, administrator)


def second_factor_permission(model, codename):
    field = model._meta.get_field("user_permissions")
    return field.related_model.objects.get(codename=codename)


@pytest.mark.parametrize(
    ("reason", "has_app", "code"),
    [("  ", True, "reason"), (REASON, False, "none")],
)
def test_a_removal_needs_a_reason_and_something_to_remove(
    officer, administrator, reason, has_app, code
):
    if has_app:
        add_app(officer)
    with pytest.raises(ValidationError) as refusal:
        second_factor.reset_second_factor(
            officer, by=administrator, reason=reason
        )
    assert refusal.value.code == code


def test_the_page_removes_it_and_the_person_is_led_to_a_new_one(
    client, officer, administrator, settings
):
    add_app(officer)
    add_app(administrator)
    address = f"/en/people/{officer.uid}/second-factor/"
    secret = add_app_anew(administrator)
    sign_in(client, administrator, app_code(secret))
    assert "authenticator app" in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": REASON}).status_code == 302
    assert REASON in client.get(address).content.decode()
    settings.SECOND_FACTOR_REQUIRED = True
    person = Client()
    answer = sign_in(person, officer)
    onward = person.get(answer["Location"])
    assert onward["Location"] == (
        "/en/accounts/security/second-factor/?next=%2Fen%2Foffice%2F"
    )


def add_app_anew(user):
    Authenticator.objects.filter(user=user).delete()
    return add_app(user)


def test_allauths_own_page_of_secrets_is_not_in_the_administration(
    client, administrator
):
    client.force_login(administrator)
    assert client.get("/en/admin/mfa/authenticator/").status_code in (302, 404)
    page = client.get(f"/en/admin/accounts/user/{administrator.pk}/change/")
    assert f"/en/people/{administrator.uid}/second-factor/" in (
        page.content.decode()
    )

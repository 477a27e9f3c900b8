"""A second factor in a real browser: a passkey of its own virtual device, an app, and the way back
to what one was writing.
"""

import pytest
from playwright.sync_api import expect

from accounts.models import BrowserSession, User
from tests.accounts.factors import add_app, add_recovery_codes, app_code
from tests.journeys.looking import look, look_around
from tests.journeys.signing_in import be_signed_in, sign_in
from tests.journeys.test_pages import begin

pytestmark = pytest.mark.browser
OFFICER = "officer@portal.example"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def give_device(page):
    """A telephone that holds passkeys, as the browser's own tools make one."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return tools, made["authenticatorId"]


def sign_out(page):
    page.locator(".account-menu summary").click()
    page.locator(".account-menu form button").click()


def start_signing_in(page, email=OFFICER):
    page.goto("/en/accounts/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", "covenant-demo")
    page.get_by_role("button", name="Sign in", exact=True).click()


def add_passkey(page):
    page.get_by_role("link", name="Passkey").click()
    page.fill("[name=name]", "My telephone")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("link", name="I have kept them, continue").click()


def test_a_passkey_is_set_up_on_the_way_and_signs_in_alone(page, required):
    give_device(page)
    start_signing_in(page)
    expect(page).to_have_title("One more lock for your account", timeout=5000)
    add_passkey(page)
    expect(page).to_have_url("/en/office/")
    sign_out(page)
    page.goto("/en/accounts/login/?next=/en/accounts/security/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("Passkey · My telephone")).to_be_visible()
    sign_out(page)
    start_signing_in(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url("/en/office/")


def test_a_passkey_on_a_lost_device_no_longer_signs_in(page, required):
    tools, device = give_device(page)
    start_signing_in(page)
    add_passkey(page)
    credentials = tools.send(
        "WebAuthn.getCredentials", {"authenticatorId": device}
    )
    assert len(credentials["credentials"]) == 1
    User.objects.get(email=OFFICER).authenticator_set.all().delete()
    sign_out(page)
    page.goto("/en/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("This does not fit.")).to_be_visible()
    expect(page).to_have_url("/en/accounts/login/")


def test_a_browser_that_gives_no_passkey_is_told_so(page, required):
    tools, device = give_device(page)
    start_signing_in(page)
    add_passkey(page)
    sign_out(page)
    tools.send("WebAuthn.clearCredentials", {"authenticatorId": device})
    start_signing_in(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("has not given the passkey")).to_be_visible()


def test_the_dialog_of_a_draft_asks_for_the_code_too(page):
    draft = begin("UI26", "en")
    person = draft.created_by
    secret = add_app(person)
    be_signed_in(page, person.email)
    page.goto(f"/en/applications/{draft.reference}/edit/idea/")
    BrowserSession.objects.all().delete()
    page.locator("main textarea, main input[type=text]").first.fill("Typed")
    page.fill("#relogin-password", "covenant-demo")
    dialog = page.locator("[data-again]")
    dialog.get_by_role("button", name="Sign in").click()
    expect(page.locator("#relogin-code")).to_be_focused()
    page.fill("#relogin-code", app_code(secret))
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog).to_be_hidden()
    assert BrowserSession.objects.filter(user=person).count() == 1


@pytest.mark.parametrize("language", ["hy", "en"])
def test_pages_of_security_have_no_finding(page, language, required):
    sign_in(page, language, OFFICER)
    start = f"/{language}/accounts"
    found = look(
        page,
        [
            f"{start}/security/second-factor/",
            f"{start}/security/",
            f"{start}/2fa/totp/activate/",
            f"{start}/2fa/webauthn/add/",
            f"{start}/reauthenticate/",
        ],
    )
    person = User.objects.get(email=OFFICER)
    add_app(person)
    add_recovery_codes(person)
    found |= look(
        page,
        [
            f"{start}/security/",
            f"{start}/2fa/recovery-codes/",
            f"{start}/2fa/recovery-codes/generate/",
            f"{start}/2fa/totp/deactivate/",
            f"{start}/2fa/reauthenticate/",
        ],
    )
    page.context.clear_cookies()
    page.goto(f"{start}/login/")
    page.fill("[name=login]", OFFICER)
    page.fill("[name=password]", "covenant-demo")
    page.locator("main button[type=submit]").click()
    found |= look_around(page, f"/{language}/accounts/2fa/authenticate/")
    assert found == {}


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_page_of_a_lost_device_has_no_finding(page, language):
    person = User.objects.get(email=OFFICER)
    add_app(person)
    be_signed_in(page, "admin@portal.example")
    address = f"/{language}/people/{person.uid}/second-factor/"
    assert look(page, [address]) == {}

"""Two ways to be somebody: by the page of signing in, or with a session that began there."""

from django.conf import settings
from playwright.sync_api import Page, expect

from portal.demo.people import STAFF

#: e-mail → key of a session, made with the demonstration by signing in once (see `tests/worlds.py`)
SESSIONS: dict[str, str] = {}


def sign_in(page: Page, language: str, email: str) -> None:
    """As a person does: address and password on the page of signing in."""
    page.goto(f"/{language}/accounts/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", settings.DEMO_PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page.locator(".account-menu")).to_be_visible()


def be_signed_in(page: Page, email: str) -> None:
    """For a test of something else: the cookies that signing in gave."""
    values = {settings.SESSION_COOKIE_NAME: SESSIONS[email]}
    if email in STAFF:
        values["edits"] = "1"
    page.context.clear_cookies(name="edits")
    page.context.add_cookies(
        [
            {"name": name, "value": value, "domain": "localhost", "path": "/"}
            for name, value in values.items()
        ]
    )

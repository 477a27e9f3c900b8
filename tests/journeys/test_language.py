"""Switching the language of a page loses nothing that was typed."""

import pytest
from playwright.sync_api import expect

from tests.journeys.signing_in import be_signed_in
from tests.journeys.test_apply import start

pytestmark = pytest.mark.browser


def switch(page):
    page.locator(".masthead__language, .desk-head__language").click()
    page.wait_for_load_state()


def test_the_newsletter_form_keeps_what_was_typed(page):
    page.goto("/hy/newsletter/")
    page.fill("[name=email]", "ani@test.example")
    page.locator("[name=topics]").first.check()
    switch(page)
    assert "/en/newsletter/" in page.url
    expect(page.locator("[name=email]")).to_have_value("ani@test.example")
    expect(page.locator("[name=topics]").first).to_be_checked()
    page.reload()
    page.goto("/en/news/")
    page.goto("/en/newsletter/")
    expect(page.locator("[name=email]")).to_have_value("")


def test_a_refused_invitation_keeps_the_address(page):
    be_signed_in(page, "submitter@gavar.example")
    page.goto("/hy/workspace/")
    page.locator("details summary").last.click()
    page.locator("details [name=email]").last.fill("gavar․am")
    page.evaluate(
        "document.querySelector('form[action*=invite]').noValidate = true"
    )
    page.locator("details button[type=submit]").last.click()
    expect(page.locator("main .errorlist, main .error").first).to_be_visible()
    switch(page)
    assert "/en/" in page.url
    assert page.url.endswith("/invite/")
    expect(page.locator("[name=email]")).to_have_value("gavar․am")


@pytest.mark.parametrize("path", ["withdraw/", "prefill/", "files/announce/"])
def test_an_address_that_acts_leads_to_its_page(page, path):
    be_signed_in(page, "submitter@gavar.example")
    reference = start(page, "hy")
    answer = page.goto(f"/hy/applications/{reference}/{path}")
    assert answer.status == 200

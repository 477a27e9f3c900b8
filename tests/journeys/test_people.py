"""A municipality's first person is invited in five clicks or fewer, and comes in."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from tests.journeys.hands import Hands
from tests.journeys.looking import look
from tests.journeys.signing_in import be_signed_in

pytestmark = pytest.mark.browser
MOST_CLICKS = 5


def letter_to(email):
    return next(letter for letter in mail.outbox if letter.to == [email])


def invite_first_person(page, hands, language):
    """From the page of people, in five clicks or fewer."""
    before = hands.clicks
    hands.click(page.locator("main a[href$='/people/invite/']").first)
    hands.click(page.locator("[name=community]"))
    page.keyboard.type({"hy": "Գորիս", "en": "Goris"}[language])
    hands.click(page.locator("[name=email]"))
    page.keyboard.type("first@goris.example")
    hands.click(page.locator("main button[type=submit]"))
    expect(page.locator(".notice--success")).to_contain_text(
        "first@goris.example"
    )
    expect(page).to_have_url(re.compile("/people/communities/goris/"))
    assert hands.clicks - before <= MOST_CLICKS


@pytest.mark.parametrize("width", [1280, 768])
@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_first_person_of_a_municipality_comes_in(
    page, new_context, language, width
):
    page.set_viewport_size({"width": width, "height": 900})
    be_signed_in(page, "officer@portal.example")
    page.goto(f"/{language}/people/")
    invite_first_person(page, Hands(page), language)

    link = re.search(
        r"http\S+/invitations/\S+", letter_to("first@goris.example").body
    )
    guest = new_context().new_page()
    guest.goto(link[0])
    guest.fill("[name=name]", "Անի Գորիսեցի")
    guest.fill("[name=password]", "a long enough secret")
    guest.locator("main button[type=submit]").click()
    expect(guest).to_have_url(re.compile("/workspace/"))


@pytest.mark.parametrize("width", [1280, 768])
def test_from_a_community_without_anybody_it_is_shorter(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    be_signed_in(page, "officer@portal.example")
    page.goto("/hy/people/communities/goris/")
    hands = Hands(page)
    hands.click(page.locator("main a[href*='?community=goris']").first)
    hands.click(page.locator("[name=email]"))
    page.keyboard.type("first@goris.example")
    hands.click(page.locator("main button[type=submit]"))
    expect(page.locator(".notice--success")).to_be_visible()
    assert hands.clicks == 3


def test_the_pages_of_people_look_right(page, demo):
    be_signed_in(page, "admin@portal.example")
    addresses = [
        f"/{language}/people/{path}"
        for language in ("hy", "en")
        for path in (
            "",
            "?show=waiting",
            "invite/?community=goris",
            "invite/staff/",
            "invite/several/",
            "communities/",
            "communities/gavar/",
        )
    ]
    page.goto("/en/people/?q=submitter%40gavar")
    person = page.locator("tbody th a").first.get_attribute("href")
    addresses += [person, f"{person}role/give/", f"{person}deactivate/"]
    addresses += [person.replace("/en/", "/hy/")]
    assert look(page, addresses) == {}

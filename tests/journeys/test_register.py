"""The register in a browser: the catalogue with and without scripts, a proposal's way, and axe
everywhere.
"""

import re

import pytest
from playwright.sync_api import expect

from communities.models import Community, Edition, ProfileChange
from tests.journeys.looking import look
from tests.journeys.signing_in import be_signed_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_desk_has_no_finding(page, language):
    be_signed_in(page, "officer@portal.example")
    change = ProfileChange.objects.get()
    paths = [
        "office/deadlines/",
        "office/deadlines/gyumri/report/2026-03-15/",
        "office/",
        "office/changes/",
        f"changes/{change.uuid}/",
    ]
    assert look(page, [f"/{language}/{path}" for path in paths]) == {}


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_proposal_pages_have_no_finding(page, language):
    be_signed_in(page, "submitter@gavar.example")
    kinds = ("", "details/", "action/", "report/", "inventory/")
    paths = [f"/{language}/workspace/gavar/profile/{kind}" for kind in kinds]
    assert look(page, paths) == {}


def test_the_catalogue_answers_while_one_types_and_keeps_its_address(page):
    page.goto("/hy/communities/")
    page.evaluate("window.stays = true")
    page.get_by_label("Մարզ", exact=True).select_option("gegharkunik")
    expect(page.locator("#counter")).to_have_text(re.compile(r"\b5\b"))
    page.locator("#id_q").press_sequentially("գավառ")
    expect(page.locator("#counter")).to_have_text(re.compile(r"\b1\b"))
    expect(page.locator("#found tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile("region=gegharkunik"))
    assert page.evaluate("window.stays") is True
    page.reload()
    expect(page.locator("#found tbody tr")).to_have_count(1)


def test_what_was_chosen_for_comparison_survives_the_next_search(page):
    page.goto("/en/communities/")
    page.get_by_label("Compare Abovyan").check()
    page.get_by_label("Region").select_option("lori")
    expect(page.locator("#counter")).to_have_text(re.compile(r"\b11\b"))
    page.get_by_label("Compare Alaverdi").check()
    page.get_by_role("button", name="Compare selected").click()
    expect(page.get_by_role("columnheader")).to_have_count(2)


def test_the_catalogue_works_without_scripts(browser, demo):
    context = browser.new_context(base_url=demo, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/communities/")
    page.get_by_label("Name").fill("Gavar")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#found tbody tr")).to_have_count(1)
    page.get_by_label("Compare Gavar").check()
    page.get_by_role("button", name="Compare selected").click()
    expect(page.get_by_role("columnheader", name="Gavar")).to_be_visible()
    context.close()


def test_the_map_is_walked_by_keyboard(page):
    page.goto("/en/communities/map/")
    region = page.locator(".map a").first
    region.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"map/\?region=[a-z-]+"))


@pytest.mark.parametrize(
    "language, words",
    [
        (
            "hy",
            (
                "Պրոֆիլ և առաջարկներ",
                "Կապի տվյալներ և կայք",
                "Ընդունել և հրապարակել",
            ),
        ),
        (
            "en",
            (
                "Profile and proposals",
                "Contact and website",
                "Accept and publish",
            ),
        ),
    ],
)
def test_a_proposal_is_submitted_compared_accepted_published_and_logged(
    page, language, words
):
    be_signed_in(page, "submitter@gavar.example")
    page.goto(f"/{language}/workspace/")
    page.get_by_role("link", name=words[0]).click()
    page.get_by_role("link", name=words[1]).click()
    page.locator("#id_website").fill("https://gavar.example/")
    page.locator("#id_contact_email").fill("office@gavar.example")
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator(".pill--proposed")).to_be_visible()
    change = ProfileChange.objects.get(community__slug="gavar")
    assert Community.objects.get(slug="gavar").website == ""

    page.context.clear_cookies()
    be_signed_in(page, "officer@portal.example")
    page.goto(f"/{language}/office/changes/")
    page.locator(f"a[href$='/changes/{change.uuid}/']").click()
    expect(page.locator("tr.flagged")).to_have_count(2)
    page.get_by_role("button", name=words[2]).click()
    expect(page.locator(".pill--accepted")).to_be_visible()

    page.context.clear_cookies()
    page.goto(f"/{language}/communities/gavar/")
    expect(
        page.get_by_role("link", name="https://gavar.example/")
    ).to_be_visible()
    assert Edition.objects.first().what == "details of gavar, proposed by it"

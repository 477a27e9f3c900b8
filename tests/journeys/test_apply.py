"""The portal's main job, walked by a person in a browser: from the call to the verified receipt."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from applications.models import Application, Version
from tests import make
from tests.journeys.signing_in import be_signed_in, sign_in

pytestmark = pytest.mark.browser

WORDS = {
    "hy": {
        "call": "Համայնքային վերակերպումներ․ վերակերպենք համայնքի կյանքը",
        "apply": "Դիմել",
        "received": "Հայտը ստացված է",
        "draft": "Սա նախագիծ է",
    },
    "en": {
        "call": "Urban Imaginaries: reimagining life in the community",
        "apply": "Apply",
        "received": "The application has been received",
        "draft": "This is a draft",
    },
}
TEXTS = {
    "contact_name": "Աննա Գրիգորյան, գլխավոր մասնագետ",
    "contact_phone": "+374 264 00000",
    "title": "Հին շուկայից՝ կանաչ բակ",
    "problem": "Հին շուկայի տարածքը դատարկ է։",
    "change": "Կլինի այգի և շաբաթական շուկա։",
    "social_inclusion": "Բոլոր մուտքերն առանց աստիճանների են։",
    "green_spaces": "Կտնկենք վաթսուն ծառ։",
    "wellbeing_innovation": "Բնակիչներն իրենք են ընտրում։",
    "starts_on": "01.04.2027",
    "months": "10",
    "people": "1 200",
}
ROW = {
    "title": "Ծառատունկ",
    "quantity": "60",
    "unit_cost": "1000",
    "grant": "60 000,00",
}


def fill(page: Page, *keys: str) -> None:
    for key in keys:
        page.fill(f"[name={key}]", TEXTS[key])


def onward(page: Page) -> None:
    page.locator("button[name=next]").click()


def start(page: Page, language: str) -> str:
    """From the home page through the call to a draft in lot 1; returns its reference."""
    page.goto(f"/{language}/")
    page.get_by_role("link", name=WORDS[language]["call"]).click()
    expect(page.locator("h1")).to_have_text(WORDS[language]["call"])
    page.locator("#lot-1").locator("xpath=..").get_by_role(
        "link", name=WORDS[language]["apply"]
    ).click()
    page.locator(
        "fieldset input[value=yes]"
    ).check()  # a coming expression of interest
    page.locator("main form[method=get] button").click()
    expect(page.locator(".outcome--coming")).to_have_count(1)
    page.locator("main form[method=post] button").click()
    expect(page.locator("main")).to_contain_text(WORDS[language]["draft"])
    return page.locator("h1").inner_text()


def answer(page: Page, *, has_scripts: bool = True) -> None:
    """Every section, in order, by the page's own buttons."""
    page.locator(".tasks a").first.click()
    fill(page, "contact_name", "contact_phone")
    page.check("#portfolio_interest-coming")
    page.check("#earlier_grant-no")
    onward(page)
    fill(page, "title", "problem", "change")
    page.check("#objectives-business")
    onward(page)
    fill(page, "social_inclusion", "green_spaces", "wellbeing_innovation")
    onward(page)
    fill(page, "starts_on", "months", "people")
    page.set_input_files(
        "#council_letter",
        {
            "name": "Նամակ.pdf",
            "mimeType": "application/pdf",
            "buffer": make.PDF,
        },
    )
    if has_scripts:
        expect(
            page.locator("[data-files=council_letter] code")
        ).to_contain_text("SHA-256")
    onward(page)
    page.select_option("[name=budget-1-category]", "works")
    for name, value in ROW.items():
        page.fill(f"[name=budget-1-{name}]", value)
    onward(page)
    page.check("#is_true")
    page.locator("button[name=back]").click()
    expect(page.locator(".tasks .pill--complete")).to_have_count(6)


def submit(page: Page, language: str) -> str:
    """Check, submit, and return the hash that the receipt shows."""
    page.locator(".actions .button").first.click()
    page.locator("form[action$='submit/'] button").click()
    expect(page.locator("h1")).to_have_text(WORDS[language]["received"])
    return page.locator("[data-hash]").inner_text()


@pytest.mark.parametrize("language", ["hy", "en"])
def test_an_expression_of_interest_travels_all_the_way(page, language):
    sign_in(page, language, "submitter@gavar.example")
    reference = start(page, language)
    answer(page)
    digest = submit(page, language)
    version = Version.objects.get()
    assert (
        version.sha256,
        version.application.reference,
        version.application.language,
    ) == (
        digest,
        reference,
        language,
    )
    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert sorted(letters) == [
        "editor@gavar.example",
        "submitter@gavar.example",
    ]
    assert all(digest in body for body in letters.values())
    pdf = page.request.get(f"/{language}/applications/{reference}/receipt.pdf")
    assert (pdf.status, pdf.body()[:5]) == (200, b"%PDF-")
    page.goto(f"/{language}/verify/")
    page.fill("#hash", digest)
    page.locator("main form button").click()
    expect(page.locator(".notice--success")).to_contain_text(digest)
    page.context.clear_cookies()
    sign_in(page, language, "officer@portal.example")
    page.goto(f"/{language}/office/calls/urban-imaginaries-2026/")
    page.get_by_role("link", name=reference).click()
    expect(page.locator("main")).to_contain_text(digest)


def test_it_works_without_javascript(new_context):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, "hy", "submitter@gavar.example")
    start(page, "hy")
    answer(page, has_scripts=False)
    assert len(submit(page, "hy")) == 64


def test_what_is_typed_is_saved_by_itself(page):
    be_signed_in(page, "editor@gavar.example")
    reference = start(page, "hy")
    page.goto(f"/hy/applications/{reference}/edit/idea/")
    page.fill("[name=problem]", "Մի միտք, որ չպետք է կորչի")
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"\d\d:\d\d"))
    assert (
        Application.objects.get().answers.get(key="problem").value
        == "Մի միտք, որ չպետք է կորչի"
    )
    page.reload()
    expect(page.locator("[name=problem]")).to_have_value(
        "Մի միտք, որ չպետք է կորչի"
    )


def test_a_busy_server_is_asked_again_when_it_said_and_nothing_is_lost(page):
    be_signed_in(page, "editor@gavar.example")
    reference = start(page, "hy")
    asked = []

    def answer_busy_once(route):
        if route.request.method != "POST" or asked:
            return route.continue_()
        asked.append(route.request.url)
        return route.fulfill(status=503, headers={"Retry-After": "20"})

    page.route("**/edit/idea/", answer_busy_once)
    page.clock.install()
    page.goto(f"/hy/applications/{reference}/edit/idea/")
    state = page.locator("[data-saved]")
    page.fill("[name=problem]", "Մի միտք, որ չպետք է կորչի")
    page.clock.run_for(2_000)
    expect(state).to_have_text(state.get_attribute("data-failed"))
    page.clock.run_for(17_000)  # eight seconds are its own pause, twenty asked
    expect(state).to_have_text(state.get_attribute("data-failed"))
    assert Application.objects.get().answers.filter(key="problem").count() == 0
    page.clock.run_for(14_000)
    expect(state).to_have_text(re.compile(r"\d\d:\d\d"))
    answer = Application.objects.get().answers.get(key="problem")
    assert (answer.value, len(asked)) == ("Մի միտք, որ չպետք է կորչի", 1)


def test_two_colleagues_see_both_texts_and_lose_neither(page, new_context):
    be_signed_in(page, "submitter@gavar.example")
    reference = start(page, "en")
    address = f"/en/applications/{reference}/edit/idea/"
    other = new_context(java_script_enabled=False).new_page()
    be_signed_in(other, "editor@gavar.example")
    other.goto(address)
    page.goto(address)
    page.fill("[name=title]", "The submitter's title")
    page.locator("button[name=stay]").click()
    expect(page.locator("[name=title]")).to_have_value("The submitter's title")
    other.fill("[name=title]", "The editor's title")
    other.locator("button[name=stay]").click()
    expect(other.locator(".theirs")).to_have_text("The submitter's title")
    expect(other.locator("[name=title]")).to_have_value("The editor's title")
    other.locator("button[name=stay]").click()
    expect(other.locator(".theirs")).to_have_count(0)
    assert (
        Application.objects.get().answers.get(key="title").value
        == "The editor's title"
    )


def test_an_error_is_announced_at_the_top_and_takes_the_focus(page):
    be_signed_in(page, "submitter@gavar.example")
    reference = start(page, "en")
    page.goto(f"/en/applications/{reference}/edit/plan/")
    page.fill("[name=months]", "ten")
    page.locator("button[name=next]").click()
    expect(page).to_have_title(f"Error: Carrying it out, {reference}")
    expect(page.locator("[data-focus]")).to_be_focused()
    expect(page.locator("#months-error")).to_be_visible()
    expect(page.locator("[name=months]")).to_have_value("ten")

"""Several people, lost sessions and closing doors: nothing typed is lost."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import BrowserSession, User
from applications.drafts import starting
from applications.models import Application, Version
from calls.models import Lot
from tests import make
from tests.journeys.signing_in import be_signed_in
from tests.journeys.test_apply import ROW, TEXTS, WORDS

pytestmark = pytest.mark.browser
#: what the page says while its answer is waited for, told to the page that comes after it
REMEMBER = """() => {
  const place = document.querySelector("[data-waiting]");
  const note = () => { sessionStorage.told = place.textContent.trim(); };
  new MutationObserver(note).observe(place, { childList: true });
}"""
SAVED = re.compile(r"\d\d:\d\d")
SAID = {
    "hy": {
        "closed": "Վերջնաժամկետն անցել է",
        "keep": "Թողնել իմը",
        "take": "Վերցնել",
    },
    "en": {
        "closed": "The deadline has passed",
        "keep": "Keep mine",
        "take": "Use theirs",
    },
}


@pytest.fixture
def draft(demo):
    """A draft of Gavar in lot 1 of UI26, as its submitter began it."""
    person = User.objects.get(email="submitter@gavar.example")
    lot = Lot.objects.get(call__code="UI26", number=1)
    said = {rule.key: "yes" for rule in lot.call.rules.all()}
    return starting.start_application(
        lot,
        person.seats.get().community,
        by=person,
        language="hy",
        answers=said,
    )


def address(draft, language, tail="edit/idea/"):
    return f"/{language}/applications/{draft.reference}/{tail}"


def open_section(
    page: Page,
    draft,
    language: str,
    email: str,
) -> None:
    be_signed_in(page, email)
    page.goto(address(draft, language))


def stored(draft, key):
    return draft.answers.filter(key=key).values_list("value", flat=True).first()


@pytest.mark.parametrize("language", ["hy", "en"])
def test_two_colleagues_meet_on_one_answer_and_lose_neither_text(
    page, new_context, draft, language
):
    open_section(page, draft, language, "submitter@gavar.example")
    other = new_context().new_page()
    open_section(other, draft, language, "editor@gavar.example")
    expect(other.locator("[data-others]")).to_contain_text("Ներկայացնող")
    page.fill("[name=title]", "The submitter's title")
    expect(page.locator("[data-saved]")).to_have_text(SAVED)
    other.fill("[name=problem]", "Written at the same time")
    expect(other.locator("[data-saved]")).to_have_text(SAVED)
    other.fill("[name=title]", "The editor's title")
    expect(other.locator(".theirs [data-text]")).to_have_text(
        "The submitter's title"
    )
    assert (stored(draft, "title"), stored(draft, "problem")) == (
        "The submitter's title",
        "Written at the same time",
    )
    expect(other.locator("[name=title]")).to_have_value("The editor's title")
    other.get_by_role("button", name=SAID[language]["keep"]).click()
    expect(other.locator(".theirs")).to_have_count(0)
    expect(other.locator("[data-saved]")).to_have_text(SAVED)
    assert stored(draft, "title") == "The editor's title"
    kept = set(draft.history.filter(key="title").values_list("value", "kind"))
    assert kept == {
        ("The submitter's title", "saved"),
        ("The editor's title", "conflict"),
        ("The editor's title", "saved"),
    }


def test_a_colleagues_text_can_be_taken_instead(page, new_context, draft):
    open_section(page, draft, "en", "submitter@gavar.example")
    other = new_context().new_page()
    open_section(other, draft, "en", "editor@gavar.example")
    page.fill("[name=title]", "First")
    expect(page.locator("[data-saved]")).to_have_text(SAVED)
    other.fill("[name=title]", "Second")
    other.get_by_role("button", name="Use theirs").click()
    expect(other.locator("[name=title]")).to_have_value("First")
    assert stored(draft, "title") == "First"


def test_a_button_pressed_in_a_conflict_decides_nothing_by_itself(
    page, new_context, draft
):
    open_section(page, draft, "en", "submitter@gavar.example")
    other = new_context().new_page()
    open_section(other, draft, "en", "editor@gavar.example")
    page.fill("[name=title]", "First")
    expect(page.locator("[data-saved]")).to_have_text(SAVED)
    other.fill("[name=title]", "Second")
    expect(other.locator(".theirs")).to_be_visible()
    other.locator("button[name=stay]").click()
    expect(other.locator(".notice--error")).to_be_visible()
    other.wait_for_timeout(3000)
    assert stored(draft, "title") == "First"
    expect(other.locator("[name=title]")).to_have_value("Second")


def test_leaving_while_typing_keeps_the_text_and_makes_no_conflict_with_oneself(
    page, draft
):
    open_section(page, draft, "en", "editor@gavar.example")
    page.on("dialog", lambda dialog: dialog.accept())
    page.fill("[name=problem]", "Typed and left at once")
    page.goto(address(draft, "hy"))
    expect(page.locator("[name=problem]")).to_have_value(
        "Typed and left at once"
    )
    page.locator("[name=problem]").press_sequentially(", and on")
    expect(page.locator("[data-saved]")).to_have_text(SAVED)
    expect(page.locator(".theirs")).to_have_count(0)
    assert stored(draft, "problem").startswith("Typed and left at once")


@pytest.mark.parametrize("language", ["hy", "en"])
def test_a_session_that_ends_in_the_middle_of_a_sentence(page, draft, language):
    open_section(page, draft, language, "editor@gavar.example")
    page.fill("[name=problem]", "Half a sentence")
    expect(page.locator("[data-saved]")).to_have_text(SAVED)
    BrowserSession.objects.all().delete()
    page.locator("[name=problem]").press_sequentially(", and the other half")
    dialog = page.locator("[data-again]")
    expect(dialog).to_be_visible()
    page.fill("#relogin-password", "wrong")
    dialog.locator("button[type=submit]").click()
    expect(dialog.locator("[data-again-error]")).not_to_be_empty()
    page.fill("#relogin-password", "covenant-demo")
    dialog.locator("button[type=submit]").click()
    expect(dialog).not_to_be_visible()
    page.keyboard.type(", and")  # one goes on at once, without a click
    expect(page.locator("[data-saved]")).to_have_text(SAVED)
    assert stored(draft, "problem").startswith("Half a sentence")
    page.locator("[name=problem]").press_sequentially(" more")
    expect(page.locator("[name=problem]")).to_have_value(re.compile("and more"))
    with page.expect_navigation():  # else the reload meets the page on its way
        page.locator("button[name=stay]").click()
    page.reload()
    expect(page.locator("[name=problem]")).to_have_value(
        re.compile("^Half a sentence.*and more")
    )


def end_session_while_typing(page, text):
    BrowserSession.objects.all().delete()
    page.locator("[name=problem]").press_sequentially(text)
    expect(page.locator("[data-again]")).to_be_visible()


def test_a_session_that_ends_twice_is_signed_in_twice(page, draft):
    open_section(page, draft, "hy", "editor@gavar.example")
    for text in ("Առաջին", ", երկրորդ"):
        end_session_while_typing(page, text)
        page.fill("#relogin-password", "covenant-demo")
        page.locator("[data-again] button[type=submit]").click()
        expect(page.locator("[data-again]")).not_to_be_visible()
        expect(page.locator("[data-saved]")).to_have_text(SAVED)
    assert stored(draft, "problem") == "Առաջին, երկրորդ"


def test_a_dialog_put_away_stays_away_and_one_goes_on_typing(page, draft):
    open_section(page, draft, "hy", "editor@gavar.example")
    end_session_while_typing(page, "Կես")
    page.keyboard.press("Escape")
    expect(page.locator("[data-again]")).not_to_be_visible()
    page.keyboard.type(" միտք")
    page.wait_for_timeout(3000)  # longer than the pause before a save
    expect(page.locator("[data-again]")).not_to_be_visible()
    expect(page.locator("[name=problem]")).to_have_value("Կես միտք")


def test_without_scripts_a_lost_session_is_signed_in_again_on_the_spot(
    new_context, draft
):
    page = new_context(java_script_enabled=False).new_page()
    open_section(page, draft, "hy", "editor@gavar.example")
    BrowserSession.objects.all().delete()
    page.fill("[name=problem]", "Մի ամբողջ միտք")
    page.locator("button[name=stay]").click()
    expect(page.locator("[name=relogin-password]")).to_be_visible()
    page.fill("[name=relogin-login]", "editor@gavar.example")
    page.fill("[name=relogin-password]", "covenant-demo")
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("[name=problem]")).to_have_value("Մի ամբողջ միտք")
    assert stored(draft, "problem") == "Մի ամբողջ միտք"


@pytest.mark.parametrize("language", ["hy", "en"])
def test_a_call_that_closes_while_one_types_gives_the_text_back(
    page, draft, language
):
    open_section(page, draft, language, "editor@gavar.example")
    make.close(draft.lot)
    page.fill("[name=problem]", "Written too late")
    expect(page.locator("[data-saved]")).to_contain_text(
        SAID[language]["closed"]
    )
    expect(page.locator("[name=problem]")).to_have_value("Written too late")
    with page.expect_download() as download:
        page.locator("[data-take-form]").click()
    assert "Written too late" in download.value.path().read_text()
    page.locator("button[name=stay]").click()
    expect(page.locator("h1")).to_contain_text(SAID[language]["closed"])
    expect(page.locator("textarea.given")).to_have_value(
        re.compile("Written too late")
    )
    assert stored(draft, "problem") is None


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_officers_extension_reaches_the_applicants_page(
    page, new_context, draft, language
):
    office = new_context().new_page()
    be_signed_in(office, "officer@portal.example")
    office.goto(
        f"/{language}/office/calls/urban-imaginaries-2026/lots/1/extend/"
    )
    day = timezone.localdate() + dt.timedelta(days=40)
    office.fill("[name=closes_at_0]", day.isoformat())
    office.fill("[name=closes_at_1]", "18:00")
    office.fill("[name=reason_hy]", "Կայքը մեկ օր չէր աշխատում։")
    office.fill("[name=reason_en]", "The site was down for a day.")
    office.locator("main form button[type=submit]").click()
    expect(office.locator(".notice--success")).to_be_visible()
    reason = {
        "hy": "Կայքը մեկ օր չէր աշխատում։",
        "en": "The site was down for a day.",
    }[language]
    be_signed_in(page, "viewer@gavar.example")
    page.goto(address(draft, language, ""))
    expect(page.locator("[data-deadline]")).to_contain_text(reason)
    expect(page.locator("[data-deadline]")).to_contain_text(f"{day.day}")
    page.goto(f"/{language}/calls/urban-imaginaries-2026/")
    expect(page.locator("#update-1")).to_contain_text(reason)
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "editor@gavar.example",
        "submitter@gavar.example",
    ]


# --- by keyboard alone
# --------------------------------------------------------------------------------------


def reach(page: Page, selector: str) -> None:
    """Tab forward until the element has the focus."""
    target = page.locator(selector).first
    expect(target).to_be_visible()
    for _ in range(120):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def press(page: Page, selector: str, key: str = "Enter") -> None:
    reach(page, selector)
    page.keyboard.press(key)


def type_into(page: Page, selector: str, text: str) -> None:
    reach(page, selector)
    page.keyboard.insert_text(text)


def type_section(page: Page, *keys: str) -> None:
    for key in keys:
        type_into(page, f"[name={key}]", TEXTS[key])


@pytest.mark.parametrize("language", ["hy", "en"])
def test_from_the_self_check_to_the_receipt_by_keyboard_alone(page, language):
    be_signed_in(page, "submitter@gavar.example")
    page.goto(f"/{language}/calls/urban-imaginaries-2026/")
    press(page, "#lots ~ .lots .lot .button")
    press(page, "fieldset input[value=yes]", "Space")
    press(page, "main form[method=get] button")
    press(page, "main form[method=post] button")
    expect(page.locator("main")).to_contain_text(WORDS[language]["draft"])
    press(page, ".tasks a")
    type_section(page, "contact_name", "contact_phone")
    press(page, "#portfolio_interest-submitted", "ArrowDown")
    press(page, "#earlier_grant-yes", "ArrowDown")
    press(page, "button[name=next]")
    type_section(page, "title")
    press(page, "#objectives-business", "Space")
    type_section(page, "problem", "change")
    press(page, "button[name=next]")
    type_section(
        page, "social_inclusion", "green_spaces", "wellbeing_innovation"
    )
    press(page, "button[name=next]")
    type_section(page, "starts_on", "months", "people")
    with page.expect_file_chooser() as chooser:
        press(page, "#council_letter")
    chooser.value.set_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": make.PDF}
    )
    expect(page.locator("[data-files=council_letter] code")).to_contain_text(
        "SHA-256"
    )
    press(page, "button[name=next]")
    reach(page, "[name=budget-1-category]")
    page.keyboard.press("w" if language == "en" else "ArrowDown")
    for name, value in ROW.items():
        type_into(page, f"[name=budget-1-{name}]", value)
    press(page, "button[name=next]")
    press(page, "#is_true", "Space")
    press(page, "button[name=back]")
    press(page, ".actions .button")
    press(page, "form[action$='submit/'] button")
    expect(page.locator("h1")).to_have_text(WORDS[language]["received"])
    assert (
        Version.objects.get().sha256 == page.locator("[data-hash]").inner_text()
    )
    assert Application.objects.get().state == "submitted"


@pytest.mark.parametrize(
    ("language", "button", "words"),
    [
        ("hy", "Ներկայացնել հայտը", "Հայտն ուղարկվում է։"),
        ("en", "Submit the application", "It is being sent."),
    ],
)
def test_whoever_waits_for_the_answer_is_told_what_counts(
    page, demo, language, button, words
):
    person = User.objects.get(email="submitter@gavar.example")
    draft = make.application(by=person)
    be_signed_in(page, person.email)
    page.goto(address(draft, language, "check/"))
    page.evaluate(REMEMBER)

    def answer_late(route):
        page.wait_for_timeout(4500)
        route.continue_()

    page.route("**/submit/", answer_late)
    page.get_by_role("button", name=button).click()
    expect(page.locator("[data-hash]")).to_be_visible()
    assert page.evaluate("sessionStorage.told").startswith(words)
    assert Version.objects.filter(application=draft).count() == 1

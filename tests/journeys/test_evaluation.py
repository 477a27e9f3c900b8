"""An evaluation as its people live it: officer, reviewers, head, applicant and auditor."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import BrowserSession, User
from applications.models import Application
from evaluation.models import AwardResponse, Ranking, Review
from evaluation.reviewing import assigning, finalising, scoring
from portal.demo import evaluation
from tests.journeys.signing_in import be_signed_in

pytestmark = pytest.mark.browser
OFFICER, HEAD, AUDITOR = (
    f"{name}@portal.example" for name in ("officer", "head", "auditor")
)
LOT = "office/calls/urban-imaginaries-2025/lots/3"
FIRST = "UI25-L3-0001"


@pytest.fixture
def story(demo):
    """A closed call whose third lot nobody has touched yet."""
    evaluation.build("evaluation")


def at(page: Page, language: str, path: str, who: str) -> None:
    be_signed_in(page, who)
    page.goto(f"/{language}/{path}")


def follow(page: Page, control: Locator) -> None:
    """Press what leads to another page, and wait until all of that page is there: `count()` and
    `be_signed_in` do not wait.
    """
    with page.expect_navigation():
        control.click()


def press(page: Page, tail: str) -> None:
    """The button of the form that acts at an address."""
    follow(page, page.locator(f"main form[action$='{tail}'] button").first)


def check_all(page: Page, language: str) -> None:
    at(page, language, f"{LOT}/checks/", OFFICER)
    press(page, "/checks/begin/")
    press(page, "/checks/accept/")
    follow(page, page.locator("main tbody th a").first)
    for _application in range(3):
        unanswered = page.locator("fieldset:has([value='']:checked)")
        while unanswered.count():
            unanswered.first.locator("input[value=met]").check()
        follow(page, page.locator("button[name=eligible]"))
    expect(page).to_have_url(re.compile(r"/lots/3/checks/$"))


def give_all(page: Page, language: str) -> None:
    at(page, language, f"{LOT}/reviews/", OFFICER)
    page.locator("form[action$='/plan/'] button").click()
    expect(page.locator("input[name=pair]")).to_have_count(6)
    page.locator("main form[method=post] button").click()
    expect(page.locator("main tbody li")).to_have_count(6)


def score(page: Page, language: str, review: Review) -> None:
    """Declared, scored with the session ending in the middle, and made final."""
    at(page, language, "reviews/", review.reviewer.email)
    page.locator(f"a[href$='/{FIRST}/']").click()
    page.locator("form[action$='/declare/'] button").first.click()
    scores = page.locator("fieldset[data-key^=score]")
    expect(scores).to_have_count(6)
    for place in range(6):
        scores.nth(place).locator("input[value='4']").check()
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"\d\d:\d\d"))
    BrowserSession.objects.filter(user=review.reviewer).delete()
    page.fill("textarea[name=comment]", "Կարդացի մինչև վերջ։")
    expect(page.locator("dialog.again")).to_be_visible()
    page.fill("[name=relogin-password]", "covenant-demo")
    page.locator("dialog.again button[type=submit]").click()
    expect(page.locator("dialog.again")).to_be_hidden()
    page.locator("button[name=final]").click()
    expect(page.locator("main .pill").first).to_be_visible()
    review.refresh_from_db()
    assert review.state == "final"
    assert review.finals.get().comment == "Կարդացի մինչև վերջ։"


def finish(review: Review) -> None:
    """The others, through the verbs."""
    if review.state == "assigned":
        assigning.declare_no_conflict(review, by=review.reviewer)
    given = {scoring.COMMENT: ("Լավ է։", 0)}
    for criterion in scoring.criteria_of(review):
        given[scoring.score_key(criterion)] = ("3", 0)
    scoring.save_typed_review(review, given, by=review.reviewer)
    finalising.finalise(review, by=review.reviewer)


def sign(page: Page, language: str) -> None:
    at(page, language, f"{LOT}/ranking/", OFFICER)
    press(page, "/ranking/make/")
    for who in (OFFICER, HEAD):
        at(page, language, f"{LOT}/rankings/1/", who)
        press(page, "/sign/")
    expect(page.locator("a[href$='minutes.pdf']")).to_be_visible()


def decide(page: Page, language: str) -> None:
    path = "office/calls/urban-imaginaries-2025/decisions/"
    for who, act in (
        (OFFICER, "prepare/"),
        (OFFICER, "letters/"),
        (HEAD, ""),
    ):
        at(page, language, path, who)
        page.check("#tick-3")
        if act:
            follow(page, page.locator(f"button[formaction$='{act}']"))
        else:
            page.check("#sure")
            sure = page.locator("button[form=acts]:not([formaction])")
            follow(page, sure)


@pytest.mark.parametrize("language", ["hy", "en"])
def test_an_evaluation_from_the_first_check_to_the_answer(
    page, story, language
):
    check_all(page, language)
    give_all(page, language)
    reviews = Review.objects.filter(application__reference=FIRST)
    score(page, language, reviews.order_by("pk")[0])
    for review in Review.objects.filter(
        application__lot__number=3, state="assigned"
    ):
        finish(review)
    sign(page, language)
    assert Ranking.objects.get().signed_at is not None
    decide(page, language)
    application = Application.objects.get(reference=FIRST)
    assert application.state == "awarded"
    at(page, language, f"applications/{FIRST}/", "submitter@gavar.example")
    follow(page, page.locator("main .notice a[href$='/decision/']"))
    press(page, "/accept/")
    expect(page.locator("form[action$='/accept/']")).to_have_count(0)
    assert AwardResponse.objects.get().is_accepted
    page.goto(f"/{language}/calls/urban-imaginaries-2025/")
    expect(page.locator("#results")).to_be_visible()


@pytest.mark.parametrize("language", ["hy", "en"])
def test_a_reviewer_with_a_conflict_sees_it_no_more(page, story, language):
    reference = "UI25-L2-0001"
    reviewer = "reviewer2@portal.example"
    at(page, language, f"reviews/{reference}/", reviewer)
    page.locator("main details summary").first.click()
    page.fill("#conflict-reason", "Եղբայրս է աշխատում այնտեղ։")
    page.locator("button[name=conflict]").click()
    expect(page.locator(f"main a[href$='/{reference}/']")).to_have_count(0)
    page.goto(f"/{language}/reviews/{reference}/")
    expect(page.locator("body")).not_to_contain_text("Areni")
    expect(page.locator("body")).not_to_contain_text("Արենի")


@pytest.mark.parametrize("language", ["hy", "en"])
def test_a_refused_verb_gives_the_words_back(page, story, language):
    """What an officer typed into a proposal that is refused stands on the page still."""
    at(page, language, "office/applications/UI25-L3-0001/check/", OFFICER)
    page.locator("main form button").first.click()
    page.locator("main details summary").first.click()
    page.fill("#instruction", "Որոշումը չի ստորագրված։")
    page.locator("form[action$='/propose/'] button").click()
    expect(page.locator("#instruction")).to_have_value(
        "Որոշումը չի ստորագրված։"
    )


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_auditor_reads_and_finds_nothing_to_press(page, demo, language):
    evaluation.build("decided")
    for path in (
        f"{LOT}/checks/",
        f"{LOT}/reviews/",
        f"{LOT}/rankings/1/",
        "office/calls/urban-imaginaries-2025/decisions/",
        "office/applications/UI25-L1-0005/check/",
        "office/applications/UI25-L1-0003/",
    ):
        at(page, language, path, AUDITOR)
        buttons = page.locator("main form[method=post] button:visible")
        assert (path, buttons.count()) == (path, 0)
    assert User.objects.get(email=AUDITOR).works_in_the_office

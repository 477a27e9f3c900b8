"""A clerk takes their data along and goes, an administrator answers; a subscriber goes."""

import json
import re
import zipfile
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import expect

from accounts.models import ErasureRequest, User
from mailing.models import Subscription
from portal.backups.records import record_faults
from tests.journeys.looking import look
from tests.journeys.signing_in import be_signed_in

pytestmark = pytest.mark.browser
CLERK = "submitter@gavar.example"
BUTTON = "main button[type=submit]"


def downloaded(page, link) -> Path:
    with page.expect_download() as begun:
        link.click()
    return Path(begun.value.path())


def take_along(page, start):
    """The copy, ordered and downloaded by the person."""
    page.goto(f"{start}my-data/")
    page.locator("form[action$='/my-data/copy/'] button").click()
    expect(page.locator(".notice--success")).to_be_visible()
    link = page.locator("main a[href*='/my-data/copies/']").first
    with zipfile.ZipFile(downloaded(page, link)) as archive:
        data = json.loads(archive.read("data.json"))
    (account,) = data["records"]["accounts.User"]["rows"]
    assert account["email"] == CLERK


def ask_to_go(page, start):
    page.locator("main a[href$='/my-data/erase/']").click()
    page.locator(BUTTON).click()
    expect(page.locator(".notice--error")).to_be_visible()
    page.check("[name=understood]")
    page.locator(BUTTON).click()
    expect(page).to_have_url(re.compile(f"{start}my-data/$"))
    expect(page.locator("form[action$='/take-back/']")).to_be_visible()


@pytest.mark.parametrize("language", ["hy", "en"])
def test_a_clerk_goes_and_the_record_stays(page, new_context, language):
    start = f"/{language}/"
    clerk = User.objects.get(email=CLERK)
    be_signed_in(page, CLERK)
    take_along(page, start)
    ask_to_go(page, start)

    desk = new_context().new_page()
    be_signed_in(desk, "admin@portal.example")
    desk.goto(f"{start}people/requests/")
    desk.locator("main tbody th a").first.click()
    name = clerk.name
    expect(desk.locator("main")).to_contain_text(name)
    desk.locator("form[action$='/erase/'] button").click()
    expect(desk.locator(".notice--success")).to_be_visible()
    expect(desk.locator("main")).not_to_contain_text(name)
    expect(desk.locator("main")).to_contain_text(clerk.uid.hex[:6])

    page.goto(f"{start}my-data/")
    expect(page).to_have_url(re.compile("/accounts/login/"))
    assert [one for one in mail.outbox if one.to == [CLERK]][-1].subject == {
        "hy": "Ձեր տվյալները ջնջված են",
        "en": "Your data has been erased",
    }[clerk.language]
    assert not User.objects.filter(email=CLERK).exists()
    assert record_faults() == []


def test_a_clerk_thinks_again(page):
    be_signed_in(page, CLERK)
    page.goto("/hy/my-data/")
    ask_to_go(page, "/hy/")
    page.locator("form[action$='/take-back/'] button").click()
    expect(page.locator("main a[href$='/my-data/erase/']")).to_be_visible()
    assert ErasureRequest.objects.get().state == "taken_back"


@pytest.mark.parametrize("language", ["hy", "en"])
def test_a_subscriber_sees_takes_along_and_goes(page, language):
    reader = Subscription.objects.create(
        email="reader@home.example", subject="newsletter", language=language
    )
    page.goto(f"/{language}/letters/{reader.token}/my-data/")
    expect(page.locator("main tbody tr")).to_have_count(1)
    link = page.locator("main a[href$='?format=json']")
    data = json.loads(downloaded(page, link).read_text())
    (row,) = data["mailing.Subscription"]
    assert (row["subject"], "token" in row) == ("newsletter", False)
    page.locator(BUTTON).click()
    assert not Subscription.objects.filter(pk=reader.pk).exists()
    page.reload()
    expect(page.locator("main h1")).to_be_visible()


def test_an_administrator_writes_a_request_down_and_refuses_it(page):
    be_signed_in(page, "admin@portal.example")
    page.goto("/hy/people/requests/")
    page.locator("main a[href$='/requests/new/']").click()
    page.fill("[name=email]", "someone@lost.example")
    page.fill("[name=how]", "Զանգահարել է, համեմատել ենք անձնագիրը։")
    page.locator(BUTTON).click()
    page.fill("[name=reason]", "Ստուգում է ընթանում։")
    page.locator("form[action$='/refuse/'] button").click()
    expect(page.locator(".notice--success")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Ստուգում է ընթանում։")


def test_an_application_is_put_on_hold_and_released(page):
    be_signed_in(page, "admin@portal.example")
    page.goto("/en/people/requests/")
    page.fill("[name=reference]", "nothing-such")
    page.fill("[name=reason]", "A dispute")
    page.locator("form[action$='/hold/'] button").click()
    expect(page.locator(".notice--error")).to_be_visible()


def test_the_pages_about_ones_data_look_right(page, demo):
    be_signed_in(page, CLERK)
    addresses = [
        f"/{language}/{path}"
        for language in ("hy", "en")
        for path in ("my-data/", "my-data/erase/", "privacy/")
    ]
    assert look(page, addresses) == {}

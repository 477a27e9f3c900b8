"""What stands where on a phone: the header, the first screens, the folded filters."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
TOP = "element => Math.round(element.getBoundingClientRect().top + scrollY)"


@pytest.fixture
def phone(page):
    page.set_viewport_size(PHONE)
    return page


@pytest.mark.parametrize(
    "path, selector, most",
    [
        ("", "#open-calls", 900),
        ("communities/", "#found tbody a", 700),
        ("communities/gavar/", "dl.facts", 500),
    ],
)
def test_what_people_come_for_is_near(phone, path, selector, most):
    for language in ("hy", "en"):
        phone.goto(f"/{language}/{path}")
        place = phone.locator(selector).first.evaluate(TOP)
        assert 0 < place <= most


def test_the_way_to_apply_is_always_in_sight(phone):
    phone.goto("/hy/calls/urban-imaginaries-2026/")
    apply = phone.locator(".apply-bar a")
    for share in (0, 0.3, 0.6):
        phone.evaluate(f"scrollTo(0, document.body.scrollHeight * {share})")
        expect(apply).to_be_in_viewport()
    apply.click()
    expect(phone.locator("#lots")).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 390, 768])
@pytest.mark.parametrize("language", ["hy", "en"])
def test_header_and_footer_are_small(phone, width, language):
    phone.set_viewport_size({"width": width, "height": 844})
    phone.goto(f"/{language}/news/")
    heights = phone.evaluate(
        "[...document.querySelectorAll('.masthead, .foot')].map(one => one.offsetHeight)"
    )
    assert heights[0] <= 80
    assert heights[1] <= 500


def test_the_menu_leads_everywhere_without_scripts(browser, demo):
    context = browser.new_context(
        base_url=demo, viewport=PHONE, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/hy/communities/map/")
    menu = page.locator(".menu")
    expect(menu.locator("nav")).to_be_hidden()
    menu.locator("summary").click()
    addresses = [link.get_attribute("href") for link in menu.locator("a").all()]
    assert len(addresses) == len({*addresses}) + 1  # the library stands twice
    expect(menu.locator("[aria-current=page]")).to_have_attribute(
        "href", "/hy/communities/map/"
    )
    expect(menu.locator("[aria-current=true]")).to_have_attribute(
        "href", "/hy/communities/"
    )
    for address in {*addresses}:
        assert page.request.get(address).status == 200
    context.close()


def test_filters_are_folded_and_say_what_is_set(phone):
    phone.goto("/en/news/?topic=climate")
    fields = phone.locator(".filters__fields")
    expect(fields).to_be_hidden()
    expect(phone.locator(".filters__count")).to_have_text("1")
    phone.locator(".filters__label").click()
    expect(fields).to_be_visible()
    phone.locator(".filters__chosen a").click()
    expect(phone).to_have_url("/en/news/")
    expect(phone.locator(".filters__chosen")).to_have_count(0)


def test_the_catalogue_follows_its_filters_with_chips(page):
    page.goto("/en/communities/")
    page.locator("[name=region]").select_option("shirak")
    chip = page.locator(".filters__chosen a")
    expect(chip).to_contain_text("Shirak")
    chip.click()
    expect(page).to_have_url("/en/communities/?sort=name")
    expect(chip).to_have_count(0)


def test_a_town_is_remembered_by_the_browser_and_forgotten(phone):
    phone.goto("/hy/")
    phone.locator(".hero__town input").fill("Գավառ")
    phone.locator(".hero__town button").click()
    expect(phone.locator("#town")).to_contain_text("Գավառ")
    phone.goto("/en/")
    expect(phone.locator(".hero__town #town")).to_contain_text("Gavar")
    phone.goto("/hy/my-town/?community=gavar")
    phone.locator("[data-town-forget]").click()
    phone.goto("/hy/")
    expect(phone.locator(".hero__town input")).to_be_visible()

"""How a number is read: by one grammar in browser and server, and the reader sees it at once."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.signing_in import be_signed_in
from tests.journeys.test_apply import start

pytestmark = pytest.mark.browser
READINGS = json.loads(
    (
        Path(__file__).parents[1] / "core" / "text" / "number_readings.json"
    ).read_text(encoding="utf-8")
)


def test_the_browser_reads_numbers_as_the_server_does(page):
    page.goto("/hy/")
    read = page.evaluate(
        """async (texts) => {
          const { readNumber } = await import("/static/js/shared/numbers.js");
          return texts.map(readNumber);
        }""",
        [typed for typed, *_rest in READINGS],
    )
    assert read == [
        {
            "value": None
            if meant is None or isinstance(meant, list)
            else float(meant),
            "either": [float(one) for one in meant]
            if isinstance(meant, list)
            else None,
            "currency": currency,
        }
        for _typed, meant, currency in ((*row, "")[:3] for row in READINGS)
    ]


@pytest.mark.parametrize(
    "language, plain, either, refused",
    [
        (
            "hy",
            "12 500,5 EUR",
            "12 500, թե՞ 12,5",
            "կարող է նշանակել 12 500 կամ 12,5",
        ),
        ("en", "12 500.5 EUR", "12 500 or 12.5", "can mean 12 500 or 12.5"),
    ],
)
def test_a_number_is_shown_as_it_is_read(
    page, language, plain, either, refused
):
    be_signed_in(page, "editor@gavar.example")
    reference = start(page, language)
    page.goto(f"/{language}/applications/{reference}/edit/budget/")
    cost = page.locator("#budget-1-unit_cost")
    read = page.locator("#budget-1-unit_cost-understood")
    cost.fill("12 500,50 եվրո")
    expect(read).to_have_text(plain)
    cost.fill("12,500")
    expect(read).to_contain_text(either)
    page.select_option("#budget-1-category", "works")
    page.fill("#budget-1-title", "x")
    page.fill("#budget-1-quantity", "1")
    page.locator("button[name=stay]").click()
    expect(page.locator("main .notice--error")).to_contain_text(refused)


@pytest.mark.parametrize("width", [390, 768, 1280, 1920])
def test_every_column_of_the_budget_is_seen(page, width):
    be_signed_in(page, "editor@gavar.example")
    reference = start(page, "hy")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/hy/applications/{reference}/edit/budget/")
    table = page.locator(".amount")
    room, need = table.evaluate("box => [box.clientWidth, box.scrollWidth]")
    assert need <= room
    expect(page.locator("#budget-1-partner")).to_be_visible()

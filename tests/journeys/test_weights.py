"""What a first visit costs: budgets of public pages in bytes as they travel, never in times."""

import gzip
from collections import Counter
from urllib.parse import urlsplit

import pytest

from tests.public_pages import PUBLIC

pytestmark = pytest.mark.browser
#: bytes after compression on a first visit, by the kind of what is asked for
MOST = {
    "document": 30_000,
    "stylesheet": 25_000,
    "script": 15_000,
    "font": 120_000,
}
MOST_FONTS = 2
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 60);
})"""
#: pictures without dimensions, which would move what stands below them
WITHOUT_SIZE = """() => [...document.querySelectorAll("main img")]
  .filter((one) => !(one.width && one.height && one.getAttribute("width")))
  .map((one) => one.src)"""


def cost(browser, demo, path):
    """(bytes by kind, number of fonts, hosts asked, sum of shifts, pictures without a size)."""
    context = browser.new_context(
        base_url=demo, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(path)
    page.evaluate("document.fonts.ready.then(() => {})")
    shifts = page.evaluate(SHIFTS)
    unsized = page.evaluate(WITHOUT_SIZE)
    spent = Counter()
    for answer in answers:
        kind = answer.request.resource_type
        body = answer.body() if kind in MOST else b""
        spent[kind] += len(body if kind == "font" else gzip.compress(body))
    fonts = sum(one.request.resource_type == "font" for one in answers)
    hosts = {urlsplit(one.url).netloc for one in answers}
    context.close()
    return spent, fonts, hosts, shifts, unsized


@pytest.mark.parametrize("language", ["hy", "en"])
def test_a_first_visit_keeps_to_the_budget(browser, demo, language):
    found = {}
    # Armenian pages are the heavier ones: all of them; of the English every third
    for path in PUBLIC if language == "hy" else PUBLIC[::3]:
        spent, fonts, hosts, shifts, unsized = cost(
            browser, demo, f"/{language}/{path}"
        )
        over = {kind: spent[kind] for kind in MOST if spent[kind] > MOST[kind]}
        strangers = hosts - {urlsplit(demo).netloc}
        if over or fonts > MOST_FONTS or strangers or shifts or unsized:
            found[path] = (over, fonts, strangers, round(shifts, 4), unsized)
    assert found == {}

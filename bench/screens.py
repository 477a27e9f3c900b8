"""Pictures of every kind of public page, and the figures of the first screens.

`make screenshots` builds the demonstration below var/screens, serves it on the loopback, and writes
a picture of each page in both languages on a phone and at a desk, light and dark, with a page that
shows them all (index.html). `make first-screens` prints only the figures: at how many pixels from
the top, on a phone of 390 × 844, stands what people come for.
"""

import argparse
import sys

from demonstration import ROOT, open_browser, served
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(ROOT))

from tests.public_pages import PUBLIC

SCREENS = ROOT / "var" / "screens"
#: (width, theme)
VIEWS = ((390, "light"), (390, "dark"), (1280, "light"), (1280, "dark"))
PHONE = {"width": 390, "height": 844}
#: what people come for: its page, where it begins, and at most how far down (issue of the phone)
FIRST = (
    ("open calls on the home page", "", "#open-calls", 900),
    ("first community of the catalogue", "communities/", "#found a", 700),
    ("facts of a community", "communities/gavar/", "dl.facts", 500),
    ("results of a past call", "calls/m4eg-pilot-2021/", "#results", 500),
    ("the first article", "news/", "main .card", 700),
    ("the next event", "events/", ".event-row", 900),
)
TOP = "element => Math.round(element.getBoundingClientRect().top + scrollY)"
IN_SIGHT = """element => {
  const box = element.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}"""


def file_of(path: str) -> str:
    plain = "".join(sign if sign.isalnum() else "-" for sign in path)
    return plain.strip("-")[:60] or "home"


def take_pictures(browser: Browser, address: str) -> int:
    """One picture for each page, language and view, and the page that shows them; how many."""
    rows = []
    page = browser.new_page()
    for path in PUBLIC:
        names = []
        for language in ("hy", "en"):
            page.goto(f"{address}/{language}/{path}")
            for width, scheme in VIEWS:
                page.emulate_media(color_scheme=scheme)
                page.set_viewport_size({"width": width, "height": 900})
                name = f"{file_of(path)}.{language}.{width}.{scheme}.png"
                page.screenshot(path=SCREENS / name, full_page=True)
                names.append(name)
        rows.append(
            f"<h2>{path or 'home'}</h2><p>"
            + "".join(
                f'<a href="{name}"><img src="{name}" loading="lazy"></a>'
                for name in names
            )
        )
    style = "img{height:420px;margin:4px;border:1px solid #999}"
    index = f"<!doctype html><meta charset=utf-8><style>{style}</style>"
    (SCREENS / "index.html").write_text(index + "\n".join(rows))
    return len(rows) * 2 * len(VIEWS)


def print_first_screens(page: Page, address: str) -> bool:
    """Whether everything stands within its limit, in both languages."""
    page.set_viewport_size(PHONE)
    is_good = True
    print(f"{'at 390 px':36}{'limit':>7}{'hy':>7}{'en':>7}")
    for name, path, selector, most in FIRST:
        places = []
        for language in ("hy", "en"):
            page.goto(f"{address}/{language}/{path}")
            places.append(page.locator(selector).first.evaluate(TOP))
        is_good &= max(places) <= most
        print(f"{name:36}{most:>7}{places[0]:>7}{places[1]:>7}")
    seen = []
    for language in ("hy", "en"):
        page.goto(f"{address}/{language}/calls/urban-imaginaries-2026/")
        for share in (0, 0.25, 0.5, 0.75):
            page.evaluate(f"scrollTo(0, document.body.scrollHeight * {share})")
            seen.append(page.locator(".apply-bar a").evaluate(IN_SIGHT))
    print(f"Apply in sight: {sum(seen)} of {len(seen)} places of the open call")
    return is_good and all(seen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", action="store_true", help="no pictures")
    wants_figures = parser.parse_args().figures
    with served(SCREENS) as demonstration, sync_playwright() as playwright:
        browser = open_browser(playwright)
        address = demonstration.address
        is_good = print_first_screens(browser.new_page(), address)
        if not wants_figures:
            count = take_pictures(browser, address)
            print(f"{count} pictures: {SCREENS / 'index.html'}")
        browser.close()
    if not is_good:
        raise SystemExit("Something stands too far down.")


main()

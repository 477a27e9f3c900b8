"""The pictures of the manuals, taken of the demonstration in both languages.

`make manual-pictures` builds the demonstration below var/manuals, walks to each page as the person
whose manual shows it, and writes static/manuals/<name>-<language>.png: 1000 × 640 pixels, few
colours.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass

from demonstration import ROOT, Demonstration, open_browser, served
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = ROOT / "static" / "manuals"
VIEW = {"width": 1250, "height": 800}
SIZE = (1000, 640)
COLOURS = 64
QUESTION = "Կարո՞ղ է համայնքը միաժամանակ դիմել երկու լոտի։"
PASSWORD = "covenant-demo"  # noqa: S105 - of the demonstration
OUTLINE = """element => {
  element.style.outline = "4px solid #f0a63a";
  element.style.outlineOffset = "4px";
  element.scrollIntoView({block: "center", behavior: "instant"});
}"""


def nothing(page: Page) -> None:
    """The page as it opens."""


def to_the_first(selector: str) -> Callable[[Page], None]:
    """Follows the first link that a selector finds."""

    def walk(page: Page) -> None:
        page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")

    return walk


@dataclass(frozen=True)
class Shot:
    """A page, how to get on from it, and what of it the picture points at."""

    name: str
    path: str
    walk: Callable[[Page], None] = nothing
    at: str = ""


SHOTS = {
    "editor": (
        Shot("newsroom", "desk/newsroom/", at="main .actions"),
        Shot("article", "admin/news/article/add/"),
        Shot(
            "typo",
            "news/seven-communities-certified/?edit",
            at="[name=_save]",
        ),
        Shot(
            "event",
            "events/information-session/?edit",
            at="#id_starts_at_0",
        ),
        Shot(
            "newsletter",
            "admin/news/digest/",
            to_the_first("#result_list tbody th a"),
        ),
        Shot("pictures", "admin/content/picture/", at=".object-tools a"),
        Shot("bin", "admin/editing/bin/", at="main tbody .button"),
    ),
    "officer": (
        Shot("today", "office/"),
        Shot("form", "office/forms/urban-imaginaries/2/edit/"),
        Shot("checks", "office/calls/urban-imaginaries-2024/lots/3/checks/"),
        Shot("ranking", "office/calls/urban-imaginaries-2025/lots/1/ranking/"),
        Shot(
            "question",
            "office/questions/",
            to_the_first("main a[href*='/questions/']"),
        ),
        Shot(
            "deadline",
            "office/calls/urban-imaginaries-2026/",
            to_the_first("main a[href*=extend]"),
        ),
        Shot("invite", "people/invite/?community=gavar"),
        Shot(
            "reminders", "office/deadlines/", at="main tbody a[href*=deadlines]"
        ),
    ),
    "reviewer1": (Shot("review", "reviews/UI24-L2-0001/"),),
    "admin": (
        Shot("security", "accounts/security/"),
        Shot("colleagues", "people/invite/staff/"),
        Shot("home", "admin/portal/homepage/"),
        Shot("banner", "admin/content/banner/add/"),
        Shot("health", "desk/health/"),
        Shot("changes", "desk/changes/"),
    ),
}


def sign_in(browser: Browser, address: str, email: str) -> Page:
    """A page of a browser in which this person is signed in."""
    page = browser.new_context(viewport=VIEW, color_scheme="light").new_page()
    page.goto(f"{address}/en/accounts/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/accounts/" not in url)
    return page


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).first.click()
    page.wait_for_load_state("networkidle")


def duplicate_an_article(page: Page, address: str) -> None:
    page.goto(f"{address}/en/news/third-phase-begins/?edit")
    press(page, "Duplicate")


def prepare(browser: Browser, demonstration: Demonstration) -> None:
    """What the manuals show and the demonstration lacks, made as people make it."""
    address = demonstration.address
    editor = sign_in(browser, address, "editor@portal.example")
    duplicate_an_article(editor, address)
    press(editor, "Publish now")
    demonstration.manage("make_newsletter")
    duplicate_an_article(editor, address)
    editor.get_by_role("link", name="Delete").click()
    editor.locator("main form [type=submit]").last.click()
    officer = sign_in(browser, address, "officer@portal.example")
    officer.goto(f"{address}/en/office/forms/urban-imaginaries/")
    press(officer, "Begin the next version")
    clerk = sign_in(browser, address, "submitter@gavar.example")
    clerk.goto(f"{address}/hy/applications/ask/urban-imaginaries-2026/")
    clerk.fill("textarea", QUESTION)
    press(clerk, "Ուղարկել հարցը")


def take(page: Page, address: str, language: str, shot: Shot) -> bytes:
    page.goto(f"{address}/{language}/{shot.path}", wait_until="networkidle")
    shot.walk(page)
    if shot.at:
        page.locator(shot.at).first.evaluate(OUTLINE)
    return page.screenshot()


def write_small(picture: bytes, name: str) -> int:
    """The picture in its size and few colours; how many bytes it has."""
    large = Image.open(io.BytesIO(picture)).convert("RGB")
    small = large.resize(SIZE, Image.Resampling.LANCZOS)
    file = PICTURES / name
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    return file.stat().st_size


def take_all(browser: Browser, address: str) -> list[int]:
    sizes = []
    for who, shots in SHOTS.items():
        page = sign_in(browser, address, f"{who}@portal.example")
        for shot in shots:
            for language in ("hy", "en"):
                picture = take(page, address, language, shot)
                name = f"{shot.name}-{language}.png"
                sizes.append(write_small(picture, name))
    return sizes


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    folder = ROOT / "var" / "manuals"
    with served(folder) as demonstration, sync_playwright() as playwright:
        browser = open_browser(playwright)
        prepare(browser, demonstration)
        sizes = take_all(browser, demonstration.address)
        browser.close()
    print(f"{len(sizes)} pictures, {sum(sizes) // 1000} kB: {PICTURES}")


main()

"""Pictures of every page that staff work on, in both languages, sizes and themes."""

from pathlib import Path

from pictures import file_of, take_views, write_index
from playwright.sync_api import Browser, Page

from tests.staff_pages import STAFF, address_of

PASSWORD = "covenant-demo"  # noqa: S105 - of the demonstration
#: (width, theme): a desk and a tablet
VIEWS = ((1280, "light"), (1280, "dark"), (768, "light"), (768, "dark"))


def sign_in(browser: Browser, address: str, email: str) -> Page:
    page = browser.new_context().new_page()
    page.goto(f"{address}/en/accounts/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_selector(".account-menu")
    return page


def take_staff_pictures(browser: Browser, address: str, folder: Path) -> int:
    """One picture for each page, language and view; how many."""
    folder.mkdir(exist_ok=True)
    shown: dict[str, list[str]] = {}
    for email, paths in STAFF.items():
        page = sign_in(browser, address, email)
        for place, path in enumerate(paths):
            name = f"{email.split('@')[0]}-{place:03}-{file_of(path)}"
            for language in ("hy", "en"):
                page.goto(
                    address_of(page, f"{address}/{language}/", path),
                    wait_until="networkidle",  # the editors are made by a script
                )
                shown.setdefault(f"{email}: {path}", []).extend(
                    take_views(page, folder, f"{name}.{language}", VIEWS)
                )
        page.context.close()
    return write_index(folder, shown)

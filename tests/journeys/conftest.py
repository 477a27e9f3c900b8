"""A real browser against a real server on the loopback, with a fresh copy of the demonstration."""

import os
import shutil

import pytest
from playwright.sync_api import expect

from tests.journeys.signing_in import SESSIONS

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "1"  # Playwright's loop runs in the test's own thread
)
expect.set_options(timeout=15_000)
# The first is Chromium without its own windows and menus, which cost half a second for every page.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
)
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --disable-dev-shm-usage"
)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    if CHROMIUM is None:
        pytest.skip(
            "no Chromium on this machine (on Debian: apt install chromium-headless-shell)"
        )
    return {"executable_path": CHROMIUM, "args": QUIET.split()}


@pytest.fixture
def demo(
    databases,
    transactional_db,
    live_server,
    settings,
    files_apart,
):
    """The open call, real communities, and the people to sign in as."""
    databases.unpack_files("demo", files_apart)
    SESSIONS.update(databases.note("demo"))
    settings.SITE_URL = live_server.url
    return live_server.url


@pytest.fixture
def browser_context_args(demo):
    return {"base_url": demo, "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def page(page):
    """A page at the demonstration; a script or policy error on it fails the test."""
    page.set_default_timeout(15_000)
    said = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "console",
        lambda line: (
            said.append(line.text) if "Content Security" in line.text else None
        ),
    )
    yield page
    assert said == []

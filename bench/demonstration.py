"""The demonstration, built and served on the loopback, and the browser that looks at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).parent.parent
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
)


def open_browser(playwright: Playwright) -> Browser:
    """Chromium as the machine has it; ends the command where there is none."""
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if chromium is None:
        raise SystemExit("No Chromium: apt install chromium-headless-shell.")
    return playwright.chromium.launch(
        executable_path=chromium,
        args=["--no-sandbox"],
    )


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@dataclass(frozen=True)
class Demonstration:
    """Where it is served, and how a command is run in it."""

    address: str
    manage: Callable[..., None]


@contextmanager
def served(folder: Path) -> Iterator[Demonstration]:
    """The demonstration, built anew below a folder and served; ended by its own id."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    database = folder / "demo.sqlite3"
    environment = {
        **os.environ,
        "DEBUG": "1",
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{database}",
        "SITE_URL": address,
    }
    manage = [sys.executable, str(ROOT / "manage.py")]

    def run(*command: str) -> None:
        subprocess.run(  # noqa: S603 - our own commands
            [*manage, *command],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    for kept in folder.glob(f"{database.name}*"):  # its journals too
        kept.unlink()
    run("migrate", "--verbosity", "0")
    run("demo")
    server = subprocess.Popen(  # noqa: S603 - our own command
        [*manage, "runserver", "--noreload", f"127.0.0.1:{port}"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"{address}/healthz")
        yield Demonstration(address, run)
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str) -> None:
    for _try in range(100):
        try:
            urllib.request.urlopen(address)  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"{address} does not answer.")

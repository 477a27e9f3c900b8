"""What the manuals of operations and security name is there."""

import re

from django.conf import settings
from django.core.management import get_commands

MANUALS = ("docs/operations.md", "deploy/README.md")
TYPED = re.compile(r"`portal ([a-z_]+)")
SCRIPT = re.compile(r"deploy/[a-z_]+\.sh")
#: parts and a log of nginx, and the unit of the machine that keeps the backups (deploy/elsewhere)
ELSEWHERE = {"portal-http", "portal-server", "portal-error", "portal-drill"}
UNIT = re.compile(r"\bportal-[a-z]+\b")


def _words() -> str:
    return "\n".join((settings.BASE_DIR / name).read_text() for name in MANUALS)


def test_every_command_of_the_manual_is_there():
    assert set(TYPED.findall(_words())) <= set(get_commands())


def test_every_command_of_the_manual_is_tried_on_an_installed_portal():
    """The trial reads the manuals and runs what they say; what it cannot, it runs by name."""
    trial = (settings.BASE_DIR / "deploy/try_installation.sh").read_text()
    by_name = re.search(r"BY_NAME='portal \(([a-z_|]+)\)", trial)
    assert by_name is not None
    for command in by_name[1].split("|"):
        assert re.search(rf"portal {command}\b(?!\|)", trial), command
    for script in SCRIPT.findall(_words()):
        assert script.removeprefix("deploy/") in trial, script


def test_every_script_of_the_manual_is_there():
    scripts = set(SCRIPT.findall(_words()))
    assert [
        one for one in scripts if not (settings.BASE_DIR / one).exists()
    ] == []


def test_every_unit_of_the_manual_is_there():
    units = {
        path.name.rpartition(".")[0]
        for path in (settings.BASE_DIR / "deploy" / "systemd").iterdir()
    }
    named = set(UNIT.findall(_words())) - ELSEWHERE
    assert named - units == set()


def test_every_promise_of_security_names_a_test_that_is_there():
    words = (settings.BASE_DIR / "docs" / "security.md").read_text()
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", words)
    missing = [
        (path, test)
        for path, test in named
        if f"def {test}(" not in (settings.BASE_DIR / path).read_text() and test
    ]
    assert (missing, len(named) > 30) == ([], True)


def test_no_promise_of_security_is_without_a_test():
    words = (settings.BASE_DIR / "docs" / "security.md").read_text()
    table = words.partition("## Promises")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| V")]
    assert [row for row in rows if "`tests/" not in row] == []

"""What the operations manual tells to type is there."""

import re

from django.conf import settings
from django.core.management import get_commands

MANUALS = ("docs/operations.md", "deploy/README.md")
TYPED = re.compile(r"`portal ([a-z_]+)")
SCRIPT = re.compile(r"deploy/[a-z_]+\.sh")
UNIT = re.compile(r"\bportal-[a-z]+\b")


def _words() -> str:
    return "\n".join((settings.BASE_DIR / name).read_text() for name in MANUALS)


def test_every_command_of_the_manual_is_there():
    assert set(TYPED.findall(_words())) <= set(get_commands())


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
    named = set(UNIT.findall(_words())) - {"portal-http", "portal-server"}
    assert named - units == set()

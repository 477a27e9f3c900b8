"""What systemd starts on a server: every command there is, and nothing else."""

import re
import shutil
import subprocess

import pytest
from django.conf import settings
from django.core.management import get_commands

from portal.desks.site_health import TIMERS

UNITS = settings.BASE_DIR / "deploy" / "systemd"
COMMAND = re.compile(r"^ExecStart=-?\S+python manage\.py (\w+)", re.MULTILINE)
#: read_bounces is started by the mail server, for each letter that comes back
BY_OTHERS = {"read_bounces"}
#: of Django and of the queue, which note no run
NOT_NOTED = {"db_worker"}


def _started() -> set[str]:
    units = "\n".join(path.read_text() for path in UNITS.glob("*.service"))
    return set(COMMAND.findall(units))


def test_every_timed_command_of_the_health_page_is_started_by_a_unit():
    assert _started() - NOT_NOTED == set(TIMERS) - BY_OTHERS


def test_every_command_that_a_unit_starts_is_there():
    assert _started() <= set(get_commands())


def test_every_timer_has_its_service_and_every_socket_too():
    for kind in ("timer", "socket"):
        for path in UNITS.glob(f"*.{kind}"):
            assert path.with_suffix(".service").exists(), path.name


def test_several_commands_of_one_unit_do_not_wait_for_each_other_to_succeed():
    for path in UNITS.glob("*.service"):
        words = path.read_text()
        if words.count("ExecStart=") > 1:
            assert words.count("ExecStart=-") == words.count("ExecStart=")


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd is not there"
)
def test_systemd_understands_every_unit():
    units = sorted(
        str(path) for path in UNITS.glob("portal-*") if path.is_file()
    )
    done = subprocess.run(
        ["systemd-analyze", "verify", *units],
        capture_output=True,
        text=True,
        check=False,
    )
    faults = [
        line
        for line in done.stderr.splitlines()
        if "portal-" in line and "not executable" not in line
    ]
    assert faults == []


@pytest.mark.parametrize(
    "name",
    ["install", "upgrade", "try_installation", "maintenance", "point_in_time"],
)
def test_the_scripts_are_right_for_bash_and_stop_at_a_failure(name):
    path = settings.BASE_DIR / "deploy" / f"{name}.sh"
    done = subprocess.run(
        ["bash", "-n", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "set -euo pipefail" in path.read_text()

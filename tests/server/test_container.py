"""The containers run what the units of a server run, with the same numbers."""

import itertools
import re
import subprocess

import pytest
import yaml
from django.conf import settings

DEPLOY = settings.BASE_DIR / "deploy"
CONTAINER = DEPLOY / "container"
SERVICES = yaml.safe_load((CONTAINER / "compose.yaml").read_text())["services"]
OPTION = re.compile(r"--(?!bind|umask|backlog)[a-z-]+ \d+")


def _of_unit(name):
    unit = (DEPLOY / "systemd" / f"portal-{name}.service").read_text()
    return re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE)[1]


@pytest.mark.parametrize("name", ["web", "submissions"])
def test_processes_are_as_many_and_as_patient_as_on_a_server(name):
    here = OPTION.findall(SERVICES[name]["command"])
    assert here == OPTION.findall(_of_unit(name))
    assert f"unix:/run/portal/{name}.sock" in SERVICES[name]["command"]


def _due(minute, hour, weekday):
    done = subprocess.run(
        [
            "sh",
            str(CONTAINER / "timers.sh"),
            str(minute),
            str(hour),
            str(weekday),
        ],
        env={"RUN": "echo", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def _named_by_units():
    named = set()
    for path in (DEPLOY / "systemd").glob("*.service"):
        if path.with_suffix(".timer").exists():
            named |= set(re.findall(r"manage\.py (\w+)", path.read_text()))
    return named


def test_the_timers_start_what_the_units_start():
    moments = itertools.product(
        (0, 2, 3, 5, 10, 20), (3, 4, 5, 8, 9), (1, 5, 7)
    )
    started = {name for moment in moments for name in _due(*moment)}
    assert started == _named_by_units()


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ((1, 12, 2), []),
        ((4, 12, 2), ["send_letters"]),
        ((5, 12, 2), ["watch_deadlines"]),
        ((13, 12, 2), ["watch_site"]),
        ((10, 4, 2), ["send_letters", "watch_deadlines", "backup"]),
        ((0, 5, 7), ["send_letters", "watch_deadlines", "verify_backup"]),
        ((0, 8, 2), ["send_letters", "watch_deadlines"]),
    ],
)
def test_each_is_due_at_its_time(moment, due):
    assert _due(*moment) == due


def test_nginx_sees_published_files_and_no_private_ones():
    volumes = SERVICES["nginx"]["volumes"]
    assert [one for one in volumes if "/var/lib/portal" in one] == [
        "media:/var/lib/portal/media:ro"
    ]


def test_redis_has_the_settings_of_a_server():
    words = (DEPLOY / "redis.conf").read_text()
    of_server = set(
        re.findall(r"^(maxmemory[a-z-]*|save|appendonly) (.+)$", words, re.M)
    )
    of_container = re.findall(
        r"--([a-z-]+) (\S+)", SERVICES["redis"]["command"]
    )
    assert set(of_container) == of_server

import os
import subprocess
import sys

import pytest

SAFE = {
    "DEBUG": "0",
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "portal.example",
    "DATABASE_URL": "sqlite:///:memory:",
}


def start(tmp_path, **changes):
    wanted = {**SAFE, **changes}
    env = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **wanted}
    done = subprocess.run(
        [sys.executable, "-c", "import portal.settings"],
        env=env,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr


def test_production_starts_with_everything_given(tmp_path):
    assert start(tmp_path) == (0, "")


@pytest.mark.parametrize(
    "change, said",
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "short"}, "shorter than 50"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set"),
        ({"ALLOWED_HOSTS": "*"}, "Name the portal's hosts"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
        ({"SECURE_SSL_REDIRECT": "0"}, "passwords would travel in the clear"),
    ],
)
def test_production_refuses_an_insecure_setting_and_says_what_to_do(
    tmp_path, change, said
):
    code, error = start(tmp_path, **change)
    assert (code, said in error) == (1, True)


def test_a_secret_may_come_from_a_file(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("y" * 60)
    wanted = {
        name: value for name, value in SAFE.items() if name != "SECRET_KEY"
    }
    env = {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(tmp_path),
        "SECRET_KEY_FILE": str(secret),
        **wanted,
    }
    print_key = "import portal.settings as s; print(s.SECRET_KEY)"
    done = subprocess.run(
        [sys.executable, "-c", print_key],
        env=env,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "y" * 60


def test_what_is_acknowledged_survives_a_power_cut(tmp_path):
    """The tests themselves do not wait for the disk (see `tests/databases.py`)."""
    env = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **SAFE}
    print_it = (
        "import portal.settings as s;"
        " print(s.DATABASES['default']['OPTIONS']['init_command'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", print_it],
        env=env,
        capture_output=True,
        text=True,
    )
    assert "PRAGMA synchronous=FULL" in done.stdout

"""Two machines that share a database, a cache and an object store, and no disk."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

SHARED = pytest.mark.skipif(
    connection.vendor != "postgresql"
    or "redis" not in settings.CACHES["default"]["BACKEND"].lower(),
    reason="two machines share PostgreSQL and Redis",
)
OURS = ("DEBUG", "VAR_DIR", "SITE_URL")


@SHARED
def test_an_applicant_whose_requests_go_to_two_machines_loses_nothing():
    one = connection.settings_dict
    who = f"{one['USER']}:{one['PASSWORD']}@{one['HOST']}:{one['PORT'] or 5432}"
    environment = {
        name: value for name, value in os.environ.items() if name not in OURS
    }
    done = subprocess.run(
        [sys.executable, "bench/two_machines.py"],
        cwd=settings.BASE_DIR,
        env=environment | {"DATABASE_URL": f"postgres://{who}/test_machines"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    checked = [
        line for line in done.stdout.splitlines() if line.startswith("ok ")
    ]
    assert len(checked) == 12

"""The portal as on a server: nginx in front, processes behind it, a deadline between."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

NGINX = shutil.which("nginx")
DEPLOY = settings.BASE_DIR / "deploy" / "nginx"

FAIRNESS = re.compile(
    r"stamped in time: (\d+) of (\d+) accepted; after: (\d+) of (\d+) refused"
)

needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not there")


@needs_nginx
@pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="looked at once: it makes a database of its own",
)
def test_a_queue_that_stands_still_over_the_deadline_accepts_all_who_came_in_time(
    tmp_path,
):
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DEBUG", "VAR_DIR", "CACHE_URL", "SITE_URL")
    }
    done = subprocess.run(
        [
            sys.executable,
            "bench/rush.py",
            "--stopped",
            *("--applicants", "12", "--minute", "20", "--workers", "2"),
        ],
        cwd=settings.BASE_DIR,
        env=environment
        | {"DATABASE_URL": f"sqlite:///{tmp_path}/rush.sqlite3"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "workers stand still" in done.stdout
    found = FAIRNESS.search(done.stdout)
    assert found is not None, done.stdout
    accepted, asked, refused, late = map(int, found.groups())
    assert (accepted, refused) == (asked, late)
    assert (asked >= 4, late >= 1) == (True, True)


def _make_certificate(tmp_path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not there")
    subprocess.run(
        [
            openssl,
            *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
            *("-keyout", f"{tmp_path}/privkey.pem"),
            *(
                "-out",
                f"{tmp_path}/fullchain.pem",
                "-subj",
                "/CN=portal.example",
            ),
        ],
        capture_output=True,
        check=True,
    )


@needs_nginx
def test_nginx_takes_the_configuration_of_the_server(tmp_path):
    """With its two doors, TLS and all."""
    _make_certificate(tmp_path)
    places = {
        "/etc/portal/tls": tmp_path,
        "/etc/portal/nginx": tmp_path,
        "/var/log/nginx": tmp_path,
        "/var/cache/nginx": tmp_path,
        "PORTAL_HOST": "portal.example",
    }
    for path in DEPLOY.glob("*.conf"):
        words = path.read_text()
        for there, here in places.items():
            words = words.replace(there, str(here))
        (tmp_path / path.name).write_text(words)
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; events {{}} http {{"
        f" include {tmp_path}/portal-http.conf; include {tmp_path}/portal.conf; }}"
    )
    checked = subprocess.run(
        [
            str(NGINX),
            "-t",
            "-e",
            f"{tmp_path}/e",
            "-c",
            f"{tmp_path}/nginx.conf",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr

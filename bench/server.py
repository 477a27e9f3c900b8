"""An empty database of the bench's own, and a real server on loopback: gunicorn."""

import os
import secrets
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parent.parent


def configure(name: str, **more: str) -> Path:
    """Settings as in production, plain HTTP on loopback, files under var/NAME.

    Call it before Django's settings are read. Returns the folder of the files.
    """
    folder = ROOT / "var" / name
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        DEBUG="0",
        SECRET_KEY=secrets.token_urlsafe(60),
        ALLOWED_HOSTS="127.0.0.1",
        SECURE_SSL_REDIRECT="0",
        INSECURE_HTTP_IS_MEANT="1",
        VAR_DIR=str(folder),
        DJANGO_SETTINGS_MODULE="portal.settings",
        LOG_LEVEL="ERROR",
        CONN_MAX_AGE="60",
        **more,
    )
    sys.path.insert(0, str(ROOT))
    return folder


def make_database(settings: dict, ending: str) -> None:
    """An empty database under the name in DATABASE_URL, which must end so: it is emptied."""
    if (
        not str(settings["NAME"]).endswith(ending)
        or "postgresql" not in settings["ENGINE"]
    ):
        raise SystemExit(
            f"DATABASE_URL must name a PostgreSQL database that ends in «{ending}»: it is emptied."
        )
    link = psycopg2.connect(
        host=settings["HOST"],
        port=settings["PORT"] or 5432,
        user=settings["USER"],
        password=settings["PASSWORD"],
        dbname="postgres",
    )
    link.autocommit = True
    with link.cursor() as cursor:
        cursor.execute(
            f'DROP DATABASE IF EXISTS "{settings["NAME"]}" WITH (FORCE)'
        )
        cursor.execute(
            f"CREATE DATABASE \"{settings['NAME']}\" TEMPLATE template0 ENCODING 'UTF8'"
            " LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
        )
    link.close()


def analyze(address: str) -> None:
    """Let PostgreSQL count its rows, as it does by itself in the course of a day."""
    with psycopg2.connect(address) as link, link.cursor() as cursor:
        cursor.execute("ANALYZE")
    link.close()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(port: int, name: str) -> None:
    """Until something listens on the port; SystemExit after fifteen seconds."""
    for _ in range(150):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"{name} did not start")


def serve(
    port: int,
    *options: str,
    app: str = "portal.wsgi",
    python: str = sys.executable,
    folder: Path = ROOT,
    environment: dict[str, str] | None = None,
) -> subprocess.Popen:
    """gunicorn with these options, once it answers."""
    process = start(
        f"127.0.0.1:{port}",
        *options,
        app=app,
        python=python,
        folder=folder,
        environment=environment,
    )
    wait_for(port, "gunicorn")
    return process


def start(
    bind: str,
    *options: str,
    app: str = "portal.wsgi",
    python: str = sys.executable,
    folder: Path = ROOT,
    environment: dict[str, str] | None = None,
) -> subprocess.Popen:
    """gunicorn with these options, listening there soon."""
    command = [
        python,
        "-m",
        "gunicorn",
        app,
        "--bind",
        bind,
        "--timeout",
        "60",
        "--backlog",
        "1024",
        "--log-level",
        "error",
        *options,
    ]
    return subprocess.Popen(  # noqa: S603 - our own command
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
    )

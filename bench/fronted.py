"""The portal behind nginx on the loopback: prints the port and the folder of its files, ends with
its input.

DATABASE_URL names an empty SQLite database.
"""

import sys
import tempfile
from pathlib import Path

import front
import server

FILES = server.configure("fronted", TRUSTED_PROXY_COUNT="1")

import django  # noqa: E402 - the environment comes first
from django.core.management import call_command  # noqa: E402


def main() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_pages", stdout=sys.stderr)
    call_command("collectstatic", verbosity=0, interactive=False)
    with tempfile.TemporaryDirectory(prefix="fronted") as folder:
        servers = front.start_portal(Path(folder), workers=1)
        nginx = front.stand_in_front(Path(folder), FILES)
        try:
            print(nginx.port, folder, flush=True)
            sys.stdin.read()
        finally:
            nginx.end()
            for one in servers:
                one.terminate()
                one.wait(20)


if __name__ == "__main__":
    main()

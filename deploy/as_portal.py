#!/usr/bin/env python3
"""Runs a program as the user of the portal, with the settings as systemd reads them.

as_portal.py FOLDER PROGRAM…: in that folder, with /etc/portal/portal.env. Run it as root.
"""

import os
import sys
from pathlib import Path

SETTINGS = Path("/etc/portal/portal.env")
QUOTES = ("'", '"')


def read_settings(words: str) -> dict[str, str]:
    """Name → value of each line, as an EnvironmentFile: nothing in a value is replaced."""
    values = {}
    for line in words.splitlines():
        name, equals, value = line.strip().partition("=")
        if not equals or name.startswith(("#", ";")):
            continue
        value = value.strip()
        if len(value) > 1 and value[0] in QUOTES and value[-1] == value[0]:
            value = value[1:-1]
        values[name.strip()] = value
    return values


def main() -> None:
    folder, *program = sys.argv[1:]
    environment = {**os.environ, **read_settings(SETTINGS.read_text())}
    os.chdir(folder)
    os.execve(  # noqa: S606 - what root asked for
        "/usr/bin/setpriv",
        [
            "setpriv",
            *("--reuid", "portal", "--regid", "portal", "--init-groups"),
            *program,
        ],
        environment,
    )


if __name__ == "__main__":
    main()

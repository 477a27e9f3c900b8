"""Whether a library that the portal runs on has a known fault: `python -m tools.audit LOCK`.

Asks pip-audit, which asks the advisory service of the package index. Ends with 1 when one is
known. Where no such service answers it says so: then nothing was looked at.
"""

import json
import subprocess
import sys


def read_report(words: str) -> tuple[list[str], int, int]:
    """(what is known, libraries looked at, libraries nobody knew) of pip-audit's JSON."""
    libraries = json.loads(words)["dependencies"]
    known = [
        f"{one['name']} {one['version']}: {fault['id']},"
        f" mended in {', '.join(fault['fix_versions']) or 'no version'}"
        for one in libraries
        for fault in one.get("vulns", ())
    ]
    unknown = sum("skip_reason" in one for one in libraries)
    return known, len(libraries) - unknown, unknown


def ask(lock: str) -> str:
    """pip-audit's JSON; empty where the service cannot be reached."""
    done = subprocess.run(  # noqa: S603 - our own command
        [
            sys.executable,
            *("-m", "pip_audit", "--disable-pip", "--require-hashes"),
            *("--progress-spinner", "off", "--timeout", "10"),
            *("--format", "json", "-r", lock),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def main(lock: str) -> int:
    words = ask(lock)
    known, looked_at, unknown = read_report(words) if words else ([], 0, 0)
    asked = (
        f"{looked_at} libraries looked at, {unknown} nobody knew"
        if looked_at
        else "no advisory service answers here: NOTHING was audited"
    )
    sys.stdout.write("\n".join([*known, asked]) + "\n")
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

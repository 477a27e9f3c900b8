"""A deadline rush against a real server: gunicorn and PostgreSQL, workers killed in the middle.

`make rush`; prints what was acknowledged, what stands in the database, and whether the two agree.
"""

import argparse
import datetime as dt
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import server

os.environ.setdefault("DATABASE_URL", "postgres://root@127.0.0.1/rush")
server.configure("rush")

import django  # noqa: E402 - the environment comes first
from applicant import Applicant  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402


def prepare(number: int, seconds: int, grace: int):
    """A lot that closes in so many seconds, and as many drafts with somebody signed in for each."""
    import rush_world

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    lot = rush_world.make_lot(grace)
    applicants = rush_world.make_applicants(lot, number)
    return applicants, rush_world.close_in(lot, seconds)


def kill_one(gunicorn: subprocess.Popen) -> int:
    """A worker dies without a word; the master starts another."""
    children = (
        Path(f"/proc/{gunicorn.pid}/task/{gunicorn.pid}/children")
        .read_text()
        .split()
    )
    victim = int(children[0])
    os.kill(victim, signal.SIGKILL)
    return victim


def play(
    people, port: int, closes_at: dt.datetime, minute: float, gunicorn
) -> list[Applicant]:
    applicants = [
        Applicant(port, reference, session, closes_at.timestamp(), seed)
        for seed, (reference, session) in enumerate(people, start=1)
    ]
    threads = [
        threading.Thread(target=one.play, args=(minute,)) for one in applicants
    ]
    for thread in threads:
        thread.start()
    for left in (minute * 0.6, minute * 0.2, 4):
        time.sleep(max(0.0, closes_at.timestamp() - left - time.time()))
        print(
            f"{left:5.0f} s before the deadline: worker {kill_one(gunicorn)} killed"
        )
    for thread in threads:
        thread.join()
    return applicants


def _spread(times: list[float]) -> str:
    times = sorted(times)

    def within(share: float) -> float:
        place = min(len(times) - 1, int(len(times) * share))
        return times[place] * 1000

    return (
        f"{len(times):5} asked, half within {within(0.5):5.0f} ms,"
        f" 95 % within {within(0.95):5.0f} ms, slowest {within(1):5.0f} ms"
    )


def report(applicants: list[Applicant], wrong: dict[str, int]) -> bool:
    from applications.models import Version

    for name in ("save", "upload", "submit"):
        print(
            f"{name:7}{_spread([t for one in applicants for t in one.took[name]])}"
        )
    told = sum(len(set(one.receipts)) for one in applicants)
    print(
        f"acknowledged submissions: {told}; versions in the database: {Version.objects.count()}"
    )
    print(
        f"acknowledged texts: {sum(len(one.saved) for one in applicants)};"
        f" files: {sum(len(one.uploaded) for one in applicants)};"
        f" refused (late): {sum(one.refused for one in applicants)};"
        f" broken connections tried again: {sum(one.failures for one in applicants)}"
    )
    for name, number in wrong.items():
        print(f"{'ok  ' if not number else 'FAIL'} {name}: {number}")
    return not any(wrong.values()) and told > 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--applicants", type=int, default=200)
    parser.add_argument(
        "--minute",
        type=int,
        default=60,
        help="seconds before the deadline that are played",
    )
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--grace", type=int, default=60)
    asked = parser.parse_args()
    server.make_database(settings.DATABASES["default"], "rush")
    django.setup()
    print(f"preparing {asked.applicants} drafts …")
    people, closes_at = prepare(asked.applicants, asked.minute + 8, asked.grace)
    port = server.free_port()
    options = ("--workers", str(asked.workers), "--threads", "4")
    gunicorn = server.serve(port, *options)
    try:
        applicants = play(people, port, closes_at, asked.minute, gunicorn)
    finally:
        gunicorn.terminate()
        gunicorn.wait(20)
    from rush_checks import verify

    is_right = report(applicants, verify(applicants, closes_at, asked.grace))
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main())

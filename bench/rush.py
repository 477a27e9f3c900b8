"""A deadline rush against real servers: nginx, gunicorn and the database, workers killed in the
middle or standing still around the deadline.

`make rush`; prints what was acknowledged, what stands in the database, whether the two agree, and
whether all who pressed in time were accepted.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import front
import server

os.environ.setdefault("DATABASE_URL", "postgres://root@127.0.0.1/rush")
FILES = server.configure("rush", TRUSTED_PROXY_COUNT="1")

#: seconds during which nobody is served
STOPPED = 6

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


def workers_of(gunicorn: subprocess.Popen) -> list[int]:
    children = Path(f"/proc/{gunicorn.pid}/task/{gunicorn.pid}/children")
    return [int(child) for child in children.read_text().split()]


def kill_one(gunicorn: subprocess.Popen) -> int:
    """A worker dies without a word; the master starts another."""
    victim = workers_of(gunicorn)[0]
    os.kill(victim, signal.SIGKILL)
    return victim


def stop_the_queue(servers: front.Servers, closes_at: float) -> None:
    """Nobody is served from a moment before the deadline to a moment after it."""
    time.sleep(max(0.0, closes_at - STOPPED / 2 - time.time()))
    workers = [pid for one in servers for pid in workers_of(one)]
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    print(f"{len(workers)} workers stand still for {STOPPED} s")
    time.sleep(STOPPED)
    for pid in workers:
        os.kill(pid, signal.SIGCONT)


def kill_workers(
    servers: front.Servers, closes_at: float, minute: float
) -> None:
    for left in (minute * 0.6, minute * 0.2, 4, 0.5):
        time.sleep(max(0.0, closes_at - left - time.time()))
        for one in servers:
            print(
                f"{left:5.1f} s before the deadline: worker {kill_one(one)} killed"
            )


def play(
    people, port: int, closes_at: float, asked, servers: front.Servers
) -> list[Applicant]:
    applicants = [
        Applicant(port, reference, session, closes_at, seed)
        for seed, (reference, session) in enumerate(people, start=1)
    ]
    acts = [
        threading.Thread(target=one.play, args=(asked.minute,))
        for one in applicants
    ]
    if asked.stopped:
        acts.append(
            threading.Thread(target=stop_the_queue, args=(servers, closes_at))
        )
    else:
        acts.append(
            threading.Thread(
                target=kill_workers, args=(servers, closes_at, asked.minute)
            )
        )
    for thread in acts:
        thread.start()
    for thread in acts:
        thread.join()
    return applicants


def print_fairness(requests: list[dict], closes_at: float) -> bool:
    """Of all presses of *Submit* that reached nginx in time, how many were accepted, and of those
    that came after, how many were refused; whether all were. By its own notes, to a millisecond.
    """
    presses = [
        one
        for one in requests
        if one["method"] == "POST" and one["path"].endswith("/submit/")
    ]
    stamped = [(one["ended"] - one["took"], one["status"]) for one in presses]
    in_time = [status for at, status in stamped if at < closes_at - 0.001]
    after = [status for at, status in stamped if at > closes_at + 0.001]
    accepted, refused = in_time.count(302), after.count(403)
    print(
        f"stamped in time: {accepted} of {len(in_time)} accepted;"
        f" after: {refused} of {len(after)} refused"
    )
    return accepted == len(in_time) > 0 and refused == len(after)


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


def read_arguments() -> argparse.Namespace:
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
    parser.add_argument(
        "--stopped",
        action="store_true",
        help="nobody is served around the deadline, instead of workers that are killed",
    )
    return parser.parse_args()


def main() -> int:
    asked = read_arguments()
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        server.make_database(settings.DATABASES["default"], "rush")
    django.setup()
    print(f"preparing {asked.applicants} drafts …")
    people, deadline = prepare(asked.applicants, asked.minute + 8, asked.grace)
    closes_at = deadline.timestamp()
    with tempfile.TemporaryDirectory(prefix="rush") as folder:
        servers = front.start_portal(Path(folder), asked.workers)
        nginx = front.stand_in_front(Path(folder), FILES)
        try:
            applicants = play(people, nginx.port, closes_at, asked, servers)
        finally:
            nginx.end()
            for one in servers:
                one.terminate()
                one.wait(20)
        is_fair = print_fairness(nginx.requests(), closes_at)
    from rush_checks import verify

    is_right = report(applicants, verify(applicants, deadline, asked.grace))
    return 0 if is_right and is_fair else 1


if __name__ == "__main__":
    sys.exit(main())

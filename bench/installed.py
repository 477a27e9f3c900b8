"""A rush of applicants on an installed portal, while an upgrade or a restart happens to it.

Run it on the server as its user, with its settings, from a release that stays:
`bench/installed.py HOST`. Prints a line when everybody is ready; exits 1 when a press, a text or a
file was lost, or when an applicant was shown an error.
"""

import argparse
import os
import sys
import threading
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django
from applicant import Applicant

GRACE = 60


def play(asked: argparse.Namespace) -> tuple[list[Applicant], dict[str, int]]:
    import rush_checks
    import rush_world

    lot = rush_world.make_lot(GRACE)
    people = rush_world.make_applicants(lot, asked.applicants)
    deadline = rush_world.close_in(lot, asked.minute + 5)
    print(f"{asked.applicants} applicants are ready", flush=True)
    applicants = [
        Applicant(
            443, reference, session, deadline.timestamp(), seed, asked.host
        )
        for seed, (reference, session) in enumerate(people, start=1)
    ]
    acts = [
        threading.Thread(target=one.play, args=(asked.minute,))
        for one in applicants
    ]
    for thread in acts:
        thread.start()
    for thread in acts:
        thread.join()
    return applicants, rush_checks.verify(applicants, deadline, GRACE)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("host")
    parser.add_argument("--applicants", type=int, default=30)
    parser.add_argument("--minute", type=int, default=45, help="seconds")
    django.setup()
    applicants, wrong = play(parser.parse_args())
    sent = sum(len(one.took["submit"]) for one in applicants)
    receipts = sum(len(one.receipts) for one in applicants)
    files = sum(len(one.uploaded) for one in applicants)
    failures = sum(one.failures for one in applicants)
    slowest = max(t for one in applicants for t in one.took["submit"])
    print(
        f"{sent} presses, {receipts} receipts, {files} files;"
        f" the slowest press {slowest:.1f} s; errors shown to applicants: {failures}"
    )
    lost = {name: number for name, number in wrong.items() if number}
    print(f"lost: {lost or 'nothing'}")
    return 1 if lost or failures or not receipts else 0


if __name__ == "__main__":
    sys.exit(main())

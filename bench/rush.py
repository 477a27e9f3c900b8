"""A deadline rush against a real server: gunicorn and PostgreSQL, workers killed in the middle.

`make rush`; prints what was acknowledged, what stands in the database, and whether the two agree.
"""

import argparse
import datetime as dt
import hashlib
import itertools
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
VAR = HERE.parent / "var" / "rush"
os.environ.update(
    DEBUG="0",
    SECRET_KEY=secrets.token_urlsafe(60),
    ALLOWED_HOSTS="127.0.0.1",
    SECURE_SSL_REDIRECT="0",
    INSECURE_HTTP_IS_MEANT="1",
    VAR_DIR=str(VAR),
    DJANGO_SETTINGS_MODULE="portal.settings",
    LOG_LEVEL="ERROR",
    CONN_MAX_AGE="60",
)
os.environ.setdefault("DATABASE_URL", "postgres://root@127.0.0.1/rush")
sys.path[:0] = [str(HERE.parent), str(HERE)]

import django  # noqa: E402 - the environment comes first
import psycopg2  # noqa: E402
from applicant import Applicant  # noqa: E402
from django.conf import settings  # noqa: E402


def make_database() -> None:
    """An empty database of its own, under the name in DATABASE_URL."""
    wanted = settings.DATABASES["default"]
    if (
        not str(wanted["NAME"]).endswith("rush")
        or "postgresql" not in wanted["ENGINE"]
    ):
        raise SystemExit(
            "DATABASE_URL must name a PostgreSQL database that ends in «rush»: it is emptied."
        )
    link = psycopg2.connect(
        host=wanted["HOST"],
        port=wanted["PORT"] or 5432,
        user=wanted["USER"],
        password=wanted["PASSWORD"],
        dbname="postgres",
    )
    link.autocommit = True
    with link.cursor() as cursor:
        cursor.execute(
            f'DROP DATABASE IF EXISTS "{wanted["NAME"]}" WITH (FORCE)'
        )
        cursor.execute(
            f"CREATE DATABASE \"{wanted['NAME']}\" TEMPLATE template0 ENCODING 'UTF8'"
            " LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
        )
    link.close()


def prepare(number: int, seconds: int, grace: int):
    """A lot that closes in so many seconds, and as many drafts with somebody signed in for each."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.utils import timezone

    from accounts.models import User
    from applications.drafts import saving, starting
    from calls.models import Call, Form, FormSection, FormVersion, Lot, Question
    from communities.models import Community, Region, Seat

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    form = Form.objects.create(slug="rush", name="Rush")
    version = FormVersion.objects.create(form=form)
    section = FormSection.objects.create(
        version=version, key="idea", title_hy="Ա", title_en="Idea"
    )
    asked = (
        ("title", "short"),
        ("problem", "long"),
        ("letter", "file"),
        ("is_true", "declaration"),
    )
    for order, (key, kind) in enumerate(asked):
        Question.objects.create(
            section=section,
            key=key,
            type=kind,
            order=order,
            label_hy=key,
            label_en=key,
        )
    version.published_at = timezone.now()
    version.save()
    call = Call.objects.create(
        code="RUSH",
        slug="rush",
        kind="interest",
        status="published",
        title_hy="Հ",
        title_en="R",
        published_at=timezone.now(),
    )
    opens = timezone.now() - dt.timedelta(days=1)
    far = timezone.now() + dt.timedelta(days=1)
    lot = Lot.objects.create(
        call=call,
        number=1,
        kind="single",
        title_hy="Լ",
        title_en="L",
        form=form,
        opens_at=opens,
        closes_at=far,
        upload_grace=grace,
    )
    region = Region.objects.create(
        iso="T-1", hd002_code="90000001", slug="r", name_hy="Մ", name_en="R"
    )
    people = []
    for n in range(number):
        user = User.objects.create(
            email=f"rush{n}@test.example", name=f"Rush {n}", language="en"
        )
        community = Community.objects.create(
            hd002_code=f"{n:08}",
            slug=f"c{n}",
            name_hy=f"Հ {n}",
            name_en=f"C {n}",
            region=region,
        )
        Seat.objects.create(user=user, community=community, role="submitter")
        draft = starting.start_application(
            lot, community, by=user, language="en"
        )
        saving.save_answers(draft, {"is_true": ("yes", 0)}, by=user)
        people.append((draft.reference, _session(SessionStore(), user)))
    return people, _close_in(lot, seconds)


def _session(store, user) -> str:
    """As if signed in; two hundred sign-ins from one address would rightly be refused."""
    from django.contrib.auth import (
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
    )

    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return store.session_key


def _close_in(lot, seconds: int) -> dt.datetime:
    """The deadline is set once everybody stands ready; only this play may lift the guard."""
    from django.utils import timezone

    from calls.triggers import LOTS

    closes_at = timezone.now() + dt.timedelta(seconds=seconds)
    LOTS[0].drop()
    type(lot).objects.filter(pk=lot.pk).update(closes_at=closes_at)
    LOTS[0].create()
    return closes_at


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def serve(port: int, workers: int) -> subprocess.Popen:
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "portal.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        str(workers),
        "--threads",
        "4",
        "--timeout",
        "60",
        "--backlog",
        "1024",
        "--log-level",
        "error",
    ]
    server = subprocess.Popen(command, cwd=HERE.parent)  # noqa: S603 - our own command
    for _ in range(150):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.1)
    raise SystemExit("gunicorn did not start")


def kill_one(server: subprocess.Popen) -> int:
    """A worker dies without a word; the master starts another."""
    children = (
        Path(f"/proc/{server.pid}/task/{server.pid}/children")
        .read_text()
        .split()
    )
    victim = int(children[0])
    os.kill(victim, signal.SIGKILL)
    return victim


def play(
    people, port: int, closes_at: dt.datetime, minute: float, server
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
            f"{left:5.0f} s before the deadline: worker {kill_one(server)} killed"
        )
    for thread in threads:
        thread.join()
    return applicants


def _file_hash(attachment) -> str:
    from django.core.files.storage import storages

    with storages["private"].open(attachment.storage_key) as stored:
        return hashlib.sha256(stored.read()).hexdigest()


def verify(
    applicants: list[Applicant], closes_at: dt.datetime, grace: int
) -> dict[str, int]:
    """What does not agree, by kind; all must be 0."""
    from applications.models import (
        AnswerHistory,
        Application,
        Attachment,
        StatusChange,
        Version,
    )
    from applications.submissions import receipts
    from core.hashing import canonical

    wrong = dict.fromkeys(
        (
            "acknowledged, not there",
            "receipt disagrees",
            "file disagrees",
            "twice",
            "late",
            "journal",
            "text lost",
        ),
        0,
    )
    end = closes_at + dt.timedelta(seconds=grace)
    for one in applicants:
        application = Application.objects.get(reference=one.reference)
        versions = list(
            Version.objects.filter(application=application).order_by("number")
        )
        hashes = {version.sha256 for version in versions}
        wrong["acknowledged, not there"] += len(set(one.receipts) - hashes)
        wrong["receipt disagrees"] += sum(
            not receipts.hashes_agree(version) for version in versions
        )
        contents = [canonical(version.content) for version in versions]
        wrong["twice"] += sum(a == b for a, b in itertools.pairwise(contents))
        wrong["late"] += sum(
            v.requested_at >= closes_at or v.accepted_at > end for v in versions
        )
        for file in (
            file for version in versions for file in version.content["files"]
        ):
            attachment = Attachment.objects.get(uuid=file["uuid"])
            wrong["file disagrees"] += _file_hash(attachment) != file["sha256"]
        moves = StatusChange.objects.filter(application=application).count()
        wrong["journal"] += moves != 1 + len(versions)
        for key, text in one.saved.items():
            kept = AnswerHistory.objects.filter(
                application=application, key=key, value=text
            ).exists()
            wrong["text lost"] += not kept
    return wrong


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
    VAR.mkdir(parents=True, exist_ok=True)
    make_database()
    django.setup()
    print(f"preparing {asked.applicants} drafts …")
    people, closes_at = prepare(asked.applicants, asked.minute + 8, asked.grace)
    port = free_port()
    server = serve(port, asked.workers)
    try:
        applicants = play(people, port, closes_at, asked.minute, server)
    finally:
        server.terminate()
        server.wait(20)
    return (
        0
        if report(applicants, verify(applicants, closes_at, asked.grace))
        else 1
    )


if __name__ == "__main__":
    sys.exit(main())

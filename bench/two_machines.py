"""Two machines that share a database, a cache and an object store, and no disk: every request of an
applicant goes to the other one.

`make two-machines`: PostgreSQL (through PgBouncer in transaction mode, where it is installed),
Redis, an S3 on loopback. Prints what was done and whether anything was lost or stale.
"""

import itertools
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

import boto3
import server
from moto.server import ThreadedMotoServer

ADDRESS = os.environ.setdefault(
    "DATABASE_URL", "postgres://root@127.0.0.1/machines"
)
os.environ.setdefault("CACHE_URL", "rediscache://127.0.0.1:6379/8")
BUCKET = "portal"
APPLICANTS = 4
MINUTE = 15
POOLER = """
[databases]
* = host={HOST} port={PORT} user={USER}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
auth_type = any
pool_mode = transaction
default_pool_size = 5
ignore_startup_parameters = extra_float_digits
unix_socket_dir =
logfile = {folder}/pgbouncer.log
pidfile = {folder}/pgbouncer.pid
"""


def start_store() -> ThreadedMotoServer:
    """An S3, empty; the settings are told where."""
    store = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    store.start()
    host, port = store.get_host_and_port()
    keys = {"S3_ACCESS_KEY": "key", "S3_SECRET_KEY": "secret"}
    os.environ.update(
        FILES_BUCKET=BUCKET,
        BACKUP_BUCKET=BUCKET,
        S3_ENDPOINT=f"http://{host}:{port}",
        S3_REGION="us-east-1",
        **keys,
    )
    boto3.client(
        "s3",
        endpoint_url=os.environ["S3_ENDPOINT"],
        region_name="us-east-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",  # noqa: S106 - of a store of this play
    ).create_bucket(Bucket=BUCKET)
    return store


def start_pooler(database: dict, folder: Path) -> subprocess.Popen | None:
    """PgBouncer before the database, whose settings then lead to it; None where it is not there."""
    program = shutil.which(
        "pgbouncer", path="/usr/sbin:/usr/bin:/usr/local/bin"
    )
    if program is None:
        print("PgBouncer is not there: the database is asked itself")
        return None
    port = server.free_port()
    words = POOLER.format(
        **{**database, "PORT": database["PORT"] or 5432},
        port=port,
        folder=folder,
    )
    (folder / "pgbouncer.ini").write_text(words)
    folder.chmod(0o777)
    who = ["-u", "nobody"] if os.geteuid() == 0 else []
    process = subprocess.Popen(  # noqa: S603 - our own command
        [program, *who, folder / "pgbouncer.ini"],
        stderr=subprocess.DEVNULL,
    )
    server.wait_for(port, "PgBouncer")
    database["HOST"], database["PORT"] = "127.0.0.1", port
    os.environ["DATABASE_POOLED"] = "1"
    os.environ["DATABASE_URL"] = (
        f"postgres://{database['USER']}@127.0.0.1:{port}/{database['NAME']}"
    )
    return process


def start_machines(
    folder: Path, prepared: Path
) -> tuple[list[int], list[subprocess.Popen]]:
    """Two portals with a disk of their own each: (ports, processes)."""
    ports = [server.free_port(), server.free_port()]
    processes = []
    for number, port in enumerate(ports):
        own = folder / f"machine{number}"
        shutil.copytree(prepared / "static", own / "static")
        processes.append(
            server.serve(
                port,
                *("--workers", "2", "--threads", "4"),
                environment={"VAR_DIR": str(own)},
            )
        )
    return ports, processes


def play(ports: list[int]) -> dict[str, int]:
    """Applicants whose requests go to the machines in turn; what was lost, by kind."""
    import rush_checks
    import rush_world
    from applicant import Applicant

    class Wandering(Applicant):
        turn = itertools.cycle(ports)

        def _link(self):
            self.port = next(self.turn)
            return super()._link()

    lot = rush_world.make_lot(60)
    people = rush_world.make_applicants(lot, APPLICANTS)
    deadline = rush_world.close_in(lot, MINUTE)
    applicants = [
        Wandering(0, reference, session, deadline.timestamp(), seed)
        for seed, (reference, session) in enumerate(people, start=1)
    ]
    acts = [
        threading.Thread(target=one.play, args=(MINUTE,)) for one in applicants
    ]
    for act in acts:
        act.start()
    for act in acts:
        act.join()
    wrong = rush_checks.verify(applicants, deadline, 60)
    wrong["no receipt"] = sum(not one.receipts for one in applicants)
    wrong["errors shown"] = sum(one.failures for one in applicants)
    return wrong


def _read(port: int, path: str) -> bytes:
    address = f"http://127.0.0.1:{port}{path}"
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read()


def stale_after_publishing(ports: list[int]) -> int:
    """On how many machines a page does not show, two seconds later, what was published."""
    from django.utils import timezone

    from content.models import Page

    page = Page.objects.create(
        slug="new",
        title_hy="Նոր",
        title_en="Before",
        body_hy="<p>Ա</p>",
        body_en="<p>A</p>",
        published_at=timezone.now(),
    )
    for port in ports:
        _read(port, "/en/new/")
    page.title_en = "Afterwards"
    page.save()
    time.sleep(2)
    return sum(b"Afterwards" not in _read(port, "/en/new/") for port in ports)


def unshown_files(ports: list[int]) -> int:
    """On how many machines a published file cannot be read."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    name = default_storage.save("papers/plan.pdf", ContentFile(b"%PDF plan"))
    return sum(
        _read(port, default_storage.url(name)) != b"%PDF plan" for port in ports
    )


def faults_of_the_backup() -> int:
    """Made into the object store, through the pooler; how many faults are found in it."""
    from portal.backups import making, records, verifying
    from portal.backups.store import open_store

    store = open_store()
    name = making.make_backup(store)
    faults = verifying.object_faults(store, name) + records.record_faults()
    return len(faults)


def main() -> int:
    store = start_store()
    with tempfile.TemporaryDirectory(prefix="machines") as place:
        folder = Path(place)
        files = server.configure("machines")
        import environ

        database = environ.Env().db_url_config(ADDRESS)
        server.make_database(database, "machines")
        pooler = start_pooler(database, folder)
        import django
        from django.core.management import call_command

        django.setup()
        logging.getLogger("werkzeug").disabled = True
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        ports, processes = start_machines(folder, files)
        try:
            wrong = play(ports)
            wrong["stale pages"] = stale_after_publishing(ports)
            wrong["files not shown"] = unshown_files(ports)
            wrong["backup"] = faults_of_the_backup()
        finally:
            for one in [*processes, *([pooler] if pooler else [])]:
                one.terminate()
                one.wait(20)
            store.stop()
    for name, number in wrong.items():
        print(f"{'ok  ' if not number else 'FAIL'} {name}: {number}")
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

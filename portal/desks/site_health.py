"""Whether the site is well: what fails, what waits, what ran, what it runs on."""

import datetime as dt
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.db.models import Min
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from core.files.scanning import INFECTED, scan_file
from core.models import CommandRun
from mailing import outbox
from mailing.models import Failure, Letter

#: command → (what it does, how long it may be silent)
TIMERS: dict[str, tuple[Promise, dt.timedelta]] = {
    "watch_deadlines": (_("deadlines of calls"), dt.timedelta(minutes=20)),
    "send_letters": (_("letters"), dt.timedelta(hours=1)),
    "read_bounces": (_("letters that came back"), dt.timedelta(hours=2)),
    "tell_followers": (_("letters to followers"), dt.timedelta(days=2)),
    "make_newsletter": (_("making the newsletter"), dt.timedelta(days=8)),
    "send_newsletter": (_("sending the newsletter"), dt.timedelta(days=2)),
    "send_reminders": (_("reminders about duties"), dt.timedelta(days=8)),
    "check_links": (_("checking of links"), dt.timedelta(days=2)),
    "encode_pictures": (_("copies of pictures"), dt.timedelta(days=2)),
    "draw_first_pages": (
        _("first pages of documents"),
        dt.timedelta(days=2),
    ),
    "tidy": (_("deleting what is no longer needed"), dt.timedelta(days=2)),
    "apply_retention": (
        _("deleting what is known of people and no longer needed"),
        dt.timedelta(days=2),
    ),
    "forget_cards": (_("deleting old share images"), dt.timedelta(days=2)),
    "watch_site": (_("warnings to administrators"), dt.timedelta(hours=1)),
    "backup": (_("backup"), dt.timedelta(days=2)),
    "verify_backup": (_("trying the backup"), dt.timedelta(days=40)),
}
#: the harmless text by which every scanner of viruses is tested (eicar.org), in two parts so that
#: no scanner stumbles over this file
EICAR = (
    rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-"
    rb"ANTIVIRUS-TEST-FILE!$H+H*"
)


@dataclass(frozen=True)
class Timer:
    """A command that a timer starts, and its last run; None where it never ran here."""

    command: str
    label: Promise
    run: CommandRun | None
    is_late: bool


@dataclass(frozen=True)
class Queue:
    """What waits: how many, since when the oldest."""

    code: str
    label: Promise
    count: int
    since: dt.datetime | None


@dataclass(frozen=True)
class Disk:
    """A folder's disk, in bytes."""

    label: Promise
    free: int
    total: int

    @property
    def is_short(self) -> bool:
        """Less than a tenth is free."""
        return self.free * 10 < self.total


def _is_late(run: CommandRun | None, silence: dt.timedelta) -> bool:
    if run is None:
        return True
    return bool(run.error) or timezone.now() - run.began_at > silence


def timers() -> list[Timer]:
    """Every command of a timer; late where it failed, never ran or was silent for too long."""
    runs = {run.name: run for run in CommandRun.objects.all()}
    return [
        Timer(
            command,
            label,
            runs.get(command),
            _is_late(runs.get(command), silence),
        )
        for command, (label, silence) in TIMERS.items()
    ]


def queues() -> list[Queue]:
    letters = Letter.objects.waiting()
    tasks = DBTaskResult.objects.ready()
    failures = Failure.objects.all()
    return [
        Queue(
            "letters",
            _("letters that wait"),
            letters.count(),
            letters.aggregate(at=Min("created_at"))["at"],
        ),
        Queue(
            "tasks",
            _("tasks that wait"),
            tasks.count(),
            tasks.aggregate(at=Min("enqueued_at"))["at"],
        ),
        Queue(
            "given_up",
            _("letters given up"),
            Letter.objects.given_up().count(),
            Letter.objects.given_up().aggregate(at=Min("created_at"))["at"],
        ),
        Queue(
            "failures",
            _("background work that failed"),
            failures.count(),
            failures.aggregate(at=Min("first_at"))["at"],
        ),
    ]


def disks() -> list[Disk]:
    folders = {
        _("pictures and static files"): Path(settings.MEDIA_ROOT),
        _("private files"): Path(settings.PRIVATE_ROOT),
        _("backups"): Path(settings.BACKUP_DIR),
    }
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    if settings.DATABASE_ARCHIVE:
        archive = Path(settings.DATABASE_ARCHIVE)
        folders[_("archive of the database")] = archive
    found = []
    for label, folder in folders.items():
        if not folder.exists():
            continue
        usage = shutil.disk_usage(folder)
        found.append(Disk(label, usage.free, usage.total))
    return found


def versions() -> list[tuple[str, str]]:
    """(name, version) of what the site runs on."""
    return [
        ("Python", platform.python_version()),
        ("Django", django.get_version()),
        (connection.display_name, _database_version()),
    ]


def _database_version() -> str:
    question = {
        "sqlite": "SELECT sqlite_version()",
        "postgresql": "SHOW server_version",
    }
    with connection.cursor() as cursor:
        cursor.execute(question[connection.vendor])
        return str(cursor.fetchone()[0])


def send_test_letter(*, to: User) -> Letter:
    """Queue a letter to a person of the staff that says that letters arrive."""
    return outbox.queue_letter("mail_test", to=to)


def scanner_finds() -> bool | None:
    """Whether the scanner finds the text made for its test; None where no scanner is set."""
    if not settings.CLAMD:
        return None
    verdict, _name = scan_file(EICAR)
    return verdict == INFECTED

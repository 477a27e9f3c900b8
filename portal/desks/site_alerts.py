"""What administrators are told by letter: once a day for as long as something is wrong."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from django.conf import settings
from django.db import connection
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import ErasureRequest, User
from core.hashing import sha256
from mailing import outbox
from mailing.models import Letter
from portal.desks import site_health
from portal.health import cache_answers

A_DAY = dt.timedelta(days=1)
LONG_WAIT = dt.timedelta(minutes=30)
BEFORE_EXPIRY = dt.timedelta(days=14)
WITHOUT_BASE = dt.timedelta(days=9)
#: how deploy/point_in_time.sh names a base
BASE = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Alert:
    """One thing that is wrong: its code, which stays the same while it lasts, and its words."""

    code: str
    words: str | Promise


def _of_timers() -> Iterator[Alert]:
    """Those that failed or fell silent; one that never ran belongs to a server just set up."""
    for timer in site_health.timers():
        if timer.run and timer.run.error:
            words = _("failed: %(work)s (%(error)s)") % {
                "work": timer.label,
                "error": timer.run.error,
            }
            yield Alert(f"failed {timer.command}", words)
        elif timer.run and timer.is_late:
            words = _("silent for too long: %(work)s") % {"work": timer.label}
            yield Alert(f"silent {timer.command}", words)


def _of_queues(now: dt.datetime) -> Iterator[Alert]:
    for queue in site_health.queues():
        if queue.since and now - queue.since > LONG_WAIT:
            words = f"{queue.label}: {queue.count}"
            yield Alert(f"waiting {queue.code}", words)


def _of_disks() -> Iterator[Alert]:
    for disk in site_health.disks():
        if disk.is_short:
            words = _("less than a tenth of the disk is free: %(folder)s") % {
                "folder": disk.label
            }
            yield Alert("disk", words)


def _of_archive(now: dt.datetime) -> Iterator[Alert]:
    """Of PostgreSQL's archive, where one is kept: what it cannot take, and the weekly base."""
    if not settings.DATABASE_ARCHIVE:
        return
    if _archive_is_stuck():
        words = _("PostgreSQL cannot write into its archive")
        yield Alert("archive", words)
    bases = sorted(Path(settings.DATABASE_ARCHIVE).glob("base-*"))
    oldest_allowed = f"base-{(now - WITHOUT_BASE).astimezone(dt.UTC):{BASE}}"
    if not bases or bases[-1].name < oldest_allowed:
        words = _("the archive of the database has no base of the last week")
        yield Alert("base", words)


def _archive_is_stuck() -> bool:
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT last_failed_time > COALESCE(last_archived_time, '-infinity')"
            " FROM pg_stat_archiver"
        )
        return bool(cursor.fetchone()[0])


def _of_cache() -> Iterator[Alert]:
    if not cache_answers():
        yield Alert("cache", _("Redis does not answer; pages are slower"))


def _of_requests(now: dt.datetime) -> Iterator[Alert]:
    """Of persons who wait longer for an answer than they were promised."""
    late = ErasureRequest.objects.filter(
        state=ErasureRequest.ASKED, due_on__lt=timezone.localdate(now)
    )
    if count := late.count():
        words = _("requests to be erased that are late: %(n)s") % {"n": count}
        yield Alert("requests", words)


def _of_certificate(now: dt.datetime) -> Iterator[Alert]:
    """Of the file that nginx shows, if the settings name it."""
    if not settings.TLS_CERTIFICATE:
        return
    try:
        content = Path(settings.TLS_CERTIFICATE).read_bytes()
        until = x509.load_pem_x509_certificate(content).not_valid_after_utc
    except (OSError, ValueError):
        yield Alert("certificate", _("the certificate cannot be read"))
        return
    if until - now < BEFORE_EXPIRY:
        words = _("the certificate is valid until %(day)s") % {
            "day": f"{timezone.localtime(until):%Y-%m-%d}"
        }
        yield Alert("certificate", words)


def site_alerts(now: dt.datetime | None = None) -> list[Alert]:
    """Everything that is wrong, in the active language."""
    now = now or timezone.now()
    return [
        *_of_timers(),
        *_of_queues(now),
        *_of_disks(),
        *_of_archive(now),
        *_of_cache(),
        *_of_requests(now),
        *_of_certificate(now),
    ]


def warn_administrators(now: dt.datetime | None = None) -> int:
    """A letter to each administrator about what is wrong, in their language; how many letters.

    The same things are told once a day; something new is told at once.
    """
    now = now or timezone.now()
    codes = " ".join(sorted({alert.code for alert in site_alerts(now)}))
    if not codes:
        return 0
    about = sha256(codes)[:40]
    told = Letter.objects.filter(
        kind="site_alert", about=about, created_at__gt=now - A_DAY
    )
    if told.exists():
        return 0
    people = User.objects.filter(is_superuser=True, is_active=True)
    for person in people:
        with translation.override(person.language):
            words = [str(alert.words) for alert in site_alerts(now)]
        outbox.queue_letter("site_alert", to=person, about=about, alerts=words)
    return len(people)

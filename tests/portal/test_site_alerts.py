"""Administrators hear what is wrong, once a day, in their language."""

import datetime as dt
from collections import namedtuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.management import call_command
from django.utils import timezone, translation

from accounts.models import ErasureRequest
from core.models import CommandRun
from mailing.models import Letter
from portal.desks import site_health
from portal.desks.site_alerts import site_alerts, warn_administrators
from tests import make

pytestmark = pytest.mark.django_db

Usage = namedtuple("Usage", "total used free")


def _ran(name: str, *, ago: dt.timedelta, error: str = "") -> None:
    began = timezone.now() - ago
    CommandRun.objects.create(
        name=name, began_at=began, ended_at=began, error=error
    )


def _codes() -> list[str]:
    return [alert.code for alert in site_alerts()]


def _administrator(language: str):
    return make.user(is_superuser=True, is_staff=True, language=language)


def _certificate(path, days: int) -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "portal")])
    now = timezone.now()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=90))
        .not_valid_after(now + dt.timedelta(days=days))
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return str(path)


def test_a_server_just_set_up_has_nothing_to_tell():
    _administrator("hy")
    assert (_codes(), warn_administrators()) == ([], 0)


def test_what_failed_and_what_fell_silent_is_told():
    _ran("backup", ago=dt.timedelta(hours=1), error="OSError")
    _ran("send_letters", ago=dt.timedelta(hours=3))
    _ran("watch_deadlines", ago=dt.timedelta(minutes=3))
    assert _codes() == ["silent send_letters", "failed backup"]


def test_letters_that_wait_for_long_are_told():
    letter = Letter.objects.create(
        kind="receipt", email="a@test.example", language="hy", subject="x"
    )
    assert _codes() == []
    before = timezone.now() - dt.timedelta(minutes=31)
    Letter.objects.filter(pk=letter.pk).update(created_at=before)
    assert _codes() == ["waiting letters"]


def test_a_disk_that_is_nearly_full_is_told(monkeypatch):
    monkeypatch.setattr(
        site_health.shutil, "disk_usage", lambda folder: Usage(100, 91, 9)
    )
    assert set(_codes()) == {"disk"}


@pytest.mark.parametrize(
    ("days", "codes"), [(-1, ["certificate"]), (13, ["certificate"]), (15, [])]
)
def test_a_certificate_is_told_of_two_weeks_before_its_end(
    settings, tmp_path, days, codes
):
    settings.TLS_CERTIFICATE = _certificate(tmp_path / "full.pem", days)
    assert _codes() == codes


def test_a_certificate_that_cannot_be_read_is_told_of(settings, tmp_path):
    settings.TLS_CERTIFICATE = str(tmp_path / "none.pem")
    assert _codes() == ["certificate"]


def test_each_administrator_is_told_once_a_day_in_their_language():
    _administrator("hy"), _administrator("en")
    make.staff("officer")
    _ran("backup", ago=dt.timedelta(hours=1), error="OSError")
    call_command("watch_site")
    call_command("watch_site")
    letters = Letter.objects.filter(kind="site_alert").order_by("language")
    assert [letter.language for letter in letters] == ["en", "hy"]
    english, armenian = letters
    assert "– failed: backup (OSError)" in english.body
    assert "OSError" in armenian.body
    assert "failed" not in armenian.body
    later = timezone.now() + dt.timedelta(hours=25)
    assert warn_administrators(later) == 2


def test_something_new_is_told_at_once():
    _administrator("en")
    _ran("backup", ago=dt.timedelta(hours=1), error="OSError")
    assert warn_administrators() == 1
    _ran("tidy", ago=dt.timedelta(hours=1), error="ValueError")
    assert (warn_administrators(), warn_administrators()) == (1, 0)


@pytest.mark.parametrize(
    ("days", "codes"), [(8, []), (10, ["base"]), (None, ["base"])]
)
def test_an_archive_without_a_base_of_the_last_week_is_told(
    settings, tmp_path, days, codes
):
    settings.DATABASE_ARCHIVE = str(tmp_path)
    if days is not None:
        made = timezone.now() - dt.timedelta(days=days)
        name = f"base-{made.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
        (tmp_path / name).mkdir()
    assert _codes() == codes


def test_the_disks_of_backups_and_archive_are_watched(settings, tmp_path):
    settings.BACKUP_DIR = str(tmp_path / "kept")
    settings.DATABASE_ARCHIVE = str(tmp_path / "not-there")
    assert len(site_health.disks()) == 3
    settings.DATABASE_ARCHIVE = str(tmp_path)
    with translation.override("en"):
        named = [str(disk.label) for disk in site_health.disks()]
    assert named == [
        "pictures and static files",
        "private files",
        "backups",
        "archive of the database",
    ]


@pytest.mark.parametrize(("days", "codes"), [(0, []), (-1, ["requests"])])
def test_a_request_to_be_erased_that_is_late_is_told(days, codes):
    due = timezone.localdate() + dt.timedelta(days=days)
    ErasureRequest.objects.create(
        person=make.user(), asked_by=make.user(), due_on=due
    )
    assert _codes() == codes

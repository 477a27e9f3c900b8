"""A backup comes back whole, on either engine, and every damage is found."""

import datetime as dt
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pyrage
import pytest
import time_machine
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from applications.models import Attachment, StatusChange, Version
from applications.submissions import lifecycle
from core.database.triggers import registered_triggers
from portal.backups import making, records, restoring, rows
from portal.backups.retention import forget_old_backups, names_to_keep
from portal.backups.store import Damaged, Store, open_store
from portal.backups.verifying import object_faults
from portal.privacy import erasure_requests
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def store(tmp_path):
    return Store(FileSystemStorage(location=tmp_path / "store"))


@pytest.fixture
def submitted():
    draft = make.application()
    lifecycle.submit(draft, by=draft.created_by)
    return draft


def _counts() -> dict[str, int]:
    return {
        model._meta.label: model._base_manager.count()
        for model in rows.kept_models()
    }


def _manage(tmp_path: Path, database: str, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DEBUG": "1",
            "DATABASE_URL": database,
            "VAR_DIR": str(tmp_path / "var"),
            "BACKUP_DIR": str(tmp_path / "store"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


COUNT = """
import json
from portal.backups import rows
print(json.dumps({m._meta.label: m._base_manager.count() for m in rows.kept_models()}))
"""


@contextmanager
def _server() -> Iterator:
    """A cursor on the server of the database under test, outside any transaction."""
    link = psycopg2.connect(
        **{**connection.get_connection_params(), "dbname": "postgres"}
        | {"cursor_factory": None}
    )
    link.autocommit = True
    try:
        with link.cursor() as cursor:
            yield cursor
    finally:
        link.close()


@pytest.fixture
def empty_databases(tmp_path):
    """The addresses of an empty one of SQLite and, where it is tested, one of PostgreSQL."""
    addresses = [f"sqlite:///{tmp_path}/back.sqlite3"]
    if connection.vendor == "sqlite":
        yield addresses
        return
    name = f"back_{uuid.uuid4().hex[:10]}"
    with _server() as cursor:
        cursor.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"
            " LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
        )
    one = connection.settings_dict
    who = f"{one['USER']}:{one['PASSWORD']}@{one['HOST']}:{one['PORT'] or 5432}"
    yield [*addresses, f"postgres://{who}/{name}"]
    with _server() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_everything_comes_back_on_the_other_and_on_the_same_engine(
    register, submitted, store, tmp_path, empty_databases
):
    make.article(lead_picture=make.picture())
    name = making.make_backup(store)
    before = _counts()
    for database in empty_databases:
        place = tmp_path / uuid.uuid4().hex
        place.mkdir()
        (place / "store").symlink_to(tmp_path / "store")
        said = _manage(place, database, "restore", "--dry-run")
        assert said.splitlines()[1:] == ["It can be brought back here."]
        _manage(place, database, "restore", name)
        assert "agree" in _manage(place, database, "verify_journal")
        counted = _manage(
            place, database, "shell", "--verbosity", "0", "--command", COUNT
        )
        after = json.loads(counted.splitlines()[-1])
        # what was done since is counted and noted
        since = dict.fromkeys(("core.CommandRun", "core.ContentChange"), 0)
        assert after | since == before | since
        files = {
            path.relative_to(place / "var" / "media").as_posix()
            for path in (place / "var" / "media").rglob("*")
            if path.is_file()
        }
        assert files == set(making.files_of(storages["default"]))


WHO = """
from accounts.models import User
from applications.models import Answer
print(list(User.objects.values_list("email", flat=True)))
print(list(Answer.objects.filter(key="phone").values_list("value", flat=True)))
"""


def test_whoever_was_erased_since_an_old_backup_stays_erased(
    register, submitted, store, tmp_path, empty_databases
):
    person, administrator = submitted.created_by, make.staff("administrator")
    earlier = making.make_backup(store)
    request = erasure_requests.ask_for_erasure(person, words="+374 10 000000")
    erasure_requests.erase_as_asked(request, by=administrator)
    making.make_backup(store)
    for database in empty_databases:
        place = tmp_path / uuid.uuid4().hex
        place.mkdir()
        (place / "store").symlink_to(tmp_path / "store")
        said = _manage(place, database, "restore", earlier)
        assert "1 persons were erased again" in said
        who = _manage(
            place, database, "shell", "--verbosity", "0", "--command", WHO
        )
        assert (person.email in who, "+374 10 000000" in who) == (False, False)
        assert administrator.email in who
        assert "agree" in _manage(place, database, "verify_journal")


def test_the_next_backup_keeps_only_what_is_new(submitted, store):
    making.make_backup(store)
    store.written = 0
    making.make_backup(store)
    assert store.written == 0
    storages["private"].save("aa/new", ContentFile(b"new"))
    making.make_backup(store)
    assert (store.written, len(store.manifests())) == (1, 3)


def _an_object(store: Store, name: str) -> Path:
    manifest = store.read_manifest(name)
    digest = manifest["tables"]["applications.Version"]["sha256"]
    return Path(store.storage.path(f"objects/{digest[:2]}/{digest}"))


def test_one_flipped_byte_and_one_missing_file_are_found(submitted, store):
    name = making.make_backup(store)
    assert object_faults(store, name) == []
    path = _an_object(store, name)
    content = path.read_bytes()
    path.write_bytes(content[:9] + bytes([content[9] ^ 1]) + content[10:])
    place = path.relative_to(store.storage.location).as_posix()
    assert object_faults(store, name) == [f"{place} was changed"]
    path.unlink()
    assert object_faults(store, name) == [f"{place} is missing"]


def test_a_manifest_that_was_changed_is_refused(submitted, store):
    name = making.make_backup(store)
    path = Path(store.storage.path(f"manifests/{name}.json"))
    path.write_text(path.read_text().replace('"rows":1', '"rows":2', 1))
    assert object_faults(store, name) == [f"manifests/{name}.json was changed"]
    path.write_text("{}")
    with pytest.raises(Damaged):
        store.read_manifest(name)


def test_only_the_private_key_opens_what_is_encrypted(
    submitted, store, settings
):
    owner, stranger = (pyrage.x25519.Identity.generate() for _ in range(2))
    store.recipient = str(owner.to_public())
    name = making.make_backup(store)
    manifest = store.read_manifest(name)
    entry = manifest["tables"]["applications.Version"]
    assert b"age-encryption.org" in _an_object(store, name).read_bytes()
    for identity in ("", str(stranger)):
        settings.BACKUP_IDENTITY = identity
        opened = store.open(entry, is_encrypted=True)
        with pytest.raises(PermissionError), opened:
            pass
    settings.BACKUP_IDENTITY = str(owner)
    with store.open(entry, is_encrypted=True) as plain:
        assert plain.read(2) == b"\x1f\x8b"
    assert object_faults(store, name) == []


def _without_triggers(model: type[Model], **changes) -> None:
    """As someone who has the database may do."""
    mine = [
        trigger
        for trigger in registered_triggers()
        if trigger.table == model._meta.db_table
    ]
    for trigger in mine:
        trigger.drop()
    model._base_manager.filter(
        pk=model._base_manager.order_by("pk").first().pk
    ).update(**changes)
    for trigger in mine:
        trigger.create()


def test_records_that_agree_have_no_fault(submitted):
    assert records.record_faults() == []


def test_a_journal_that_does_not_chain_is_found(submitted):
    _without_triggers(StatusChange, note="another")
    assert records.record_faults() == [
        f"journal of {submitted.reference}, entry 1"
    ]


def test_a_receipt_that_does_not_agree_is_found(submitted):
    version = Version.objects.get()
    changed = version.record.replace("2", "3", 1)
    _without_triggers(Version, record=changed)
    assert records.record_faults() == [f"receipt of {version}"]


def test_a_submitted_file_that_is_gone_or_other_is_found(submitted):
    attachment = Attachment.objects.get()
    path = Path(storages["private"].path(attachment.storage_key))
    path.chmod(0o600)
    path.write_bytes(b"other")
    assert records.record_faults() == [f"file {attachment.uuid}"]
    path.unlink()
    assert records.record_faults() == [f"file {attachment.uuid}"]


def test_nothing_is_restored_over_what_is_there(submitted, store):
    manifest = store.read_manifest(making.make_backup(store))
    with pytest.raises(restoring.NotPossible, match="not empty"):
        restoring.refuse_impossible(store, manifest)


def test_a_backup_of_a_newer_version_is_refused(submitted, store, monkeypatch):
    manifest = store.read_manifest(making.make_backup(store))
    manifest["migrations"].append(["calls", "0099_later"])
    monkeypatch.setattr(
        connection.introspection, "table_names", lambda *args: []
    )
    monkeypatch.setattr(making, "files_of", lambda storage: iter(()))
    with pytest.raises(restoring.NotPossible, match=r"calls\.0099_later"):
        restoring.refuse_impossible(store, manifest)


def test_old_backups_thin_out():
    today = dt.date(2026, 12, 31)
    names = [
        f"{today - dt.timedelta(days=age):%Y%m%d}T030000Z-{age:012}"
        for age in range(500, -1, -1)
    ]
    kept = names_to_keep(names, today)
    ages = sorted(int(name[-12:]) for name in kept)
    assert ages[:14] == list(range(14))
    assert len([age for age in ages if 14 <= age < 56]) in (6, 7)
    assert len([age for age in ages if age >= 56]) in (10, 11)
    assert max(ages) < 12 * 31
    assert names_to_keep(names[:1], today) == set(names[:1])


def test_what_no_backup_names_is_deleted(submitted, store):
    making.make_backup(store)
    storages["private"].save("aa/new", ContentFile(b"new"))
    second = making.make_backup(store)
    before = len(store.objects())
    years = dt.date(2036, 1, 1)
    gone, objects = forget_old_backups(store, years)
    assert (gone, store.manifests()) == (1, [second])
    assert len(store.objects()) == before - objects
    assert object_faults(store, second) == []


def test_without_a_name_the_newest_is_meant(submitted, store):
    with pytest.raises(Damaged, match="no backup"):
        store.named_or_newest("")
    first, second = making.make_backup(store), making.make_backup(store)
    assert store.named_or_newest("") == second
    assert store.named_or_newest(first) == first


@pytest.fixture
def kept_below(settings, tmp_path):
    """BACKUP_DIR of the process and of the drill that it starts."""
    settings.BACKUP_DIR = str(tmp_path / "kept")
    settings.STORAGES = {
        **settings.STORAGES,
        "backups": {
            "BACKEND": "core.files.storage.BackupStorage",
            "OPTIONS": {"location": settings.BACKUP_DIR},
        },
    }


def test_what_cannot_be_relied_on_is_told_at_once(kept_below, mailoutbox):
    with pytest.raises(CommandError):
        call_command("verify_backup", tell="engineer@portal.example")
    (told,) = mailoutbox
    assert told.to == ["engineer@portal.example"]
    assert "cannot be relied on" in told.subject


def test_a_drill_touches_no_bucket_that_is_in_use(
    submitted, kept_below, monkeypatch, mailoutbox
):
    making.make_backup(open_store())
    monkeypatch.setenv("FILES_BUCKET", "in-use")
    monkeypatch.setenv("S3_ENDPOINT", "http://127.0.0.1:1")
    monkeypatch.setenv("DEBUG", "1")
    call_command("verify_backup", tell="engineer@portal.example")
    told = [one for one in mailoutbox if "engineer" in one.to[0]]
    assert told == []


@pytest.mark.parametrize(
    ("age", "is_told"),
    [
        (dt.timedelta(days=1, hours=23), False),
        (dt.timedelta(days=2, minutes=1), True),
    ],
)
def test_a_drill_tells_that_no_new_backup_comes(
    submitted, kept_below, age, is_told
):
    making.make_backup(open_store())
    with time_machine.travel(timezone.now() + age, tick=True):
        if is_told:
            with pytest.raises(CommandError, match="older than 2 days"):
                call_command("verify_backup", max_age=2)
        else:
            call_command("verify_backup", max_age=2)

"""One backup: the rows of one moment, every file, and what is needed to bring them back."""

import gzip
import platform
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import django
from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from core.files.storage import names_in
from portal.backups import rows
from portal.backups.store import Store
from portal.privacy import erased_list

#: the storages whose files belong to the portal
PLACES = ("default", "private")
#: what a new server must be told, none of it secret
SETTINGS = ("SITE_URL", "ALLOWED_HOSTS", "DEFAULT_FROM_EMAIL", "TIME_ZONE")


MODE = "transaction_mode"  # an attribute of SQLite's connections alone


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside is of one moment, and nobody waits who writes meanwhile."""
    is_postgresql = connection.vendor == "postgresql"
    before = getattr(connection, MODE, None)
    if not is_postgresql:
        # a reader: SQLite's own snapshot, instead of the lock of a writer
        setattr(connection, MODE, None)
    try:
        with transaction.atomic():
            if is_postgresql:
                with connection.cursor() as cursor:
                    cursor.execute(
                        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
                    )
                    # a table on its way to a bucket takes as long as it takes
                    cursor.execute(
                        "SET LOCAL idle_in_transaction_session_timeout = 0"
                    )
            yield
    finally:
        if not is_postgresql:
            setattr(connection, MODE, before)


def files_of(storage: Storage, folder: str = "") -> Iterator[str]:
    """The names of all files of a storage; what is still being written is none yet."""
    folders, names = names_in(storage, folder)
    prefix = f"{folder}/" if folder else ""
    for name in sorted(names):
        if not name.endswith(".part"):
            yield f"{prefix}{name}"
    for one in sorted(folders):
        yield from files_of(storage, f"{prefix}{one}")


def _keep_rows(store: Store) -> dict[str, Any]:
    tables = {}
    with one_moment():
        for model in rows.kept_models():
            with tempfile.TemporaryFile() as packed:
                # no name and no time in it: the same rows give the same object
                with gzip.GzipFile(
                    fileobj=packed, mode="wb", mtime=0, filename=""
                ) as lines:
                    number = rows.write_rows(model, lines)
                packed.seek(0)
                tables[model._meta.label] = {
                    "rows": number,
                    **store.keep(packed),
                }
        return tables


def _keep_files(store: Store) -> dict[str, Any]:
    places: dict[str, Any] = {}
    for place in PLACES:
        storage = storages[place]
        places[place] = {}
        for name in files_of(storage):
            with storage.open(name) as file:
                places[place][name] = store.keep(file)
    return places


def make_backup(store: Store) -> str:
    """Keep everything; the name of the backup. Files are read after the rows that name them."""
    made_at = timezone.now()
    erased_list.write_missing()
    tables = _keep_rows(store)
    applied = MigrationRecorder(connection).applied_migrations()
    earlier = store.manifests()
    return store.write_manifest(
        {
            "made_at": made_at.isoformat(),
            "engine": connection.vendor,
            "versions": {
                "django": django.get_version(),
                "python": platform.python_version(),
            },
            "settings": {name: getattr(settings, name) for name in SETTINGS},
            "is_encrypted": bool(store.recipient),
            "migrations": sorted(map(list, applied)),
            "tables": tables,
            "files": _keep_files(store),
            "previous": earlier[-1] if earlier else "",
        }
    )

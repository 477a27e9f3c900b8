"""The test databases: each made once in a run, copied for every worker, put back by copying again.

The first, `MIGRATED`, is what the migrations leave. A *world* is a copy of it that a function has
filled (the register, the demonstration), with the files it wrote and a note of what the tests must
know of it. Whichever worker first needs one makes it, under a lock; from then on nobody writes to it.

No commit waits for the disk. A process that is killed loses nothing by that, only a machine without
power would, and no test can pull that plug; `tests/portal/test_settings.py` holds the setting.
"""

import fcntl
import os
import pickle
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import translation

MIGRATED = "migrated"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")


def settings_apart(folder: Path) -> dict:
    """Settings under which media and private files go into the folder, and cache keys are one's own."""
    private = {"BACKEND": "portal.files.PrivateStorage", "OPTIONS": {"location": str(folder / "private")}}
    return {
        "MEDIA_ROOT": folder / "media",
        "STORAGES": {**settings.STORAGES, "private": private},
        "CACHES": {"default": {**settings.CACHES["default"], "KEY_PREFIX": uuid.uuid4().hex}},
    }


class SqliteFiles:
    """On SQLite a database is a file."""

    def __init__(self, folder: Path):
        self.folder = folder
        connection.settings_dict["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"

    def template(self, label: str) -> str:
        return str(self.folder / f"{label}.sqlite3")

    def working(self, number: int) -> str:
        """A new name each time: a thread of the browser's server may close the former file late,
        and SQLite would then remove the journal that goes by the same name."""
        return str(self.folder / f"{WORKER}-{number}.sqlite3")

    def copy(self, source: str, target: str) -> None:
        shutil.copyfile(source, target)

    def drop(self, name: str) -> None:
        for tail in ("", "-wal", "-shm"):
            Path(name + tail).unlink(missing_ok=True)


class PostgresDatabases:
    """On PostgreSQL a database is copied by the server."""

    def __init__(self):
        given = connection.settings_dict
        self.base = given["TEST"]["NAME"] or f"test_{given['NAME']}"
        given["OPTIONS"]["options"] = "-c synchronous_commit=off"

    def template(self, label: str) -> str:
        return f"{self.base}_{label}"

    def working(self, number: int) -> str:
        return f"{self.base}_{WORKER}"

    def copy(self, source: str, target: str) -> None:
        self.drop(target)
        self._run("CREATE DATABASE {} TEMPLATE {}", target, source)

    def drop(self, name: str) -> None:
        """Even if a thread of the browser's server still holds its connection."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _run(self, sql: str, *names: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(sql.format(*map(connection.ops.quote_name, names)))


def _connect(name: str) -> None:
    """Every thread of this process uses the named database from now on."""
    connection.close()
    connection.settings_dict["NAME"] = name


class Databases:
    """This worker's database and the ones it is copied from."""

    def __init__(self, folder: Path, worlds: dict[str, Callable[[], object]]):
        folder.mkdir(exist_ok=True)
        self.folder, self.worlds = folder, worlds
        self.engine = SqliteFiles(folder) if connection.vendor == "sqlite" else PostgresDatabases()
        self.is_copy_of = ""  # the label of what the working database still equals
        self.copies = 0
        with self._alone():
            (folder / f"{WORKER}.worker").touch()

    def become(self, label: str) -> None:
        """The working database is an untouched copy of the one so labelled."""
        if self.is_copy_of == label:
            return
        self._require(label)
        self._drop_working()
        self.copies += 1
        working = self.engine.working(self.copies)
        self.engine.copy(self.engine.template(label), working)
        _connect(working)
        self.is_copy_of = label

    def was_written_to(self) -> None:
        """The next test needs a fresh copy."""
        self.is_copy_of = ""

    def note(self, label: str) -> object:
        """What the function that made the world returned."""
        return pickle.loads((self.folder / f"{label}.note").read_bytes())

    def unpack_files(self, label: str, target: Path) -> None:
        """A copy of the files that belong to the world."""
        shutil.copytree(self.folder / label, target, dirs_exist_ok=True)

    def leave(self) -> None:
        """The last worker to leave drops what all of them copied."""
        self._drop_working()
        with self._alone():
            (self.folder / f"{WORKER}.worker").unlink()
            if not any(self.folder.glob("*.worker")):
                self._drop_templates()

    def _drop_working(self) -> None:
        connection.close()
        if self.copies:
            self.engine.drop(self.engine.working(self.copies))

    def _drop_templates(self) -> None:
        for note in self.folder.glob("*.note"):
            self.engine.drop(self.engine.template(note.stem))
            note.unlink()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _require(self, label: str) -> None:
        with self._alone():
            if not (self.folder / f"{label}.note").exists():
                self._make(label)

    def _make(self, label: str) -> None:
        name = self.engine.template(label)
        self.engine.drop(name)
        if label == MIGRATED:
            note = self._migrate(name)
        else:
            if not (self.folder / f"{MIGRATED}.note").exists():
                self._make(MIGRATED)
            self.engine.copy(self.engine.template(MIGRATED), name)
            note = self._fill(label, name)
        connection.close()
        (self.folder / f"{label}.note").write_bytes(pickle.dumps(note))

    def _migrate(self, name: str) -> None:
        connection.settings_dict["TEST"]["NAME"] = name
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)

    def _fill(self, label: str, name: str) -> object:
        _connect(name)
        files = self.folder / label
        files.mkdir()
        with override_settings(**settings_apart(files)), translation.override(settings.LANGUAGE_CODE):
            return self.worlds[label]()

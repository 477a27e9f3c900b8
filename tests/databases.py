"""The test databases: each made once in a run, copied for every worker, put back by copying again.

The first, `MIGRATED`, is what the migrations leave. A *world* is a copy of it that a function has
filled (the register, the demonstration), with the files it wrote and a note of what the tests must
know of it. Whichever worker first needs one makes it, under a lock; from then on nobody writes to
it.

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
from django.core.cache import caches
from django.db import connection
from django.test import override_settings
from django.utils import translation

from tests.engines import Engine, PostgresDatabases, SqliteFiles, connect

MIGRATED = "migrated"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")

#: seconds: a Redis that is busy is waited for. To tests it is never away, or a limit would be
#: counted anew by the process alone (core/keeping/forgiving_cache.py) and let one more through
REDIS_WAITS = 60


def settings_apart(folder: Path) -> dict:
    """Settings that send media and private files into the folder, with cache keys of one's own."""
    private = {
        "BACKEND": "core.files.storage.PrivateStorage",
        "OPTIONS": {"location": str(folder / "private")},
    }
    return {
        "MEDIA_ROOT": folder / "media",
        "STORAGES": {**settings.STORAGES, "private": private},
        "CACHES": caches_apart(folder),
    }


def caches_apart(folder: Path) -> dict:
    apart = {
        alias: {**cache, "KEY_PREFIX": uuid.uuid4().hex}
        for alias, cache in settings.CACHES.items()
    }
    for cache in apart.values():
        if "Redis" in cache["BACKEND"]:
            cache["OPTIONS"] = {
                **cache.get("OPTIONS", {}),
                "socket_timeout": REDIS_WAITS,
            }
    if "filebased" in apart["pages"]["BACKEND"]:
        apart["pages"]["LOCATION"] = folder / "pages"
    return apart


def close_caches() -> None:
    """Django leaves the connections to Redis of this thread to the garbage."""
    for cache in caches.all(initialized_only=True):
        client = getattr(cache, "_cache", None)
        for pool in getattr(client, "_pools", {}).values():
            pool.disconnect()


class Databases:
    """This worker's database and the ones it is copied from."""

    def __init__(self, folder: Path, worlds: dict[str, Callable[[], object]]):
        folder.mkdir(exist_ok=True)
        self.folder, self.worlds = folder, worlds
        kind = (
            SqliteFiles if connection.vendor == "sqlite" else PostgresDatabases
        )
        self.engine: Engine = kind(folder, WORKER)
        self.is_copy_of = (
            ""  # the label of what the worker's database still equals
        )
        with self._alone():
            (folder / f"{WORKER}.worker").touch()

    def become(self, label: str) -> None:
        """The worker's database is an untouched copy of the one so labelled."""
        if self.is_copy_of == label:
            return
        self._require(label)
        self.engine.renew(label)
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
        self.engine.leave()
        with self._alone():
            (self.folder / f"{WORKER}.worker").unlink()
            if not any(self.folder.glob("*.worker")):
                self._drop_templates()

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
        self.engine.keep(label)
        connection.close()
        (self.folder / f"{label}.note").write_bytes(pickle.dumps(note))

    def _migrate(self, name: str) -> None:
        connection.settings_dict["TEST"]["NAME"] = name
        connection.creation.create_test_db(
            verbosity=0, autoclobber=True, serialize=False
        )

    def _fill(self, label: str, name: str) -> object:
        connect(name)
        files = self.folder / label
        shutil.rmtree(files, ignore_errors=True)
        files.mkdir()
        with (
            override_settings(**settings_apart(files)),
            translation.override(settings.LANGUAGE_CODE),
        ):
            return self.worlds[label]()

"""Where backups lie: objects named by the hash of what they hold, and a manifest for each backup.

An object is kept once, whichever backups name it. It is encrypted to a public key of age, if one is
set: this machine cannot open what it wrote.
"""

import datetime as dt
import hashlib
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pyrage
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

from core.files.storage import names_in
from core.hashing import canonical, sha256

PIECE = 1024 * 1024
MANIFESTS = "manifests"


class Damaged(Exception):
    """What a backup holds is not what was written; says which object or manifest."""


def _hash_of(stream: IO[bytes] | File) -> str:
    digest = hashlib.sha256()
    while piece := stream.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def read_identity() -> pyrage.x25519.Identity | None:
    """The private key of BACKUP_IDENTITY, without which nothing that is encrypted opens."""
    if not settings.BACKUP_IDENTITY:
        return None
    return pyrage.x25519.Identity.from_str(settings.BACKUP_IDENTITY.strip())


@dataclass
class Store:
    """The place of all backups; `recipient`: the public key, "" for none."""

    storage: Storage
    recipient: str = ""
    written: int = field(default=0)

    @staticmethod
    def _name(digest: str) -> str:
        return f"objects/{digest[:2]}/{digest}"

    def keep(
        self, source: IO[bytes] | File, digest: str = ""
    ) -> dict[str, Any]:
        """Keep what a stream holds; {sha256, stored_sha256, bytes} as a manifest has it.

        `digest`: its hash, if it is known; what is there already is not read again.
        """
        if not digest:
            digest = _hash_of(source)
            source.seek(0)
        name = self._name(digest)
        if not self.storage.exists(name):
            with tempfile.TemporaryFile() as packed:
                self._pack(source, packed)
                packed.seek(0)
                self.storage.save(name, File(packed, name=name))
            self.written += 1
        with self.storage.open(name) as stored:
            return {"sha256": digest, "stored_sha256": _hash_of(stored)}

    def _pack(self, source: IO[bytes] | File, target: IO[bytes]) -> None:
        if self.recipient:
            key = pyrage.x25519.Recipient.from_str(self.recipient)
            pyrage.encrypt_io(source, target, [key])
            return
        while piece := source.read(PIECE):
            target.write(piece)

    def check(self, entry: dict[str, Any]) -> None:
        """Raises Damaged unless the object lies there as it was written."""
        name = self._name(entry["sha256"])
        if not self.storage.exists(name):
            raise Damaged(f"{name} is missing")
        with self.storage.open(name) as stored:
            if _hash_of(stored) != entry["stored_sha256"]:
                raise Damaged(f"{name} was changed")

    @contextmanager
    def open(
        self, entry: dict[str, Any], *, is_encrypted: bool
    ) -> Iterator[IO[bytes]]:
        """What an object holds, checked; raises Damaged, or PermissionError without the key."""
        self.check(entry)
        with tempfile.SpooledTemporaryFile(max_size=PIECE) as plain:
            with self.storage.open(self._name(entry["sha256"])) as stored:
                if is_encrypted:
                    self._unpack(stored, plain)
                else:
                    while piece := stored.read(PIECE):
                        plain.write(piece)
            plain.seek(0)
            if _hash_of(plain) != entry["sha256"]:
                raise Damaged(f"{entry['sha256']} holds something else")
            plain.seek(0)
            yield plain

    @staticmethod
    def _unpack(stored: IO[bytes] | File, plain: IO[bytes]) -> None:
        identity = read_identity()
        if identity is None:
            raise PermissionError(
                "The backup is encrypted: set BACKUP_IDENTITY to its private key."
            )
        try:
            pyrage.decrypt_io(stored, plain, [identity])
        except pyrage.DecryptError as error:
            raise PermissionError(
                f"The key does not open it: {error}"
            ) from error

    def write_manifest(self, facts: dict[str, Any]) -> str:
        """Its name: when, and the beginning of its hash. It carries its own hash."""
        digest = sha256(canonical(facts))
        made_at = dt.datetime.fromisoformat(facts["made_at"])
        when = made_at.strftime("%Y%m%dT%H%M%S%f")
        name = f"{MANIFESTS}/{when}Z-{digest[:12]}.json"
        words = canonical({**facts, "sha256": digest})
        self.storage.save(name, ContentFile(words.encode()))
        return Path(name).stem

    def manifests(self) -> list[str]:
        """The names of all backups, the oldest first."""
        _folders, names = names_in(self.storage, MANIFESTS)
        return sorted(
            Path(name).stem for name in names if name.endswith(".json")
        )

    def named_or_newest(self, name: str) -> str:
        """The backup of this name, without one the newest; raises Damaged where there is none."""
        names = self.manifests()
        if not (name or names):
            raise Damaged("There is no backup.")
        return name or names[-1]

    def read_manifest(self, name: str) -> dict[str, Any]:
        """Raises Damaged unless it says what it said when it was written."""
        path = f"{MANIFESTS}/{name}.json"
        if not self.storage.exists(path):
            raise Damaged(f"{path} is missing")
        with self.storage.open(path) as stored:
            words = stored.read()
        try:
            facts = json.loads(words)
            digest = facts.pop("sha256")
        except (ValueError, KeyError, AttributeError) as error:
            raise Damaged(f"{path} cannot be read") from error
        if sha256(canonical(facts)) != digest:
            raise Damaged(f"{path} was changed")
        return facts

    def forget(self, name: str) -> None:
        self.storage.delete(f"{MANIFESTS}/{name}.json")

    def objects(self) -> list[str]:
        """The hash of every object there is."""
        found = []
        folders, _files = names_in(self.storage, "objects")
        for folder in folders:
            _none, names = names_in(self.storage, f"objects/{folder}")
            found += [name for name in names if len(name) == 64]
        return found

    def delete_object(self, digest: str) -> None:
        self.storage.delete(self._name(digest))


def open_store() -> Store:
    """The one that the settings name."""
    return Store(storages["backups"], settings.BACKUP_RECIPIENT)

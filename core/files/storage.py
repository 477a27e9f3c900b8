"""Where files lie: written so that what was acknowledged survives a power cut."""

import os
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import models

if TYPE_CHECKING:
    _OfModel = models.Model
    _OfStorage = Storage
else:
    _OfModel = object
    _OfStorage = object


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class DurableStorage(FileSystemStorage):
    """Django's file storage calls no fsync: file and folder are synced before the answer.

    A file appears under its name only when it is whole: a full disk leaves nothing behind.
    """

    def _save(self, name: str, content: File) -> str:
        part = f"{name}.{uuid.uuid4().hex}.part"
        path = Path(self.path(part))
        try:
            super()._save(part, content)  # type: ignore[misc]
            with path.open("rb") as handle:
                os.fsync(handle.fileno())
            return self._put_in_place(path, name)
        finally:
            path.unlink(missing_ok=True)

    def _put_in_place(self, part: Path, name: str) -> str:
        """The link takes the name for good or not at all: two files never share one."""
        while True:
            target = Path(self.path(name))
            try:
                os.link(part, target)
            except FileExistsError:
                name = self.get_available_name(name)
                continue
            _sync_folder(target.parent)
            return name.replace("\\", "/")


class PrivateFiles(_OfStorage):
    """Files of applicants: at no public address, under names that say nothing."""

    def url(self, name: str | None, *args, **kwargs) -> str:
        raise ValueError(
            "A private file has no address; a view checks permission and sends it."
        )

    def keep(self, content: bytes) -> str:
        """Store bytes under a random key and return the key."""
        return self.keep_file(ContentFile(content))

    def keep_file(self, content: File) -> str:
        """The same for a file that is too large to hold."""
        key = uuid.uuid4().hex
        return self.save(f"{key[:2]}/{key}", content)


class PrivateStorage(PrivateFiles, DurableStorage):
    """Outside every public folder."""

    def __init__(self, **options) -> None:
        options.setdefault("location", str(settings.PRIVATE_ROOT))
        super().__init__(**options)


class BackupStorage(DurableStorage):
    """Where backups lie, as BACKUP_DIR says."""

    def __init__(self, **options) -> None:
        options.setdefault("location", str(settings.BACKUP_DIR))
        super().__init__(**options)


def private_storage() -> PrivateFiles:
    """The storage that the settings name for files of applicants."""
    storage = storages["private"]
    assert isinstance(storage, PrivateFiles)
    return storage


def names_in(storage: Storage, folder: str) -> tuple[list[str], list[str]]:
    """(folders, files) in a folder; none where it is not there. An object store has no folders."""
    try:
        return storage.listdir(folder)
    except FileNotFoundError:
        return [], []


class SizedFile(_OfModel):
    """For a model with `file` and `size`: what a reader is told before downloading."""

    file: models.FileField
    size: models.PositiveIntegerField

    def save(self, *args, **kwargs) -> None:
        self.size = self.file.size if self.file else 0
        super().save(*args, **kwargs)

    @property
    def format(self) -> str:
        name = self.file.name or ""
        return name.rpartition(".")[2].upper()

"""Where files lie: written so that what was acknowledged survives a power cut."""

import os
import uuid
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class DurableStorage(FileSystemStorage):
    """Django's file storage calls no fsync: file and folder are synced before the answer."""

    def _save(self, name: str, content: File) -> str:
        name = super()._save(name, content)  # type: ignore[misc]
        path = Path(self.path(name))
        with path.open("rb") as handle:
            os.fsync(handle.fileno())
        _sync_folder(path.parent)
        return name


class PrivateStorage(DurableStorage):
    """Files of applicants: outside every public folder, under names that say nothing."""

    def __init__(self, **options) -> None:
        options.setdefault("location", str(settings.PRIVATE_ROOT))
        super().__init__(**options)

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no address; a view checks permission and sends it.")

    def keep(self, content: bytes) -> str:
        """Store bytes under a random key and return the key."""
        key = uuid.uuid4().hex
        return self.save(f"{key[:2]}/{key}", ContentFile(content))


class SizedFile:
    """For a model with `file` and `size`: what a reader is told before downloading."""

    def save(self, *args, **kwargs) -> None:
        self.size = self.file.size if self.file else 0  # type: ignore[attr-defined]
        super().save(*args, **kwargs)  # type: ignore[misc]

    @property
    def format(self) -> str:
        return self.file.name.rpartition(".")[2].upper()  # type: ignore[attr-defined]

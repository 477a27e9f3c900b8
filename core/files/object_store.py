"""Files in an object store that speaks S3: for a portal on more than one machine.

An object is there whole or not at all, under names that say nothing of a person. Readers never
come to the store: the portal sends public files too, from its own address (portal/media.py).
"""

import errno
from collections.abc import Callable
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from storages.backends.s3 import S3Storage

from core.files.storage import PrivateFiles

#: seconds until a store that says nothing is given up
CONNECTING, ANSWERING = 3, 20


class StoreFailed(OSError):
    """The object store did not answer, or refused: as a disk that fails."""

    def __init__(self, error: Exception) -> None:
        super().__init__(errno.EIO, f"object store: {type(error).__name__}")


def _as_a_disk(method: Callable) -> Callable:
    """The method, failing as a file system does."""

    def failing_as_a_disk(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return method(self, *args, **kwargs)
        except (BotoCoreError, ClientError) as error:
            raise StoreFailed(error) from error

    return failing_as_a_disk


class ObjectStore(S3Storage):
    """django-storages' S3 with short waits, nothing public, and errors like those of a disk."""

    def get_default_settings(self) -> dict[str, Any]:
        return super().get_default_settings() | {
            "file_overwrite": False,
            "default_acl": None,
            "client_config": Config(
                connect_timeout=CONNECTING,
                read_timeout=ANSWERING,
                retries={"max_attempts": 2},
                s3={"addressing_style": "path"},
                signature_version="s3v4",
            ),
        }

    @_as_a_disk
    def _open(self, name: str, mode: str = "rb"):
        opened = super()._open(name, mode)
        opened.file.seek(0)  # fetched now: a fault is told here
        return opened

    _save = _as_a_disk(S3Storage._save)
    delete = _as_a_disk(S3Storage.delete)
    exists = _as_a_disk(S3Storage.exists)
    listdir = _as_a_disk(S3Storage.listdir)
    size = _as_a_disk(S3Storage.size)
    get_modified_time = _as_a_disk(S3Storage.get_modified_time)

    def url(self, name, parameters=None, expire=None, http_method=None) -> str:
        """On our own host, as on one machine."""
        return f"{settings.MEDIA_URL}{name}"


class PrivateObjectStore(PrivateFiles, ObjectStore):
    """Files of applicants."""

"""In which state the public pages are now: a short text that changes whenever one of them may."""

import hashlib
import logging
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from core.keeping import changes, due

log = logging.getLogger(__name__)

#: seconds after which a process asks the database again, whatever the hint says
ASKED_EVERY = 1.0


def release() -> str:
    """Of the code and the templates this process runs: what another release made is not served."""
    root = Path(settings.BASE_DIR)
    folders = {
        Path(app.path)
        for app in apps.get_app_configs()
        if Path(app.path).parent == root
    }
    digest = hashlib.sha256()
    for folder in sorted({*folders, root / "templates", root / "locale"}):
        for path in sorted(folder.rglob("*.*")):
            if path.suffix != ".pyc":
                stamp = path.stat().st_mtime_ns
                digest.update(f"{path}{stamp}".encode())
    return digest.hexdigest()[:12]


@dataclass(frozen=True)
class State:
    """`key` names the state; it holds from `since` until `until` (seconds since 1970)."""

    key: str
    version: str
    since: float
    until: float
    asked_at: float
    hint: bytes

    def holds(self, now: float, hint: bytes) -> bool:
        return (
            self.hint == hint
            and self.since <= now < self.until
            and 0 <= time.monotonic() - self.asked_at < ASKED_EVERY
        )


class CurrentState:
    """Asks the database at most once a second, and at once after a change on this machine."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: State | None = None
        self._release = ""

    def read(self) -> State | None:
        """None while the database cannot be asked and never could."""
        hint = changes.HINT.read()
        state = self._state
        if state and state.holds(time.time(), hint):
            return state
        with self._lock:
            state = self._state
            if state and state.holds(time.time(), hint):
                return state
            try:
                self._state = self._ask(hint)
            except DatabaseError:
                log.exception("The content's version could not be read")
        return self._state

    def _ask(self, hint: bytes) -> State:
        connection.close_if_unusable_or_obsolete()
        asked_at = time.monotonic()
        version = changes.read_version()
        now = timezone.now()
        before = self._state
        if (
            before
            and before.version == version
            and before.since <= now.timestamp() < before.until
        ):
            since, until = before.since, before.until
        else:
            since, until = now.timestamp(), due.next_due(now).timestamp()
        self._release = self._release or release()
        key = f"{self._release}.{version}.{until}"
        return State(key, version, since, until, asked_at, hint)


CURRENT = CurrentState()

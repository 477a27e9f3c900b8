"""Where kept pages lie: the newest in the memory of the process, all in the cache `pages`."""

import contextlib
import fcntl
import hashlib
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.cache import caches

from core.keeping import encodings

log = logging.getLogger(__name__)

MEMORY_BYTES = 8 * 1024 * 1024
#: seconds; a state of the site never lasts longer (core/keeping/due.py)
KEPT_SECONDS = 600
#: seconds for which a page that fails may be answered with its last good one
GOOD_SECONDS = 600
LOCKS = 64
#: seconds that one waits for another who makes the same page
PATIENCE = 10.0

Headers = list[tuple[str, str]]


@dataclass
class Page:
    """An answer of 200 as it was made: its headers and its body, and the body compressed."""

    headers: Headers
    body: bytes
    content_type: str
    tag: str = ""
    encoded: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tag = self.tag or hashlib.sha256(self.body).hexdigest()[:32]

    def body_in(self, accepted: str) -> tuple[bytes, str]:
        """(body, its encoding) for an Accept-Encoding header."""
        if not encodings.is_text(self.content_type):
            return self.body, encodings.IDENTITY
        wanted = encodings.encoding_of(accepted)
        if wanted not in self.encoded:
            self.encoded[wanted] = encodings.compressed(self.body, accepted)
        return self.encoded[wanted]


class Memory:
    """The pages that were asked for last, up to so many bytes."""

    def __init__(self, most: int = MEMORY_BYTES) -> None:
        self.most = most
        self._pages: OrderedDict[str, tuple[Page, int]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def count(self) -> int:
        return len(self._pages)

    def get(self, name: str) -> Page | None:
        with self._lock:
            entry = self._pages.get(name)
            if entry is None:
                return None
            self._pages.move_to_end(name)
            return entry[0]

    def put(self, name: str, page: Page) -> None:
        # room for its compressed bodies, which are made when they are asked for
        size = len(page.body) * 2
        with self._lock:
            self._drop(name)
            self._pages[name] = (page, size)
            self._bytes += size
            while self._bytes > self.most and len(self._pages) > 1:
                self._drop(next(iter(self._pages)))

    def _drop(self, name: str) -> None:
        if entry := self._pages.pop(name, None):
            self._bytes -= entry[1]


class Recent:
    """The names that were added last, up to so many."""

    def __init__(self, most: int = 5000) -> None:
        self.most = most
        self._names: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def add(self, name: str) -> None:
        with self._lock:
            self._names[name] = None
            while len(self._names) > self.most:
                self._names.popitem(last=False)


class Store:
    """Memory first, then the cache that all processes share. A cache that fails is no cache."""

    def __init__(self) -> None:
        self.memory = Memory()

    def get(self, name: str) -> Page | None:
        page = self.memory.get(name)
        if page is None:
            page = self._of_cache(name)
            if page is not None:
                self.memory.put(name, page)
        return page

    def put(self, name: str, page: Page, address: str) -> None:
        self.memory.put(name, page)
        self._to_cache(name, page, KEPT_SECONDS)
        self._to_cache(f"good:{address}", page, GOOD_SECONDS)

    def last_good(self, address: str) -> Page | None:
        return self._of_cache(f"good:{address}")

    def forget_good(self, address: str) -> None:
        """The address answers something else now, and must not come back by a fault."""
        try:
            caches["pages"].delete(f"good:{address}")
        except Exception:
            log.exception("A kept page could not be taken out")

    def _of_cache(self, name: str) -> Page | None:
        try:
            return caches["pages"].get(name)
        except Exception:
            log.exception("A kept page could not be read")
            return None

    def _to_cache(self, name: str, page: Page, seconds: int) -> None:
        try:
            caches["pages"].set(name, page, seconds)
        except Exception:
            log.exception("A page could not be kept")


class Makers:
    """One maker for a page at a time on this machine: in the process by a lock, between processes
    by a locked file.
    """

    def __init__(self) -> None:
        self._locks = [threading.Lock() for _ in range(LOCKS)]

    @contextlib.contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """Waits for whoever makes it now, but not for ever."""
        number = int(name[:8], 16) % LOCKS
        until = time.monotonic() + PATIENCE
        is_held = self._locks[number].acquire(timeout=PATIENCE)
        try:
            with _locked_file(number, until):
                yield
        finally:
            if is_held:
                self._locks[number].release()


@contextlib.contextmanager
def _locked_file(number: int, until: float) -> Iterator[None]:
    folder = Path(settings.VAR_DIR) / "making"
    folder.mkdir(exist_ok=True)
    with (folder / str(number)).open("a") as file:
        while time.monotonic() < until:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                time.sleep(0.005)
        yield  # closing the file unlocks it

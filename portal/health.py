"""What machines ask: does the process run, and can it serve?"""

import datetime as dt
import os
from pathlib import Path

from django.core.cache import caches
from django.core.files.storage import FileSystemStorage, storages
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mailing.models import Failure, Letter

LATE_LETTER = dt.timedelta(minutes=30)
#: letters to so many people that wait in vain tell of the mail server, not of an address
MANY = 3


@never_cache
def healthz(request) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _passes(check) -> bool:
    try:
        return bool(check())
    except (DatabaseError, OSError):
        return False


def _database_answers() -> bool:
    connection.ensure_connection()
    return True


def cache_answers() -> bool:
    """Whether Redis does; the memory of one process always."""
    answers = getattr(caches["default"], "answers", None)
    return answers is None or answers()


def _files_can_be_kept() -> bool:
    """Folders are there and writable; an object store answers."""
    for name in ("default", "private"):
        place = storages[name]
        if isinstance(place, FileSystemStorage):
            folder = Path(place.location)
            folder.mkdir(parents=True, exist_ok=True)
            if not os.access(folder, os.W_OK):
                return False
        else:
            place.exists("readyz")
    return True


def _letters_leave() -> bool:
    """Whether the outbox moves. A letter that nobody tries is late; one that fails again and again
    is the fault of its address, unless nothing has left since.
    """
    before = timezone.now() - LATE_LETTER
    late = Letter.objects.waiting().filter(created_at__lt=before)
    if late.filter(tries=0).exists():
        return False
    addresses = late.values("email").distinct().count()
    has_sent = Letter.objects.filter(sent_at__gte=before).exists()
    return addresses < MANY or has_sent


def _count_stuck() -> dict[str, int]:
    """What waits for a person to look at it; it never makes the portal unready."""
    try:
        return {
            "letters": Letter.objects.given_up().count(),
            "work": Failure.objects.count(),
        }
    except DatabaseError:
        return {}


@never_cache
def readyz(request) -> JsonResponse:
    """Database, migrations, storage, the outbox: 200 when all are well, else 503.

    Beside them what the portal serves without: the cache, and what is stuck, counted (staff see it
    at /office/stuck/).
    """
    checks = {
        "database": _passes(_database_answers),
        "migrations": _passes(_is_migrated),
        "storage": _passes(_files_can_be_kept),
        "outbox": _passes(_letters_leave),
    }
    return JsonResponse(
        {**checks, "cache": cache_answers(), "stuck": _count_stuck()},
        status=200 if all(checks.values()) else 503,
    )

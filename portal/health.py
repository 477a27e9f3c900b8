"""What machines ask: does the process run, and can it serve?"""

import datetime as dt
import os
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from core.files.storage import private_storage
from mailing.models import Letter

LATE_LETTER = dt.timedelta(minutes=30)


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


def _cache_remembers() -> bool:
    cache.set("readyz", 1, 10)
    return cache.get("readyz") == 1


def _folders_are_writable() -> bool:
    folders = [Path(settings.MEDIA_ROOT), Path(private_storage().location)]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    return all(os.access(folder, os.W_OK) for folder in folders)


def _no_late_letters() -> bool:
    return not Letter.objects.filter(
        sent_at=None, created_at__lt=timezone.now() - LATE_LETTER
    ).exists()


@never_cache
def readyz(request) -> JsonResponse:
    """Database, migrations, cache, storage, age of the outbox: 200 when all are well, else 503."""
    checks = {
        "database": _passes(_database_answers),
        "migrations": _passes(_is_migrated),
        "cache": _passes(_cache_remembers),
        "storage": _passes(_folders_are_writable),
        "outbox": _passes(_no_late_letters),
    }
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)

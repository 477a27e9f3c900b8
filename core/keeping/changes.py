"""The content's version: raised in the transaction that changes what public pages show.

Each such transaction writes one row, and the version is how many rows there are and the last one.
So two transactions never wait for each other, and one that commits after a younger one still
changes the version. What counts is the table that is written to, whoever writes: a form, a
command, a bulk update. A table is shown unless it is named here as hidden, so that a new one is
never forgotten.
"""

import mmap
import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

TABLE = "core_contentchange"
_WRITES = re.compile(
    r"\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|TRUNCATE(?: TABLE)?)\s+[\"`]?(\w+)",
    re.IGNORECASE,
)

_shown_tables: set[str] = set()


def register_shown(app_labels: Iterable[str], hidden: Iterable[str]) -> None:
    """All tables of these apps are shown by public pages, but for the hidden models.

    `hidden`: as "app.Model". Raises LookupError for a model that is not there.
    """
    models = [
        model
        for label in app_labels
        for model in apps.get_app_config(label).get_models(
            include_auto_created=True
        )
    ]
    unseen = {apps.get_model(name)._meta.db_table for name in hidden}
    tables = {model._meta.db_table for model in models}
    _shown_tables.update(tables - unseen)


def is_shown(table: str) -> bool:
    return table in _shown_tables


def note_writes(
    execute,
    sql,
    params,
    many,
    context,
):
    """Stands around every statement of a connection (`execute_wrappers`)."""
    result = execute(sql, params, many, context)
    written = _WRITES.match(sql) if isinstance(sql, str) else None
    if written and is_shown(written[1]):
        _note(context["connection"])
    return result


def watch(connection: BaseDatabaseWrapper, **kwargs) -> None:
    """Receiver of `connection_created`."""
    if note_writes not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, note_writes)


def _note(connection: BaseDatabaseWrapper) -> None:
    """One row for a transaction; a savepoint that is rolled back takes its note with it."""
    if any(entry[1] == HINT.give for entry in connection.run_on_commit):
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} (at, token) VALUES (%s, %s)",  # noqa: S608 - our own name
            [
                connection.ops.adapt_datetimefield_value(timezone.now()),
                _new_token(),
            ],
        )
    transaction.on_commit(HINT.give, using=connection.alias)


def read_version() -> str:
    """What the database says now."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT COUNT(*) FROM {TABLE}), id, token"  # noqa: S608
            f" FROM {TABLE} ORDER BY id DESC LIMIT 1"
        )
        parts = cursor.fetchone() or (0, 0, 0)
    return ".".join(map(str, parts))


def _new_token() -> int:
    return secrets.randbits(62)


def forget_changes(before) -> int:
    """Delete the rows before an instant. What is left is a version that never was."""
    rows = apps.get_model("core", "ContentChange")._default_manager
    with transaction.atomic():
        rows.create(token=_new_token())
        return rows.filter(at__lt=before).delete()[0]


class Hint:
    """Eight bytes that all processes of this machine see at once: others after each change.

    It saves asking the database on every request, and nothing more: whoever cannot write it is
    found out within a second (core/keeping/state.py).
    """

    SIZE = 8

    def __init__(self) -> None:
        self._map: mmap.mmap | None = None

    def _open(self) -> mmap.mmap:
        if self._map is None:
            path = Path(settings.VAR_DIR) / "content-changed"
            with path.open("a+b") as file:
                file.truncate(self.SIZE)
                self._map = mmap.mmap(file.fileno(), self.SIZE)
        return self._map

    def give(self) -> None:
        self._open()[:] = os.urandom(self.SIZE)

    def read(self) -> bytes:
        return bytes(self._open())


HINT = Hint()

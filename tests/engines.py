"""How a test database is copied and put back, on either engine."""

import shutil
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import connection, transaction


class Engine(Protocol):
    """One worker's way to its copies; a *template* is a database that nobody writes to any more."""

    def template(self, label: str) -> str:
        """The name of a template."""

    def copy(self, source: str, target: str) -> None:
        """Make a database that equals another."""

    def drop(self, name: str) -> None:
        """Remove a database if it is there."""

    def keep(self, label: str) -> None:
        """Note what `renew` needs of the template that is connected to and has just been made."""

    def renew(self, label: str) -> None:
        """Connect to a copy of the template which nobody has written to."""

    def leave(self) -> None:
        """Remove this worker's own database."""


def connect(name: str) -> None:
    """Every thread of this process uses the named database from now on."""
    connection.close()
    connection.settings_dict["NAME"] = name


class SqliteFiles:
    """On SQLite a database is a file."""

    def __init__(self, folder: Path, worker: str):
        self.folder, self.worker, self.copies = folder, worker, 0
        connection.settings_dict["OPTIONS"]["init_command"] += (
            "PRAGMA synchronous=OFF;"
        )

    def template(self, label: str) -> str:
        return str(self.folder / f"{label}.sqlite3")

    def copy(self, source: str, target: str) -> None:
        shutil.copyfile(source, target)

    def drop(self, name: str) -> None:
        for tail in ("", "-wal", "-shm"):
            Path(name + tail).unlink(missing_ok=True)

    def keep(self, label: str) -> None:
        """The file is all there is."""

    def renew(self, label: str) -> None:
        """The copy has a name of its own: a thread of the browser's server may close the former one
        late, and SQLite would then remove the journal that goes by the same name."""
        self.leave()
        self.copies += 1
        self.copy(self.template(label), self._own())
        connect(self._own())

    def leave(self) -> None:
        connection.close()
        self.drop(self._own())

    def _own(self) -> str:
        return str(self.folder / f"{self.worker}-{self.copies}.sqlite3")


NOT_EMPTY = "SELECT '{0}' WHERE EXISTS (SELECT FROM {0})"
OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SEQUENCES = """
SELECT format('%I', sequencename), last_value FROM pg_sequences WHERE schemaname = 'public'
"""


class PostgresDatabases:
    """On PostgreSQL the server copies a database; one that is there already is emptied and filled.

    Copying and dropping make a checkpoint each, about two seconds where others use the disk;
    deleting
    and filling a tenth of one. Only a superuser may do the latter without waking triggers.
    """

    def __init__(self, folder: Path, worker: str):
        given = connection.settings_dict
        self.folder, self.worker, self.is_there = folder, worker, False
        self.base = (
            given["TEST"]["NAME"]
            or f"test_{settings.DATABASES['default']['NAME']}"
        )
        given["OPTIONS"]["options"] = "-c synchronous_commit=off"

    def template(self, label: str) -> str:
        return f"{self.base}_{label}"

    def copy(self, source: str, target: str) -> None:
        self.drop(target)
        self._run("CREATE DATABASE {} TEMPLATE {}", target, source)

    def drop(self, name: str) -> None:
        """Even if a thread of the browser's server still holds its connection."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def keep(self, label: str) -> None:
        rows = self._rows(label)
        shutil.rmtree(rows, ignore_errors=True)
        rows.mkdir()
        with connection.cursor() as cursor:
            for table in self._tables_with_rows(cursor):
                with (rows / f"{table}.copy").open("wb") as file:
                    cursor.copy_expert(
                        f"COPY {table} TO STDOUT (FORMAT binary)", file
                    )
            cursor.execute(SEQUENCES)
            (rows / "sequences").write_text(
                "\n".join(f"{name} {last}" for name, last in cursor)
            )

    def renew(self, label: str) -> None:
        connect(self._own())
        if self.is_there and self._is_superuser():
            self._refill(self._rows(label))
        else:
            self.copy(self.template(label), self._own())
            self.is_there = True

    def leave(self) -> None:
        connection.close()
        self.drop(self._own())

    def _own(self) -> str:
        return f"{self.base}_{self.worker}"

    def _rows(self, label: str) -> Path:
        return self.folder / f"{label}.rows"

    def _run(self, sql: str, *names: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(sql.format(*map(connection.ops.quote_name, names)))

    def _is_superuser(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
            )
            return cursor.fetchone()[0]

    def _tables_with_rows(self, cursor) -> list[str]:
        tables = connection.introspection.table_names(cursor)
        cursor.execute(
            " UNION ALL ".join(NOT_EMPTY.format(table) for table in tables)
        )
        return [table for (table,) in cursor]

    def _refill(self, rows: Path) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(OTHERS)
            cursor.execute(
                "SET LOCAL session_replication_role = replica"
            )  # triggers and keys sleep
            for table in self._tables_with_rows(cursor):
                cursor.execute(f"DELETE FROM {table}")
            for file in rows.glob("*.copy"):
                with file.open("rb") as content:
                    cursor.copy_expert(
                        f"COPY {file.stem} FROM STDIN (FORMAT binary)", content
                    )
            for line in (rows / "sequences").read_text().splitlines():
                name, last = line.split()
                is_used = last != "None"
                cursor.execute(
                    "SELECT setval(%s, %s, %s)",
                    [name, last if is_used else 1, is_used],
                )

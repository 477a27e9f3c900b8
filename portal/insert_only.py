"""Tables whose rows the database itself refuses to change or delete, on both engines.

Django rebuilds SQLite tables on some ALTERs and drops their triggers with them: repeat
`insert_only(table)` in any migration that touches such a table.
"""

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython

#: every table held this way; a test compares it with the triggers in the database
TABLES = (
    "applications_version",
    "applications_statuschange",
    "applications_lotopening",
    "calls_callrevision",
    "calls_deadlineextension",
)

SQLITE = """
CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION portal_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME USING ERRCODE =
  'integrity_constraint_violation';
END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
FOR EACH {each} EXECUTE FUNCTION portal_insert_only()
"""


def events(db: BaseDatabaseWrapper) -> tuple[str, ...]:
    return (
        ("update", "delete", "truncate")
        if db.vendor == "postgresql"
        else ("update", "delete")
    )


def hold(table: str, db: BaseDatabaseWrapper = connection) -> None:  # type: ignore[assignment]
    """Create the triggers of one table."""
    release(table, db)
    with db.cursor() as cursor:
        if db.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for event in events(db):
            each = "STATEMENT" if event == "truncate" else "ROW"
            template = POSTGRESQL if db.vendor == "postgresql" else SQLITE
            cursor.execute(template.format(table=table, event=event, each=each))


def release(table: str, db: BaseDatabaseWrapper = connection) -> None:  # type: ignore[assignment]
    """Drop them: only for a migration that rebuilds the table, and for emptying a test database."""
    on = f" ON {table}" if db.vendor == "postgresql" else ""
    with db.cursor() as cursor:
        for event in events(db):
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{on}")


def insert_only(table: str) -> RunPython:
    """The migration operation."""
    return RunPython(
        lambda apps, editor: hold(table, editor.connection),
        lambda apps, editor: release(table, editor.connection),
    )

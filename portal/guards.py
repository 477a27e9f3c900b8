"""Rows that the database itself refuses to change once something has happened: a form that is
published.

A guard is a trigger with a condition, in SQL that both engines read; `insert_only` is the stricter
kind without any. Django rebuilds SQLite tables on some ALTERs and drops their triggers with them:
repeat `guard(...)` in any migration that touches such a table.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython

SQLITE = """
CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{says}'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {condition} THEN
    RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$
"""
POSTGRESQL = (
    "CREATE TRIGGER {name} BEFORE {event} ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION {name}()"
)


@dataclass(frozen=True)
class Guard:
    """One refusal: `event` on `table` while `condition` (of OLD and NEW) holds; `says` names the
    reason.
    """

    table: str
    event: str
    condition: str
    says: str

    @property
    def name(self) -> str:
        return f"{self.table}_{self.event}_guard"

    def hold(self, db: BaseDatabaseWrapper = connection) -> None:  # type: ignore[assignment]
        self.release(db)
        parts = {
            "name": self.name,
            "event": self.event,
            "table": self.table,
            "says": self.says,
        }
        with db.cursor() as cursor:
            if db.vendor == "postgresql":
                cursor.execute(
                    POSTGRESQL_FUNCTION.format(
                        **parts, condition=self.condition
                    )
                )
                cursor.execute(POSTGRESQL.format(**parts))
            else:
                cursor.execute(SQLITE.format(**parts, condition=self.condition))

    def release(self, db: BaseDatabaseWrapper = connection) -> None:  # type: ignore[assignment]
        """For a migration that rebuilds the table, and for emptying a test database."""
        on = f" ON {self.table}" if db.vendor == "postgresql" else ""
        with db.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER IF EXISTS {self.name}{on}")


def guard(*guards: Guard) -> RunPython:
    """The migration operation."""

    def hold(apps, editor):
        for one in guards:
            one.hold(editor.connection)

    def release(apps, editor):
        for one in guards:
            one.release(editor.connection)

    return RunPython(hold, release)

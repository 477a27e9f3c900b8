"""Rows that the database itself refuses to change, on both engines, whoever asks.

A trigger refuses one kind of change of a table while a condition holds; the condition is SQL
that both engines read. Django rebuilds SQLite tables on some ALTERs and drops their triggers
with them: repeat `create_triggers(…)` in any migration that touches such a table.
"""

from dataclasses import dataclass

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython

ALWAYS = "TRUE"
SQLITE = """
CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{reason}'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {condition} THEN
    RAISE EXCEPTION '{reason}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$
"""
POSTGRESQL_TRIGGER = """
CREATE TRIGGER {name} BEFORE {event} ON {table}
FOR EACH {unit} EXECUTE FUNCTION {name}()
"""


def default_database() -> BaseDatabaseWrapper:
    return connections["default"]


@dataclass(frozen=True)
class Trigger:
    """One refusal: of `event` on `table` while `condition` (of OLD and NEW) holds.

    `event` is insert, update, delete or, where the engine knows it, truncate; `reason` is
    what the error says.
    """

    table: str
    event: str
    reason: str
    condition: str = ALWAYS
    #: tells it from another of the same event on the same table
    what: str = ""

    @property
    def name(self) -> str:
        parts = (self.table, self.event, self.what, "refused")
        return "_".join(part for part in parts if part)

    def exists_on(self, vendor: str) -> bool:
        """SQLite has no TRUNCATE to refuse."""
        return self.event != "truncate" or vendor == "postgresql"

    def create(self, database: BaseDatabaseWrapper | None = None) -> None:
        database = database or default_database()
        if not self.exists_on(database.vendor):
            return
        self.drop(database)
        with database.cursor() as cursor:
            for statement in self._statements(database.vendor):
                cursor.execute(statement)

    def drop(self, database: BaseDatabaseWrapper | None = None) -> None:
        """For a migration that rebuilds the table, and for a world built out of order."""
        database = database or default_database()
        if not self.exists_on(database.vendor):
            return
        where = f" ON {self.table}" if database.vendor == "postgresql" else ""
        with database.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER IF EXISTS {self.name}{where}")

    def _statements(self, vendor: str) -> list[str]:
        parts = {
            "name": self.name,
            "event": self.event,
            "table": self.table,
            "reason": self.reason,
            "condition": self.condition,
            "unit": "STATEMENT" if self.event == "truncate" else "ROW",
        }
        if vendor == "postgresql":
            templates = [POSTGRESQL_FUNCTION, POSTGRESQL_TRIGGER]
        else:
            templates = [SQLITE]
        return [template.format(**parts) for template in templates]


def insert_only(table: str) -> tuple[Trigger, ...]:
    """The triggers of a table whose rows stay as they were written."""
    return tuple(
        Trigger(table, event, f"{table} is insert-only")
        for event in ("update", "delete", "truncate")
    )


def _creating(triggers: tuple[Trigger, ...]):
    def create(apps, editor) -> None:
        for trigger in triggers:
            trigger.create(editor.connection)

    return create


def _dropping(triggers: tuple[Trigger, ...]):
    def drop(apps, editor) -> None:
        for trigger in triggers:
            trigger.drop(editor.connection)

    return drop


def create_triggers(*triggers: Trigger) -> RunPython:
    """The migration operation."""
    return RunPython(_creating(triggers), _dropping(triggers))


def drop_triggers(*triggers: Trigger) -> RunPython:
    """The migration operation before a table is rebuilt that they stand on or ask."""
    return RunPython(_dropping(triggers), _creating(triggers))


_registered: list[Trigger] = []


def register_triggers(*triggers: Trigger) -> None:
    """Each app names its triggers, so that a test can compare them with the database's."""
    _registered.extend(triggers)


def registered_triggers() -> list[Trigger]:
    return list(_registered)


def existing_triggers() -> set[str]:
    """The names of all triggers of ours that the database has."""
    database = default_database()
    if database.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with database.cursor() as cursor:
        cursor.execute(query)
        names = {name for (name,) in cursor.fetchall()}
    return {name for name in names if name.endswith("_refused")}

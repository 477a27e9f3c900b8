"""The log is written and never changed, whoever asks."""

from core.database.triggers import Trigger

TABLE = "auditlog_logentry"
KEPT = f"{TABLE} is insert-only"
#: when an account is deleted, the log forgets whose it was and nothing else
NOT_ONLY_THE_ACTOR = (
    "NOT (OLD.actor_id IS NOT NULL AND NEW.actor_id IS NULL"
    " AND NEW.id = OLD.id AND NEW.object_repr = OLD.object_repr"
    " AND NEW.action = OLD.action AND NEW.timestamp = OLD.timestamp"
    " AND COALESCE(CAST(NEW.changes AS TEXT), '')"
    " = COALESCE(CAST(OLD.changes AS TEXT), ''))"
)
TRIGGERS = (
    Trigger(TABLE, "update", KEPT, NOT_ONLY_THE_ACTOR),
    Trigger(TABLE, "delete", KEPT),
    Trigger(TABLE, "truncate", KEPT),
)

"""The log is written and never changed, whoever asks."""

from core.database.triggers import Trigger

TABLE = "auditlog_logentry"
KEPT = "the log of changes is not changed"
#: when an account is deleted, the log forgets whose it was and nothing else
NOT_ONLY_THE_ACTOR = (
    "NEW.actor_id IS NOT NULL OR NEW.object_repr <> OLD.object_repr"
    " OR NEW.action <> OLD.action OR NEW.timestamp <> OLD.timestamp"
    " OR CAST(NEW.changes AS TEXT) <> CAST(OLD.changes AS TEXT)"
)
TRIGGERS = (
    Trigger(TABLE, "update", KEPT, NOT_ONLY_THE_ACTOR),
    Trigger(TABLE, "delete", KEPT),
    Trigger(TABLE, "truncate", KEPT),
)

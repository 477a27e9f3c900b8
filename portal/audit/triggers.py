"""The log is written and never changed, whoever asks."""

from accounts.triggers import NO_ERASURE
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
#: and an erasure takes a person's words away; whose, what and when stay
NOT_AN_ERASURE = (
    f"{NO_ERASURE} OR NEW.id <> OLD.id OR NEW.action <> OLD.action"
    " OR NEW.timestamp <> OLD.timestamp OR NEW.object_pk <> OLD.object_pk"
    " OR COALESCE(NEW.actor_id, 0) <> COALESCE(OLD.actor_id, 0)"
)
TRIGGERS = (
    Trigger(
        TABLE, "update", KEPT, f"{NOT_ONLY_THE_ACTOR} AND ({NOT_AN_ERASURE})"
    ),
    Trigger(TABLE, "delete", KEPT),
    Trigger(TABLE, "truncate", KEPT),
)

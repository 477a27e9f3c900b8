"""What the database itself holds of people."""

from core.database.triggers import Trigger, insert_only

PERSON_CHANGES = "accounts_personchange"
#: true but inside an erasure, which its own transaction alone can see (erasures.OpenErasure)
NO_ERASURE = "NOT EXISTS (SELECT 1 FROM accounts_openerasure)"
#: an erasure takes the reason's words away, and nothing else
NOT_THE_REASON_ALONE = (
    f"{NO_ERASURE} OR NEW.person_id <> OLD.person_id OR NEW.by_id <> OLD.by_id"
    " OR NEW.verb <> OLD.verb OR NEW.role <> OLD.role OR NEW.place <> OLD.place"
    " OR NEW.former_role <> OLD.former_role OR NEW.at <> OLD.at"
)
_UPDATE, *_OTHERS = insert_only(PERSON_CHANGES)
TRIGGERS = (
    Trigger(PERSON_CHANGES, "update", _UPDATE.reason, NOT_THE_REASON_ALONE),
    *_OTHERS,
)

"""What the database itself holds of calls: published forms stay, a deadline moves only by
extension.
"""

from portal.guards import Guard

PUBLISHED = "published forms are locked"
MOVED = "the deadline of a published call moves only by an extension"


def _version(column: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM calls_formversion v"
        f" WHERE v.id = {column} AND v.published_at IS NOT NULL)"
    )


def _section(column: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM calls_formsection s JOIN calls_formversion v ON v.id = s.version_id"
        f" WHERE s.id = {column} AND v.published_at IS NOT NULL)"
    )


def _question(column: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM calls_question q JOIN calls_formsection s ON s.id = q.section_id"
        " JOIN calls_formversion v ON v.id = s.version_id"
        f" WHERE q.id = {column} AND v.published_at IS NOT NULL)"
    )


def _parts(table: str, column: str, locked) -> tuple[Guard, ...]:
    """A part of a published version is neither changed, nor taken away, nor added."""
    old, new = locked(f"OLD.{column}"), locked(f"NEW.{column}")
    return (
        Guard(table, "insert", new, PUBLISHED),
        Guard(table, "update", f"{old} OR {new}", PUBLISHED),
        Guard(table, "delete", old, PUBLISHED),
    )


def _published_call(column: str) -> str:
    return f"EXISTS (SELECT 1 FROM calls_call c WHERE c.id = {column} AND c.status <> 'draft')"


EXTENDED = (
    "EXISTS (SELECT 1 FROM calls_deadlineextension e WHERE e.lot_id = OLD.id"
    " AND e.previous = OLD.closes_at AND e.closes_at = NEW.closes_at)"
)
MOVES = (
    "OLD.closes_at IS NOT NULL AND (NEW.closes_at IS NULL OR NEW.closes_at <> OLD.closes_at)"
    f" AND {_published_call('OLD.call_id')} AND NOT {EXTENDED}"
)

FORMS = (
    Guard(
        "calls_formversion", "update", "OLD.published_at IS NOT NULL", PUBLISHED
    ),
    Guard(
        "calls_formversion", "delete", "OLD.published_at IS NOT NULL", PUBLISHED
    ),
    *_parts("calls_formsection", "version_id", _version),
    *_parts("calls_question", "section_id", _section),
    *_parts("calls_questionoption", "question_id", _question),
    *_parts("calls_questioncolumn", "question_id", _question),
)
LOTS = (
    Guard("calls_lot", "update", MOVES, MOVED),
    Guard(
        "calls_lot",
        "delete",
        _published_call("OLD.call_id"),
        "a lot of a published call stays",
    ),
)
CALLS = (
    Guard(
        "calls_call",
        "update",
        "OLD.status <> 'draft' AND (NEW.status = 'draft' OR (OLD.is_sealed AND NOT NEW.is_sealed)"
        " OR (NEW.is_historic AND NOT OLD.is_historic))",
        "a published call is cancelled, never hidden",
    ),
)
ALL = (*FORMS, *LOTS, *CALLS)

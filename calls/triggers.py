"""What the database itself holds of calls: published forms stay, a deadline moves only by
extension.
"""

from core.database.triggers import Trigger, insert_only

PUBLISHED = "published forms are locked"
MOVED = "the deadline of a published call moves only by an extension"
SCORED = "scoring has begun: criteria and thresholds stay as they are"


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


def _parts(table: str, column: str, locked) -> tuple[Trigger, ...]:
    """A part of a published version is neither changed, nor taken away, nor added."""
    old, new = locked(f"OLD.{column}"), locked(f"NEW.{column}")
    return (
        Trigger(table, "insert", PUBLISHED, new),
        Trigger(table, "update", PUBLISHED, f"{old} OR {new}"),
        Trigger(table, "delete", PUBLISHED, old),
    )


def _published_call(column: str) -> str:
    return f"EXISTS (SELECT 1 FROM calls_call c WHERE c.id = {column} AND c.status <> 'draft')"


EXTENDED = (
    "EXISTS (SELECT 1 FROM calls_deadlineextension e WHERE e.lot_id = OLD.id"
    " AND e.previous = OLD.closes_at AND e.closes_at = NEW.closes_at)"
)
DEADLINE_MOVES = (
    "OLD.closes_at IS NOT NULL AND (NEW.closes_at IS NULL OR NEW.closes_at <> OLD.closes_at)"
    f" AND {_published_call('OLD.call_id')} AND NOT {EXTENDED}"
)

SCORING_RULES = (
    "reviews_required",
    "third_review_gap",
    "overall_threshold",
    "is_blind",
    "tells_scores",
    "scoring_began_at",
)


def _differs(column: str) -> str:
    """As IS DISTINCT FROM, which an older SQLite does not know."""
    return (
        f"OLD.{column} <> NEW.{column}"
        f" OR (OLD.{column} IS NULL) <> (NEW.{column} IS NULL)"
    )


SCORING_RULES_CHANGE = "OLD.scoring_began_at IS NOT NULL AND ({})".format(
    " OR ".join(map(_differs, SCORING_RULES))
)


def _scored(row: str) -> str:
    """Whether a lot that this criterion holds for is being scored."""
    return (
        "EXISTS (SELECT 1 FROM calls_lot l WHERE l.scoring_began_at IS NOT NULL"
        f" AND l.call_id = {row}.call_id"
        f" AND ({row}.lot_id IS NULL OR {row}.lot_id = l.id))"
    )


SCORING = (
    Trigger(
        "calls_lot", "update", SCORED, SCORING_RULES_CHANGE, what="scoring"
    ),
    Trigger("calls_criterion", "insert", SCORED, _scored("NEW")),
    Trigger(
        "calls_criterion",
        "update",
        SCORED,
        f"{_scored('OLD')} OR {_scored('NEW')}",
    ),
    Trigger("calls_criterion", "delete", SCORED, _scored("OLD")),
)
FORMS = (
    Trigger(
        "calls_formversion", "update", PUBLISHED, "OLD.published_at IS NOT NULL"
    ),
    Trigger(
        "calls_formversion", "delete", PUBLISHED, "OLD.published_at IS NOT NULL"
    ),
    *_parts("calls_formsection", "version_id", _version),
    *_parts("calls_question", "section_id", _section),
    *_parts("calls_questionoption", "question_id", _question),
    *_parts("calls_questioncolumn", "question_id", _question),
)
LOTS = (
    Trigger("calls_lot", "update", MOVED, DEADLINE_MOVES),
    Trigger(
        "calls_lot",
        "delete",
        "a lot of a published call stays",
        _published_call("OLD.call_id"),
    ),
)
CALLS = (
    Trigger(
        "calls_call",
        "update",
        "a published call is cancelled, never hidden",
        "OLD.status <> 'draft'"
        " AND (NEW.status = 'draft'"
        " OR (OLD.is_sealed AND NOT NEW.is_sealed)"
        " OR (NEW.is_historic AND NOT OLD.is_historic))",
    ),
)
#: of the first migration; the rest came with the columns that they ask
FIRST_TRIGGERS = (
    *FORMS,
    *LOTS,
    *CALLS,
    *insert_only("calls_callrevision"),
    *insert_only("calls_deadlineextension"),
)
TRIGGERS = (*FIRST_TRIGGERS, *SCORING)

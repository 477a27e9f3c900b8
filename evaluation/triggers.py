"""What the database itself holds of evaluations."""

from accounts.triggers import NO_ERASURE
from core.database.triggers import Trigger, insert_only

SIGNED = "a ranking that is signed stays as it is"
RECORD = "what a ranking rests on stays as it was made"
UNSIGNED = "a ranking is signed by two people"
PUBLISHED = "a decision that is published stays"
SHOWN = "results that were published stay public"
OVER_BUDGET = "the awards of a lot stay within its budget"
LIMITS = "an award lies within the limits of its lot"
SCALE = "a score lies within the scale of its criterion"
CONCLUDED = "a check that is concluded stays as it is"

_LOT_OF_NEW = (
    "(SELECT a.lot_id FROM applications_application a"
    " WHERE a.id = NEW.application_id)"
)
_PUBLISHED_ALONE = " AND {}.published_at IS NOT NULL"


def _awarded(lot: str, among: str = "", but: str = "") -> str:
    """What the awards of a lot that stand come to: of each application the newest decision counts,
    `among` all of them or the published alone; `but`: one application left out.
    """
    return (
        "COALESCE((SELECT SUM(d.amount) FROM evaluation_decision d"
        " JOIN applications_application a ON a.id = d.application_id"
        f" WHERE a.lot_id = {lot} AND d.outcome = 'awarded'"
        f" AND a.state <> 'withdrawn'{among.format('d')}{but}"
        " AND NOT EXISTS (SELECT 1 FROM evaluation_decision later"
        " WHERE later.application_id = d.application_id"
        f" AND later.number > d.number{among.format('later')})"
        " AND NOT EXISTS (SELECT 1 FROM evaluation_awardresponse r"
        " WHERE r.decision_id = d.id AND NOT r.is_accepted)), 0)"
    )


_OTHERS = " AND d.application_id <> NEW.application_id"
_AWARDED_TO_OTHERS = _awarded(_LOT_OF_NEW, but=_OTHERS)
#: what is only prepared frees nothing yet
_PUBLISHED_TO_OTHERS = _awarded(_LOT_OF_NEW, _PUBLISHED_ALONE, _OTHERS)
_OVER_IN_PUBLIC = (
    "NEW.outcome = 'awarded' AND NEW.published_at IS NOT NULL"
    " AND EXISTS (SELECT 1 FROM calls_lot l"
    f" WHERE l.id = {_LOT_OF_NEW} AND l.budget IS NOT NULL"
    f" AND ROUND(100 * (NEW.amount + {_PUBLISHED_TO_OTHERS}))"
    " > ROUND(100 * l.budget))"
)
_OVER = (
    "NEW.outcome = 'awarded' AND EXISTS (SELECT 1 FROM calls_lot l"
    f" WHERE l.id = {_LOT_OF_NEW} AND l.budget IS NOT NULL"
    # in whole cents: SQLite adds decimals as floating numbers
    f" AND ROUND(100 * (NEW.amount + {_AWARDED_TO_OTHERS}))"
    " > ROUND(100 * l.budget))"
)
_OUTSIDE = (
    "NEW.outcome = 'awarded' AND EXISTS (SELECT 1 FROM calls_lot l"
    f" WHERE l.id = {_LOT_OF_NEW}"
    " AND (NEW.amount < l.grant_min OR NEW.amount > l.grant_max))"
)
_TWO_SIGNED = (
    "(SELECT COUNT(*) FROM evaluation_rankingsignature s"
    " WHERE s.ranking_id = NEW.id AND s.sha256 = NEW.sha256) >= 2"
)
_RECORD_CHANGED = (
    "OLD.record <> NEW.record OR OLD.sha256 <> NEW.sha256"
    " OR OLD.previous_sha256 <> NEW.previous_sha256"
    " OR OLD.lot_id <> NEW.lot_id OR OLD.number <> NEW.number"
)


def _signed(column: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM evaluation_ranking r"
        f" WHERE r.id = {column}"
        " AND (r.signed_at IS NOT NULL OR r.set_aside_at IS NOT NULL))"
    )


def _concluded(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM evaluation_check c"
        f" WHERE c.id = {row}.check_of_id AND c.outcome <> '')"
    )


def _published(column: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM evaluation_decision d"
        f" WHERE d.id = {column} AND d.published_at IS NOT NULL)"
    )


#: a budget below what is awarded of it already
_TOO_LOW = (
    "NEW.budget IS NOT NULL AND"
    f" (ROUND(100 * NEW.budget) < ROUND(100 * {_awarded('NEW.id')})"
    " OR ROUND(100 * NEW.budget) <"
    f" ROUND(100 * {_awarded('NEW.id', _PUBLISHED_ALONE)}))"
)
#: the public instant of results that decisions of this room have made known
_HIDDEN_AGAIN = (
    "(NEW.results_published_at IS NULL"
    " OR NEW.results_published_at > OLD.results_published_at)"
    " AND EXISTS (SELECT 1 FROM evaluation_evaluationentry e"
    " WHERE e.lot_id = OLD.id AND e.verb = 'publish')"
)
RANKINGS = (
    Trigger(
        "evaluation_ranking", "update", SIGNED, "OLD.signed_at IS NOT NULL"
    ),
    Trigger(
        "evaluation_ranking", "update", RECORD, _RECORD_CHANGED, what="record"
    ),
    Trigger(
        "evaluation_ranking",
        "update",
        UNSIGNED,
        f"NEW.signed_at IS NOT NULL AND NOT {_TWO_SIGNED}",
        what="signing",
    ),
    Trigger(
        "evaluation_ranking",
        "insert",
        UNSIGNED,
        "NEW.signed_at IS NOT NULL",
    ),
    Trigger("evaluation_ranking", "delete", SIGNED),
    Trigger("evaluation_ranking", "truncate", SIGNED),
    Trigger(
        "evaluation_rankingrow", "insert", SIGNED, _signed("NEW.ranking_id")
    ),
    Trigger(
        "evaluation_rankingsignature",
        "insert",
        SIGNED,
        _signed("NEW.ranking_id"),
    ),
    *insert_only("evaluation_rankingrow"),
    *insert_only("evaluation_rankingsignature"),
)
DECISIONS = (
    Trigger(
        "evaluation_decision",
        "update",
        PUBLISHED,
        "OLD.published_at IS NOT NULL",
    ),
    Trigger(
        "evaluation_decision",
        "delete",
        PUBLISHED,
        "OLD.published_at IS NOT NULL",
    ),
    Trigger("evaluation_decision", "truncate", PUBLISHED),
    Trigger("evaluation_decision", "insert", OVER_BUDGET, _OVER),
    Trigger("evaluation_decision", "update", OVER_BUDGET, _OVER, what="budget"),
    Trigger(
        "evaluation_decision",
        "insert",
        OVER_BUDGET,
        _OVER_IN_PUBLIC,
        what="published",
    ),
    Trigger(
        "evaluation_decision",
        "update",
        OVER_BUDGET,
        _OVER_IN_PUBLIC,
        what="published",
    ),
    Trigger("evaluation_decision", "insert", LIMITS, _OUTSIDE, what="limits"),
    Trigger("evaluation_decision", "update", LIMITS, _OUTSIDE, what="limits"),
    Trigger(
        "evaluation_decisionletter",
        "update",
        PUBLISHED,
        _published("OLD.decision_id"),
    ),
    Trigger(
        "evaluation_decisionletter",
        "delete",
        PUBLISHED,
        _published("OLD.decision_id"),
    ),
    Trigger("calls_lot", "update", OVER_BUDGET, _TOO_LOW, what="awards"),
    Trigger("calls_lot", "update", SHOWN, _HIDDEN_AGAIN, what="results"),
    *insert_only("evaluation_awardresponse"),
)
CHECKS = (
    Trigger(
        "evaluation_check",
        "update",
        CONCLUDED,
        "OLD.outcome <> '' AND NEW.outcome <> ''",
    ),
    Trigger("evaluation_check", "delete", CONCLUDED, "OLD.outcome <> ''"),
    Trigger("evaluation_checkline", "update", CONCLUDED, _concluded("OLD")),
    Trigger("evaluation_checkline", "delete", CONCLUDED, _concluded("OLD")),
    Trigger("evaluation_checkline", "insert", CONCLUDED, _concluded("NEW")),
)
REVIEWS = (
    *insert_only("evaluation_finalreview"),
    *insert_only("evaluation_score"),
    Trigger(
        "evaluation_score",
        "insert",
        SCALE,
        "NOT EXISTS (SELECT 1 FROM calls_criterion c"
        " WHERE c.id = NEW.criterion_id"
        " AND NEW.value >= c.scale_min AND NEW.value <= c.scale_max)",
    ),
)
_UPDATE, *_REST = insert_only("evaluation_filenote")
#: an erasure takes words out of a note, and changes nothing else of it
NOTES = (
    Trigger(
        "evaluation_filenote",
        "update",
        _UPDATE.reason,
        f"{NO_ERASURE} OR NEW.application_id <> OLD.application_id"
        " OR NEW.by_id <> OLD.by_id OR NEW.at <> OLD.at",
    ),
    *_REST,
)
TRIGGERS = (
    *CHECKS,
    *REVIEWS,
    *RANKINGS,
    *DECISIONS,
    *insert_only("evaluation_evaluationentry"),
    *NOTES,
)

"""What the database itself holds of applications, beside the insert-only tables."""

from portal.guards import Guard

AGREED = "an extension that was agreed on is not changed"
ASKED = "a request for completion is not changed"
ALL = (
    Guard(
        "applications_applicationextension",
        "update",
        "OLD.approved_at IS NOT NULL",
        AGREED,
    ),
    Guard(
        "applications_applicationextension",
        "delete",
        "OLD.approved_at IS NOT NULL",
        AGREED,
    ),
    Guard(
        "applications_completionrequest", "update", "OLD.id IS NOT NULL", ASKED
    ),
    Guard(
        "applications_completionrequest", "delete", "OLD.id IS NOT NULL", ASKED
    ),
)

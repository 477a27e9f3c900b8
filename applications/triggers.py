"""What the database itself holds of applications."""

from core.database.triggers import Trigger, insert_only

AGREED = "an extension that was agreed on is not changed"
REQUESTED = "a request for completion is not changed"

EXTENSIONS = (
    Trigger(
        "applications_applicationextension",
        "update",
        AGREED,
        "OLD.approved_at IS NOT NULL",
    ),
    Trigger(
        "applications_applicationextension",
        "delete",
        AGREED,
        "OLD.approved_at IS NOT NULL",
    ),
)
REOPENINGS = (
    Trigger(
        "applications_lotreopening",
        "update",
        AGREED,
        "OLD.approved_at IS NOT NULL",
    ),
    Trigger(
        "applications_lotreopening",
        "delete",
        AGREED,
        "OLD.approved_at IS NOT NULL",
    ),
)
COMPLETIONS = (
    Trigger("applications_completionrequest", "update", REQUESTED),
    Trigger("applications_completionrequest", "delete", REQUESTED),
)
TRIGGERS = (
    *EXTENSIONS,
    *REOPENINGS,
    *COMPLETIONS,
    *insert_only("applications_version"),
    *insert_only("applications_statuschange"),
    *insert_only("applications_lotopening"),
)

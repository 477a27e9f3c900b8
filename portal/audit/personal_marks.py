"""What the logs of libraries know of people: who did something, and whom its words mention."""

from core import personal_data as personal


def mark_logs() -> None:
    """Called once, when every app is ready."""
    personal.mark(
        "admin.LogEntry",
        personal.PersonalData(
            did=("user",),
            mentions=("object_repr", "change_message"),
            texts=personal.MACHINE,
        ),
    )
    personal.mark(
        "auditlog.LogEntry",
        personal.PersonalData(
            did=("actor",),
            mentions=(
                "object_repr",
                "changes",
                "changes_text",
                "serialized_data",
                "additional_data",
                "actor_email",
            ),
            texts=personal.MACHINE,
            not_personal={"remote_addr": "never written (tracking.py)"},
        ),
    )
    personal.mark(
        "django_tasks_database.DBTaskResult",
        personal.PersonalData(mentions=("traceback",), texts=personal.MACHINE),
    )

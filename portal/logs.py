"""What is logged, and how: to the console, which journald keeps; a line names its request."""

from typing import Any


def log_to_console(level: str) -> dict[str, Any]:
    """Django's LOGGING."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "request": {"()": "core.web.request_ids.NameRequest"},
        },
        "formatters": {
            "line": {
                "format": "{levelname} {name} [{request_id}] {message}",
                "style": "{",
            }
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "filters": ["request"],
                "formatter": "line",
            }
        },
        "loggers": {
            # that a task began and ended well is no news
            "django_tasks": {"level": "WARNING"},
        },
        "root": {"handlers": ["console"], "level": level},
    }

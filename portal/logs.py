"""What is logged, and how: to the console, which journald keeps; a line names its request.

No person stands in a log: addresses of people are taken out of every line and of every error that
is reported, whoever wrote them there (an error of the database repeats the row that it refused).
"""

import logging
import re
from typing import Any

from pythonjsonlogger.json import JsonFormatter

#: a log is read by people on a terminal, or by programs
LINES, JSON = "lines", "json"
_EMAIL = re.compile(r"[^\s@<>\"'(),;:=\[\]]+@[^\s@<>\"'(),;:=\[\]]+")
#: PostgreSQL's own words about a row, which may have lines of its own:
#: DETAIL:  Failing row contains (…).
_ROW = re.compile(
    r"DETAIL:.*?(?=\n(?:CONTEXT|HINT|LINE|QUERY|Traceback|The above)|\Z)"
    r"|(?<=\)=\()[^)]*(?=\))",
    re.DOTALL,
)
FIELDS = "{levelname} {name} {request_id} {message}"


def without_persons(text: str) -> str:
    """The same without addresses of people and without what stands in rows."""
    return _EMAIL.sub("…@…", _ROW.sub("…", text))


class Line(logging.Formatter):
    """One line, and the error below it."""

    def format(self, record: logging.LogRecord) -> str:
        return without_persons(super().format(record))


class JsonLine(JsonFormatter):
    """The same as one object of JSON; cleared before it is written as JSON."""

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        return {
            name: without_persons(value) if isinstance(value, str) else value
            for name, value in super().process_log_record(log_data).items()
        }


def log_to_console(level: str, form: str) -> dict[str, Any]:
    """Django's LOGGING; `form`: LINES or JSON."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "request": {"()": "core.web.request_ids.NameRequest"},
        },
        "formatters": {
            LINES: {
                "()": Line,
                "format": "{levelname} {name} [{request_id}] {message}",
                "style": "{",
            },
            JSON: {
                "()": JsonLine,
                "fmt": FIELDS,
                "style": "{",
                "timestamp": "at",
                "rename_fields": {
                    "levelname": "level",
                    "name": "logger",
                    "request_id": "id",
                },
                "json_ensure_ascii": False,
            },
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "filters": ["request"],
                "formatter": form,
            }
        },
        "loggers": {
            # that a task began and ended well is no news
            "django_tasks": {"level": "WARNING"},
        },
        "root": {"handlers": ["console"], "level": level},
    }

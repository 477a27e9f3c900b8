"""Rows with columns that staff define."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calls.question_types import rows
from calls.question_types.base import QuestionType
from calls.question_types.registry import QUESTION_TYPES, get_type
from calls.question_types.rows import Column


class Rows(QuestionType):
    """What every answer made of rows shares; `columns` says which."""

    template = "calls/question_types/table.html"
    is_group = True
    is_tabular = True

    def empty(self) -> list:
        return []

    def posted(self, question, data) -> rows.Rows:
        return rows.posted_rows(data, question.key, self.columns(question))

    def fits(self, value: Any) -> bool:
        return isinstance(value, list) and all(
            isinstance(row, dict) for row in value
        )

    def checked(self, question, value: rows.Rows) -> list[rows.Row]:
        """The rows with what is wrong in each cell."""
        return rows.checked_rows(self.columns(question), value)

    def in_words(self, question, value: Any) -> str:
        return ""

    def recorded(self, entry: dict, value: Any) -> list[list[str]]:
        types = entry.get("column_types", {})
        return [
            [
                _cell_in_words(types.get(key, ""), row.get(key, ""))
                for key in entry.get("columns", {})
            ]
            for row in value or []
        ]

    def paper_options(self, question) -> list[str]:
        return []


def _cell_in_words(code: str, value: str) -> str:
    """A cell of a record: as its column reads it; older records do not name the column's type."""
    if code not in QUESTION_TYPES:
        return value
    return get_type(code).understood(value) or value


class Table(Rows):
    code = "table"
    order = 11
    label = gettext_lazy("table")
    example = gettext_lazy("Rows with your columns: partners, activities.")
    settings = ("max_rows",)
    part = "columns"
    missing = gettext_lazy("Fill in at least one row.")

    def columns(self, question) -> list[Column]:
        return [
            Column(
                column.key,
                column,
                get_type(column.type),
                column.is_required,
                limits=column,
            )
            for column in question.columns.all()
        ]

    def fault(self, question, value: rows.Rows) -> str:
        if len(value) > question.max_rows:
            return _("At most %(count)d rows are allowed.") % {
                "count": question.max_rows
            }
        return " ".join(rows.faults_in_words(self.checked(question, value)))

    def definition_fault(self, question) -> str:
        if question.columns.all():
            return ""
        return _("“%(name)s” (%(key)s) needs at least one column.")


QUESTION_TYPES.register(Table())

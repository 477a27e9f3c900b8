"""A query whose SQL is written once: asking again puts other values into the same text.

Composing and writing a statement of forty columns takes Django several times longer than the
database takes to answer it. For the few statements of the pages that everyone reads.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql import Query

#: what a statement may ask for; a stand-in of the same type marks its place
Value = str | int | dt.datetime

#: what Django's compiler learns about the columns while it writes
LEARNT = (
    "select",
    "klass_info",
    "annotation_col_map",
    "col_count",
    "has_extra_select",
)


class _Written(NamedTuple):
    queryset: Any
    sql: str
    parameters: tuple
    stand_ins: tuple
    learnt: dict[str, Any]
    converters: dict


class _WrittenQuery(Query):
    """A query that is not written again."""

    written: _Written
    parameters: tuple

    def get_compiler(self, using=None, connection=None, elide_empty=True):
        compiler = super().get_compiler(
            using,
            connection,
            elide_empty,
        )
        vars(compiler).update(self.written.learnt)
        compiler.as_sql = lambda: (self.written.sql, self.parameters)
        compiler.get_converters = lambda expressions: self.written.converters
        return compiler


class WrittenOnce:
    """`make(*stand_ins)` gives the queryset, `ask(*values)` its rows for these values.

    A stand-in is a value that occurs nowhere else in the statement. Only parameters are replaced:
    a limit, a language or a condition that depends on a value makes another statement. For rows of
    models, and for `values_list` of models that modeltranslation does not rewrite.
    """

    def __init__(
        self, make: Callable[..., QuerySet], *stand_ins: Value
    ) -> None:
        self.make = make
        self.stand_ins = stand_ins
        self._written: dict[str, _Written] = {}

    def ask(self, *values: Value) -> list[Any]:
        """The rows as the queryset would give them. One statement."""
        written = self._written_for(DEFAULT_DB_ALIAS)
        wanted = dict(
            zip(
                written.stand_ins,
                _adapted(values),
                strict=True,
            )
        )
        query = written.queryset.query.chain(_WrittenQuery)
        query.written = written
        query.parameters = tuple(
            wanted.get(parameter, parameter) for parameter in written.parameters
        )
        queryset = written.queryset.all()
        rows_as = queryset._iterable_class  # setting the query resets it
        queryset.query = query
        queryset._iterable_class = rows_as
        return list(queryset)

    def _written_for(self, alias: str) -> _Written:
        vendor = connections[alias].vendor
        if vendor not in self._written:
            self._written[vendor] = self._write(alias)
        return self._written[vendor]

    def _write(self, alias: str) -> _Written:
        queryset = self.make(*self.stand_ins)
        compiler = queryset.query.get_compiler(alias)
        sql, parameters = compiler.as_sql()
        columns = [column for column, *_ in compiler.select]
        return _Written(
            queryset=queryset,
            sql=sql,
            parameters=tuple(parameters),
            stand_ins=_adapted(self.stand_ins),
            learnt={name: getattr(compiler, name) for name in LEARNT},
            converters=compiler.get_converters(columns),
        )


def _adapted(values: tuple[Value, ...]) -> tuple:
    """As the database's driver takes them: SQLite has its instants as text."""
    operations = connections[DEFAULT_DB_ALIAS].ops
    return tuple(
        operations.adapt_datetimefield_value(value)
        if isinstance(value, dt.datetime)
        else value
        for value in values
    )

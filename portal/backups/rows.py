"""Rows as lines of JSON that either engine reads: one list of values for each row of a table."""

import base64
import datetime as dt
import decimal
import json
import uuid
from collections.abc import Iterable, Iterator
from gzip import GzipFile
from itertools import islice
from typing import IO, Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import sql
from django.utils.duration import duration_iso_string

#: made anew after a restore: who is signed in, and the index of the search
LEFT_OUT = {
    "accounts.BrowserSession",
    "content.SearchEntry",
    "content.SearchWord",
    "sessions.Session",
}
AT_ONCE = 500


def kept_models() -> list[type[models.Model]]:
    """Every table of the portal that a backup holds, also those between two others."""
    every = apps.get_models(include_auto_created=True)
    kept = [
        model
        for model in every
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.label not in LEFT_OUT
    ]
    return sorted(kept, key=lambda model: model._meta.label)


def column_fields(model: type[models.Model]) -> list[models.Field]:
    return list(model._meta.local_concrete_fields)


def _plain(value: Any) -> Any:
    """A value as JSON has it; each field reads its own back."""
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return duration_iso_string(value)
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, (decimal.Decimal, uuid.UUID)):
        return str(value)
    raise TypeError(f"A backup cannot hold {type(value).__name__}.")


def write_rows(model: type[models.Model], target: IO[bytes] | GzipFile) -> int:
    """Every row of a table by its key, after a line with the columns; how many."""
    names = [field.attname for field in column_fields(model)]
    target.write(json.dumps(names).encode() + b"\n")
    rows = model._base_manager.order_by("pk").values_list(*names)
    number = 0
    for row in rows.iterator(chunk_size=2000):
        line = json.dumps(row, default=_plain, ensure_ascii=False)
        target.write(line.encode() + b"\n")
        number += 1
    return number


def _read(field: models.Field, value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.ForeignKey):
        return field.target_field.to_python(value)
    return field.to_python(value)


def _things(
    model: type[models.Model], lines: Iterable[bytes]
) -> Iterator[models.Model]:
    lines = iter(lines)
    names = json.loads(next(lines))
    fields = {field.attname: field for field in column_fields(model)}
    for line in lines:
        values = zip(names, json.loads(line), strict=True)
        yield model(
            **{name: _read(fields[name], value) for name, value in values}
        )


def load_rows(model: type[models.Model], lines: Iterable[bytes]) -> int:
    """Put rows as `write_rows` wrote them into an empty table, unchanged; how many.

    Inside a transaction: what names another row is asked at its end.
    """
    things, number = _things(model, lines), 0
    while batch := list(islice(things, AT_ONCE)):
        most = connection.ops.bulk_batch_size(column_fields(model), batch)
        for begin in range(0, len(batch), most):
            _insert(model, batch[begin : begin + most])
        number += len(batch)
    return number


def _insert(model: type[models.Model], things: list[models.Model]) -> None:
    query = sql.InsertQuery(model)
    # raw: no field sets itself, as one of "changed at" would
    query.insert_values(column_fields(model), things, raw=True)
    query.get_compiler(connection=connection).execute_sql()


def reset_sequences(loaded: list[type[models.Model]]) -> None:
    """The next row of each table gets a number of its own."""
    for statement in connection.ops.sequence_reset_sql(no_style(), loaded):
        with connection.cursor() as cursor:
            cursor.execute(statement)

"""Someone who has the database changes its rows, past the triggers that guard them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models

from core.database.triggers import registered_triggers


@contextmanager
def unguarded(*tables: type[models.Model]) -> Iterator[None]:
    """Inside, the triggers of these tables are gone."""
    names = {model._meta.db_table for model in tables}
    mine = [one for one in registered_triggers() if one.table in names]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # a table with checks that are still to come lets no trigger go
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for trigger in mine:
        trigger.drop()
    yield
    for trigger in mine:
        trigger.create()


def change(row: models.Model, **changes) -> None:
    """Other values in one row; what was read of it stays as it was."""
    model = type(row)
    with unguarded(model):
        model._base_manager.filter(pk=row.pk).update(**changes)


def delete(*rows: models.QuerySet) -> None:
    """Whole rows, in an order in which none names another that is gone."""
    for found in rows:
        with unguarded(found.model):
            found._raw_delete(found.db)

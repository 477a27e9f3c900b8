import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from applications.office import extending
from applications.submissions import lifecycle
from applications.office import sealing
from applications import guards as of_applications
from applications.models import StatusChange, Version
from calls import guards as of_calls
from core.database import insert_only
from tests import make


@pytest.fixture
def version(db):
    """A row in each of the tables: a submission, an extension with its update, an opening."""
    draft, officer = make.application(of=make.lot(make.call(is_sealed=True))), make.staff("officer")
    version = lifecycle.submit(draft, by=draft.created_by)
    later = draft.lot.closes_at + dt.timedelta(days=1)
    extending.extend_lot(draft.lot, later, reason_hy="Ա", by=officer)
    with time_machine.travel(later, tick=False):
        sealing.open_lot(draft.lot, by=officer)
    return version


def refused(act):
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        act()


def raw(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def save(thing):
    thing.number = 77
    thing.save()


@pytest.mark.parametrize("model", [Version, StatusChange])
def test_the_orm_cannot_change_or_delete_a_row(version, model):
    refused(lambda: save(model.objects.first()))
    refused(lambda: model.objects.update(number=77))
    refused(lambda: model.objects.filter(pk=model.objects.first().pk)._raw_delete("default"))


@pytest.mark.parametrize("table", insert_only.TABLES)
def test_raw_sql_cannot_change_or_delete_a_row(version, table):
    refused(lambda: raw(f"UPDATE {table} SET number = 77"))
    refused(lambda: raw(f"DELETE FROM {table}"))
    if connection.vendor == "postgresql":
        raw("SET CONSTRAINTS ALL IMMEDIATE")  # else the checks still waiting would refuse it first
        refused(lambda: raw(f"TRUNCATE {table} CASCADE"))


def test_every_held_table_has_its_triggers_after_migrating(db):
    sql = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found = {name for (name,) in cursor.fetchall()}
    held = {f"{table}_no_{event}" for table in insert_only.TABLES for event in insert_only.events(connection)}
    assert found == held | {guard.name for guard in (*of_calls.ALL, *of_applications.ALL)}

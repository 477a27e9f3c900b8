import datetime as dt

import pytest
import time_machine
from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, transaction

from accounts import persons
from applications.models import StatusChange, Version
from applications.office import extending, sealing
from applications.submissions import lifecycle
from core.clock import LONGEST_QUEUE
from core.database import triggers
from evaluation import notes
from evaluation.decisions import responding
from tests import make
from tests.evaluation import staging

INSERT_ONLY = sorted(
    trigger.table
    for trigger in triggers.registered_triggers()
    if trigger.event == "truncate" and "insert-only" in trigger.reason
)


@pytest.fixture
def version(db):
    """A row in each of the tables: a submission, an extension, its update, an opening, a role."""
    draft, officer = (
        make.application(of=make.lot(make.call(is_sealed=True))),
        make.staff("officer"),
    )
    version = lifecycle.submit(draft, by=draft.created_by)
    later = draft.lot.closes_at + dt.timedelta(days=1)
    extending.extend_lot(draft.lot, later, reason_hy="Ա", by=officer)
    with time_machine.travel(later + LONGEST_QUEUE, tick=False):
        sealing.open_sealed_lot(draft.lot, by=officer)
    persons.give_role(make.user(), "editor", by=make.staff("administrator"))
    _decide(officer)
    LogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(Version),
        object_pk="1",
        object_repr="1",
        action=LogEntry.Action.UPDATE,
        changes={},
    )
    return version


def _decide(officer):
    """A lot from its check to the answer of the community, and a note of an officer."""
    (decided,) = staging.decided(staging.a_lot(), [(5, 5)], by=officer)
    award = decided.decisions.get()
    responding.answer_award(award, is_accepted=True, by=decided.created_by)
    notes.add_note(decided, "Ա", by=officer)


def refused(act):
    with (
        pytest.raises(DatabaseError, match="insert-only"),
        transaction.atomic(),
    ):
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
    refused(
        lambda: model.objects.filter(pk=model.objects.first().pk)._raw_delete(
            "default"
        )
    )


@pytest.mark.parametrize("table", INSERT_ONLY)
def test_raw_sql_cannot_change_or_delete_a_row(version, table):
    refused(lambda: raw(f"UPDATE {table} SET id = 77"))
    refused(lambda: raw(f"DELETE FROM {table}"))
    if connection.vendor == "postgresql":
        raw(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # else the checks still waiting would refuse it first
        refused(lambda: raw(f"TRUNCATE {table} CASCADE"))


def test_the_tables_that_are_insert_only():
    assert INSERT_ONLY == [
        "accounts_personchange",
        "applications_lotopening",
        "applications_statuschange",
        "applications_version",
        "auditlog_logentry",
        "calls_callrevision",
        "calls_deadlineextension",
        "evaluation_awardresponse",
        "evaluation_evaluationentry",
        "evaluation_filenote",
        "evaluation_finalreview",
        "evaluation_rankingrow",
        "evaluation_rankingsignature",
        "evaluation_score",
    ]


def test_every_trigger_is_in_the_database_after_migrating(db):
    named = {
        trigger.name
        for trigger in triggers.registered_triggers()
        if trigger.exists_on(connection.vendor)
    }
    assert triggers.existing_triggers() == named

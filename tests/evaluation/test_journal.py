"""Someone who has the database changes a row: the verification of the records names it."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from applications.models import Application
from core.database.triggers import registered_triggers
from evaluation import states
from evaluation.decisions import responding
from evaluation.models import (
    AwardResponse,
    CheckLine,
    Decision,
    EvaluationEntry,
    FinalReview,
    Ranking,
    RankingRow,
    RankingSignature,
    Score,
)
from portal.backups.records import record_faults
from tests import make
from tests.evaluation import staging

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided():
    lot = staging.a_lot()
    staging.decided(lot, [(5, 4), (4, 4), (2, 5)])
    award = Decision.objects.filter(outcome=states.AWARDED).first()
    responding.answer_award(
        award,
        is_accepted=False,
        reason="Չենք կարող։",
        by=award.application.created_by,
    )
    return lot


def _change(model, **changes):
    """The first row of a table, past the triggers that guard it."""
    mine = [
        trigger
        for trigger in registered_triggers()
        if trigger.table == model._meta.db_table
    ]
    for trigger in mine:
        trigger.drop()
    row = model.objects.order_by("pk").first()
    model.objects.filter(pk=row.pk).update(**changes)
    for trigger in mine:
        trigger.create()
    return row


def test_what_people_did_agrees(decided):
    assert record_faults() == []


#: table, what is changed in its first row, how the verification names it
PLANTED = (
    (
        EvaluationEntry,
        {"note": "another"},
        "journal of the evaluation of {0.lot}, entry 1",
    ),
    (FinalReview, {"points": Decimal(1)}, "final review {0}"),
    (FinalReview, {"comment": "another"}, "final review {0}"),
    (FinalReview, {"previous_sha256": "0" * 64}, "final review {0}"),
    (Score, {"value": 1}, "final review {0.final}"),
    (Score, {"comment": "another"}, "final review {0.final}"),
    (Ranking, {"reason": "another"}, "ranking {0}"),
    (RankingRow, {"points": Decimal(1)}, "lines of ranking {0.ranking}"),
    (RankingRow, {"place": 2}, "lines of ranking {0.ranking}"),
    (RankingRow, {"grant": Decimal(1)}, "lines of ranking {0.ranking}"),
    (
        RankingSignature,
        {"sha256": "0" * 64},
        "signatures of ranking {0.ranking}",
    ),
    (
        CheckLine,
        {"result": "waived", "reason": "why"},
        "check of {0.check_of.application}",
    ),
    (
        Decision,
        {"outcome": "awarded", "amount": Decimal(124)},
        "decision 1 about {0.application}",
    ),
    (
        AwardResponse,
        {"is_accepted": True},
        "answer to the award of {0.decision.application}",
    ),
    (Application, {"state": "ranked"}, "state of {0.reference}"),
)


def test_a_row_that_was_changed_is_named(decided):
    for model, changes, named in PLANTED:
        with transaction.atomic():
            row = _change(model, **changes)
            assert record_faults()[0] == named.format(row), (model, changes)
            transaction.set_rollback(True)
        assert record_faults() == []


def test_an_entry_that_is_gone_is_missed(decided):
    _change(EvaluationEntry, number=900)
    first = f"journal of the evaluation of {decided}, entry 2"
    assert record_faults()[0] == first


def test_the_command_says_what_and_fails(decided, capsys):
    call_command("verify_journal")
    _change(Score, value=1)
    with pytest.raises((CommandError, SystemExit)):
        call_command("verify_journal")


def test_a_colleague_of_another_lot_changes_nothing(decided):
    """Rows of one lot say nothing about those of another."""
    other = staging.a_lot(make.call(slug="other"))
    staging.reviewed(other, [(3, 3)])
    assert record_faults() == []

"""From submitted to decided, at the level of the verbs."""

from decimal import Decimal

import pytest

from applications import states
from evaluation.decisions import preparing, publishing, responding
from evaluation.journal import evaluation_journal_faults
from evaluation.models import Decision, EvaluationEntry
from evaluation.ranking import records
from mailing.models import Letter
from tests import make
from tests.evaluation import staging

pytestmark = pytest.mark.django_db


def test_three_applications_from_checked_to_called_up():
    lot = staging.a_lot(budget=Decimal(125))
    best, second, below = staging.reviewed(lot, [(5, 4), (4, 4), (2, 5)])
    officer, head = make.staff("officer"), make.staff("head")
    ranking = staging.signed(lot, officer, head)
    rows = [
        (row.application, row.place, row.points, row.standing)
        for row in ranking.rows.select_related("application")
    ]
    assert rows == [
        (best, 1, Decimal(14), "funded"),
        (second, 2, Decimal(12), "on_reserve"),
        (below, None, Decimal(9), "below"),
    ]
    assert preparing.prepare_decisions(lot, by=officer) == 3
    assert publishing.make_letters([lot], by=officer) == {}
    assert Letter.objects.filter(kind="decision").count() == 0
    assert staging.publish([lot], by=head) == 3
    for one, state in (
        (best, states.AWARDED),
        (second, states.RESERVE),
        (below, states.REJECTED),
    ):
        one.refresh_from_db()
        assert one.state == state
    assert Letter.objects.filter(kind="decision").count() == 3
    award = Decision.objects.get(application=best)
    responding.answer_award(
        award, is_accepted=False, reason="Չենք կարող։", by=best.created_by
    )
    called = responding.call_up_reserve(lot, by=head)
    assert (called.application, called.amount) == (second, Decimal(125))
    assert list(evaluation_journal_faults()) == []
    assert records.ranking_faults(ranking) == []
    verbs = EvaluationEntry.objects.filter(lot=lot, application=best)
    assert list(verbs.values_list("verb", flat=True))[-3:] == [
        "finalise",
        "decide",
        "decline",
    ]

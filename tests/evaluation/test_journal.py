"""Someone who has the database changes a row: the verification of the records names it."""

import json
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from applications.models import Application
from core.hashing import canonical, sha256
from evaluation import states
from evaluation.checks import checking, concluding
from evaluation.decisions import responding
from evaluation.models import (
    AwardResponse,
    Check,
    CheckLine,
    Conflict,
    Decision,
    DecisionLetter,
    EvaluationEntry,
    FinalReview,
    Ranking,
    RankingRow,
    RankingSignature,
    Review,
    Score,
)
from evaluation.ranking import signing
from evaluation.reviewing import assigning
from portal.backups.records import record_faults
from tests import make
from tests.evaluation import planting, staging

pytestmark = pytest.mark.django_db
#: (points of the reviews) an award, two places on the reserve list, a rejection
SCORES = [(5, 4), (4, 4), (4, 3), (2, 5)]


def _in_review(call, officer):
    """One application found ineligible; another with a reviewer, one recused, one taken back."""
    first, second = staging.submitted(staging.a_lot(call), 2)
    check = checking.begin_check(first, by=officer)
    checking.write_line(
        check,
        "limits",
        result=CheckLine.NOT_MET,
        reason="Չափից շատ է։",
        by=officer,
    )
    concluding.propose_ineligible(
        check, instruction="Կարող եք բողոքել։", by=officer
    )
    staging.agree(check, by=make.staff("officer"))
    staging.check_all_met(second, officer)
    reviews = [
        staging.reading(second, staging.reviewer(), officer) for _ in range(3)
    ]
    assigning.declare_conflict(
        reviews[1], reason="Եղբայրս։", by=reviews[1].reviewer
    )
    assigning.take_review_back(reviews[2], reason="Մեկնում է։", by=officer)


@pytest.fixture
def decided():
    """A lot that is decided and its award declined, its next ranking set aside; another lot that is
    being reviewed.
    """
    lot, officer = staging.a_lot(budget=Decimal(125)), make.staff("officer")
    first = staging.decided(lot, SCORES, officer)[0]
    responding.answer_award(
        first.decisions.get(),
        is_accepted=False,
        reason="Չենք կարող։",
        by=first.created_by,
    )
    ranking = signing.make_ranking(lot, reason="Փորձ։", by=officer)
    signing.set_aside(ranking, reason="Պետք չէ։", by=officer)
    _in_review(lot.call, officer)
    return lot


def test_what_people_did_agrees(decided):
    assert record_faults() == []


def _officer():
    return make.staff("officer")


def _other_version():
    return Application.objects.latest("pk").versions.get()


INELIGIBLE, ELIGIBLE = {"outcome": "ineligible"}, {"outcome": "eligible"}
REJECTED = {"outcome": states.REJECTED}
ANSWER = "answer to the award of {0.decision.application}"
CHECK, LINE = "check of {0.application}", "check of {0.check_of.application}"
CONFLICT = "conflict of interest of {0.user.uid} with {0.community}"
DECISION, FINAL = "decision 1 about {0.application}", "final review {0}"
LINES, SIGNATURES = (
    "lines of ranking {0.ranking}",
    "signatures of ranking {0.ranking}",
)
#: table, which of its rows, what is changed in the first of them, all that the verification names
PLANTED = (
    (
        EvaluationEntry,
        {},
        {"note": "x"},
        ["journal of the evaluation of {0.lot}, entry 1"],
    ),
    (FinalReview, {}, {"points": Decimal(1)}, [FINAL]),
    (FinalReview, {}, {"comment": "another"}, [FINAL]),
    (FinalReview, {}, {"previous_sha256": "0" * 64}, [FINAL]),
    (FinalReview, {}, {"at": timezone.now}, [FINAL]),
    (Score, {}, {"value": 1}, ["final review {0.final}"]),
    (Score, {}, {"comment": "another"}, ["final review {0.final}"]),
    (
        Review,
        {"state": "final"},
        {"reviewer": _officer},
        ["review {0}", "final review {0} 1"],
    ),
    (
        Review,
        {"state": "final"},
        {"version": _other_version},
        ["review {0}", "final review {0} 1"],
    ),
    (Review, {"state": "final"}, {"assigned_by": _officer}, ["review {0}"]),
    (Review, {"state": "final"}, {"due_on": "2030-01-01"}, ["review {0}"]),
    (Review, {"state": "recused"}, {"state": "reading"}, ["review {0}"]),
    (
        Review,
        {"state": "reading"},
        {"declared_at": timezone.now},
        ["review {0}"],
    ),
    (Conflict, {}, {"at": timezone.now}, [CONFLICT]),
    (Conflict, {}, {"by": _officer}, [CONFLICT]),
    (Ranking, {}, {"reason": "another"}, ["ranking {0}"]),
    (Ranking, {}, {"made_by": _officer}, ["ranking {0}"]),
    (Ranking, {"number": 2}, {"set_aside_by": _officer}, ["ranking {0}"]),
    (Ranking, {}, {"signed_at": timezone.now}, ["signatures of ranking {0}"]),
    (RankingRow, {}, {"points": Decimal(1)}, [LINES]),
    (RankingRow, {}, {"place": 2}, [LINES]),
    (RankingRow, {}, {"grant": Decimal(1)}, [LINES]),
    (RankingSignature, {}, {"sha256": "0" * 64}, [SIGNATURES]),
    (RankingSignature, {}, {"user": _officer}, [SIGNATURES]),
    (RankingSignature, {}, {"at": timezone.now}, [SIGNATURES]),
    (CheckLine, {}, {"result": "waived", "reason": "why"}, [LINE]),
    (CheckLine, {"result": "not_met"}, {"reason": "another"}, [LINE]),
    (CheckLine, {}, {"fact_en": "another"}, [LINE]),
    (CheckLine, {}, {"by": _officer}, [LINE]),
    (Check, INELIGIBLE, {"instruction": "another"}, [CHECK]),
    (Check, INELIGIBLE, {"proposed_by": _officer}, [CHECK]),
    (Check, ELIGIBLE, {"concluded_by": _officer}, [CHECK]),
    (Check, ELIGIBLE, {"concluded_at": timezone.now}, [CHECK]),
    (Check, ELIGIBLE, {"version": _other_version}, [CHECK]),
    (Decision, {}, {"reason": "another"}, [DECISION]),
    (Decision, REJECTED, {"decided_by": _officer}, [DECISION]),
    (Decision, REJECTED, {"published_by": _officer}, [DECISION]),
    (
        Decision,
        REJECTED,
        {"published_at": timezone.now},
        [DECISION, "letter of decision {0}"],
    ),
    (
        Decision,
        {"outcome": states.AWARDED},
        {"amount": Decimal(124)},
        [DECISION],
    ),
    (AwardResponse, {}, {"is_accepted": True}, [ANSWER]),
    (AwardResponse, {}, {"reason": "another"}, [ANSWER]),
    (AwardResponse, {}, {"by": _officer}, [ANSWER]),
    (AwardResponse, {}, {"at": timezone.now}, [ANSWER]),
    (
        Application,
        {"state": "declined"},
        {"state": "ranked"},
        ["state of {0.reference}"],
    ),
)


@pytest.mark.parametrize("model, which, changes, named", PLANTED)
def test_a_row_that_was_changed_is_named(decided, model, which, changes, named):
    row = model.objects.filter(**which).order_by("pk").first()
    values = {
        name: value() if callable(value) else value
        for name, value in changes.items()
    }
    planting.change(row, **values)
    assert record_faults() == [words.format(row) for words in named]


def _publication(lot):
    entry = lot.evaluation_entries.get(verb="publish")
    return f"publication of {lot}, entry {entry.number}"


def _change_an_outcome(lot):
    decision = Decision.objects.get(reserve_place=1)
    planting.change(
        decision,
        outcome=states.AWARDED,
        amount=Decimal(124),
        reserve_place=None,
    )
    return [DECISION.format(decision), _publication(lot)]


def _swap_places(lot):
    first, second = Decision.objects.filter(outcome=states.RESERVE).order_by(
        "pk"
    )
    planting.change(first, reserve_place=second.reserve_place)
    planting.change(second, reserve_place=first.reserve_place)
    return [DECISION.format(one) for one in (first, second)]


def _unpublish_a_decision(lot):
    decision = Decision.objects.get(outcome=states.REJECTED)
    planting.change(decision, published_at=None, published_by=None)
    words = f"published decisions about {decision.application}"
    return [words, _publication(lot)]


def _delete_a_decision(lot):
    decision = Decision.objects.get(outcome=states.REJECTED)
    planting.delete(
        DecisionLetter.objects.filter(decision=decision),
        Decision.objects.filter(pk=decision.pk),
    )
    words = f"published decisions about {decision.application}"
    return [DECISION.format(decision), words, _publication(lot)]


def _delete_a_letter(lot):
    decision = Decision.objects.get(outcome=states.REJECTED)
    planting.delete(DecisionLetter.objects.filter(decision=decision))
    return [f"letter of decision {decision}"]


def _replace_a_letter(lot):
    """With another whole file, and the hash that is right for it."""
    first, second = DecisionLetter.objects.order_by("pk")[:2]
    planting.change(first, storage_key=second.storage_key, sha256=second.sha256)
    return [f"letter of decision {first}"]


def _let_a_decision_rest_on_another_ranking(lot):
    decision = Decision.objects.get(outcome=states.REJECTED)
    planting.change(decision, ranking=Ranking.objects.get(number=2))
    return [DECISION.format(decision)]


def _delete_an_answer(lot):
    response = AwardResponse.objects.get()
    planting.delete(AwardResponse.objects.all())
    return [ANSWER.format(response)]


def _delete_a_check(lot):
    check = Check.objects.get(**INELIGIBLE)
    planting.delete(
        CheckLine.objects.filter(check_of=check),
        Check.objects.filter(pk=check.pk),
    )
    return [CHECK.format(check)]


def _delete_a_line_of_a_check(lot):
    line = CheckLine.objects.filter(result=CheckLine.MET).first()
    planting.delete(CheckLine.objects.filter(pk=line.pk))
    return [LINE.format(line)]


def _delete_a_conflict(lot):
    conflict = Conflict.objects.get()
    planting.delete(Conflict.objects.all())
    return [CONFLICT.format(conflict)]


def _invent_a_conflict(lot):
    conflict = Conflict.objects.create(
        user=staging.reviewer(),
        community=Application.objects.earliest("pk").community,
        by=make.staff("officer"),
        at=timezone.now(),
    )
    return [CONFLICT.format(conflict)]


def _delete_a_review(lot):
    review = Review.objects.get(state=states.RECUSED)
    planting.delete(Review.objects.filter(pk=review.pk))
    return [f"review {review}"]


def _delete_a_final_review(lot):
    final = FinalReview.objects.earliest("pk")
    planting.delete(
        Score.objects.filter(final=final),
        FinalReview.objects.filter(pk=final.pk),
    )
    return [FINAL.format(final)]


def _delete_a_ranking(lot):
    ranking = Ranking.objects.get(number=2)
    planting.delete(
        RankingRow.objects.filter(ranking=ranking),
        Ranking.objects.filter(pk=ranking.pk),
    )
    return [f"ranking {ranking}"]


def _delete_a_signature(lot):
    signature = RankingSignature.objects.earliest("pk")
    planting.delete(RankingSignature.objects.filter(pk=signature.pk))
    return [SIGNATURES.format(signature)]


def _rewritten(record, **changes):
    """The record with other words, and the hash that is right for it."""
    other = canonical(json.loads(record) | changes)
    return {"record": other, "sha256": sha256(other)}


def _rewrite_a_final_review(lot):
    final = FinalReview.objects.earliest("pk")
    changes = {"comment": "another"}
    planting.change(final, **changes, **_rewritten(final.record, **changes))
    return [FINAL.format(final)]


def _rewrite_a_ranking_that_is_set_aside(lot):
    ranking = Ranking.objects.get(number=2)
    planting.change(ranking, **_rewritten(ranking.record, rules={}))
    return [f"ranking {ranking}"]


def _rewrite_a_signed_ranking(lot):
    ranking = Ranking.objects.get(number=1)
    later = Ranking.objects.get(number=2)
    other = _rewritten(ranking.record, rules={})
    planting.change(ranking, **other)
    for signature in ranking.signatures.all():
        planting.change(signature, sha256=other["sha256"])
    before = {"previous_sha256": other["sha256"]}
    planting.change(later, **before, **_rewritten(later.record, **before))
    return [
        f"ranking {ranking}",
        f"signatures of ranking {ranking}",
        f"ranking {later}",
    ]


DEEDS = (
    _change_an_outcome,
    _swap_places,
    _unpublish_a_decision,
    _delete_a_decision,
    _delete_a_letter,
    _replace_a_letter,
    _let_a_decision_rest_on_another_ranking,
    _delete_an_answer,
    _delete_a_check,
    _delete_a_line_of_a_check,
    _delete_a_conflict,
    _invent_a_conflict,
    _delete_a_review,
    _delete_a_final_review,
    _delete_a_ranking,
    _delete_a_signature,
    _rewrite_a_final_review,
    _rewrite_a_ranking_that_is_set_aside,
    _rewrite_a_signed_ranking,
)


@pytest.mark.parametrize("plant", DEEDS)
def test_what_was_done_to_several_rows_is_named(decided, plant):
    named = plant(decided)
    assert record_faults() == named


def test_an_entry_that_is_gone_is_missed(decided):
    entry = decided.evaluation_entries.earliest("number")
    planting.change(entry, number=900)
    first = f"journal of the evaluation of {decided}, entry 2"
    assert record_faults()[0] == first


def test_the_command_says_what_and_fails(decided):
    call_command("verify_journal")
    planting.change(Score.objects.earliest("pk"), value=1)
    with pytest.raises(CommandError):
        call_command("verify_journal")


def test_a_colleague_of_another_lot_changes_nothing(decided):
    """Rows of one lot say nothing about those of another."""
    other = staging.a_lot(make.call(slug="other"))
    staging.reviewed(other, [(3, 3)])
    assert record_faults() == []

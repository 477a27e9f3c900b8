"""Whatever people do through the portal, the verification of the records has nothing to say."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db.models import Q

from accounts.models import User
from applications.submissions import lifecycle
from evaluation.checks import checking, concluding
from evaluation.decisions import preparing, publishing, responding
from evaluation.models import CheckLine, Decision
from evaluation.ranking import signing
from evaluation.reviewing import assigning, due_dates, finalising
from portal.backups.records import record_faults
from portal.demo import evaluation
from portal.privacy import erasing, knowing
from tests import make
from tests.evaluation import staging
from tests.evaluation.test_corrections import correct

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(db):
    """The world of that name."""


@pytest.fixture
def lot():
    """With room for one grant."""
    return staging.a_lot(budget=Decimal(125))


@pytest.mark.parametrize("stage", evaluation.STAGES)
def test_every_stage_of_the_demonstration_agrees(demo, stage):
    evaluation.tell(stage)
    assert record_faults() == []


def _make_known(lot, officer, head):
    publishing.make_letters([lot], by=officer)
    staging.publish([lot], by=head)


def test_a_correction_of_what_is_published_agrees(lot, officer, head):
    _first, second = staging.decided(lot, [(5, 4), (4, 4)], officer, head)
    correct(lot, second, (5, 5), officer, head)
    assert record_faults() == []
    lot.refresh_from_db()
    preparing.prepare_decisions(lot, by=officer)
    _make_known(lot, officer, head)
    assert record_faults() == []


def test_a_correction_of_what_is_prepared_agrees(lot, officer, head):
    _first, second = staging.prepared(lot, [(5, 4), (4, 4)], officer, head)
    correct(lot, second, (5, 5), officer, head)
    preparing.prepare_decisions(lot, by=officer)
    _make_known(lot, officer, head)
    assert record_faults() == []


def test_places_that_are_counted_anew_agree(lot, officer, head):
    first, *_others = staging.prepared(
        lot, [(5, 4), (4, 4), (4, 3)], officer, head
    )
    preparing.change_decision(
        first.decisions.get(),
        outcome="reserve",
        reason=" Փաստաթուղթ է պակասում։ ",
        by=officer,
    )
    assert record_faults() == []
    _make_known(lot, officer, head)
    assert record_faults() == []


def test_an_amount_without_cents_agrees(lot, officer, head):
    first, _second = staging.prepared(lot, [(5, 4), (4, 4)], officer, head)
    preparing.change_decision(
        first.decisions.get(),
        outcome="awarded",
        amount=Decimal(100),
        reason="Քիչ կա։",
        by=officer,
    )
    assert record_faults() == []


def _decline(application):
    responding.answer_award(
        Decision.objects.that_hold().get(application=application),
        is_accepted=False,
        reason=" Չենք կարող։ ",
        by=application.created_by,
    )


def test_declining_and_calling_up_agree(lot, officer, head):
    first, second, third = staging.decided(
        lot, [(5, 4), (4, 4), (4, 3)], officer, head
    )
    _decline(first)
    lifecycle.withdraw(third, reason="Ա", by=third.created_by)
    responding.call_up_reserve(lot, by=head)
    assert record_faults() == []
    award = Decision.objects.that_hold().get(application=second)
    responding.answer_award(award, is_accepted=True, by=second.created_by)
    assert record_faults() == []


def test_calling_up_with_other_money_than_was_asked_for_agrees(
    lot, officer, head
):
    first, _second = staging.decided(lot, [(5, 4), (4, 4)], officer, head)
    _decline(first)
    responding.call_up_reserve(
        lot, amount=Decimal(100), reason=" Այդքան է մնացել։ ", by=head
    )
    assert record_faults() == []


def test_a_lot_with_nothing_to_decide_agrees(lot, head):
    (application,) = staging.submitted(lot)
    lifecycle.withdraw(application, reason="Ա", by=application.created_by)
    staging.publish([lot], by=head)
    assert record_faults() == []


def test_calling_up_without_money_agrees(officer, head):
    lot = staging.a_lot(budget=None, expected_grants=1)
    first, _second = staging.decided(lot, [(5, 4), (4, 4)], officer, head)
    _decline(first)
    responding.call_up_reserve(lot, by=head)
    assert record_faults() == []


def test_a_ranking_that_is_signed_once_and_set_aside_agrees(officer, head):
    lot = staging.a_lot()
    staging.reviewed(lot, [(5, 4)], officer)
    ranking = signing.make_ranking(lot, by=officer)
    signing.sign_ranking(ranking, by=head)
    assert record_faults() == []
    signing.set_aside(ranking, reason=" Սխալ է։ ", by=officer)
    assert record_faults() == []
    staging.signed(lot, officer, head)
    assert record_faults() == []


def test_a_check_that_is_thought_over_agrees(lot, officer):
    (application,) = staging.submitted(lot)
    second = make.staff("officer")
    check = checking.begin_check(application, by=officer)
    for result, reason in ((CheckLine.NOT_MET, " Չափից շատ է։ "), ("", "")):
        checking.write_line(
            check, "limits", result=result, reason=reason, by=officer
        )
        assert record_faults() == []
    checking.renew_check(check, by=second)
    assert record_faults() == []
    checking.write_line(
        check, "limits", result=CheckLine.NOT_MET, reason="Ա" * 3000, by=second
    )
    for end in (
        lambda: concluding.take_back_proposal(check, reason="Ա", by=officer),
        lambda: staging.agree(check, by=officer),
    ):
        concluding.propose_ineligible(check, instruction=" Բ ", by=second)
        assert record_faults() == []
        end()
        assert record_faults() == []
    concluding.reopen_check(check, reason="Գ" * 3000, by=officer)
    assert record_faults() == []


def _assigned(lot, officer):
    (application,) = staging.eligible(lot, by=officer)
    person = staging.reviewer()
    due_on = staging.due()
    return assigning.assign(application, person, due_on=due_on, by=officer)


def test_a_reviewer_who_leaves_and_comes_back_agrees(lot, officer):
    review = _assigned(lot, officer)
    assert record_faults() == []
    due_on = staging.due() + dt.timedelta(days=9)
    due_dates.move_due_date(review, due_on=due_on, by=officer)
    assert record_faults() == []
    assigning.take_review_back(review, reason="Մեկնում է։", by=officer)
    person = review.reviewer
    staging.final(review.application, person, (5, 4), officer)
    assert record_faults() == []
    again = review.application.reviews.get(state="final")
    finalising.reopen_review(again, reason="Բողոք։", by=officer)
    assert record_faults() == []
    assigning.declare_conflict(again, reason="Եղբայրս։", by=person)
    assert record_faults() == []


def test_a_conflict_ends_every_review_of_the_community_and_agrees(lot, officer):
    review = _assigned(lot, officer)
    other = staging.a_lot(lot.call)
    (application,) = staging.eligible(
        other, by=officer, of_person=review.application.created_by
    )
    staging.reading(application, review.reviewer, officer)
    assigning.declare_conflict(review, reason="Եղբայրս։", by=review.reviewer)
    assert record_faults() == []


def test_the_erasure_of_everybody_leaves_records_that_agree(
    lot, officer, head, django_capture_on_commit_callbacks
):
    """Also where their names stand in reasons."""
    first, _second = staging.decided(lot, [(5, 4), (4, 4)], officer, head)
    _decline(first)
    responding.call_up_reserve(lot, by=head)
    review = _assigned(staging.a_lot(lot.call), officer)
    reason = f"{officer.name}, {review.reviewer.name}"
    assigning.declare_conflict(review, reason=reason, by=review.reviewer)
    signing.set_aside(
        signing.make_ranking(lot, reason=reason, by=officer),
        reason=reason,
        by=officer,
    )
    people = User.objects.filter(~Q(name=""), erased_at=None)
    with django_capture_on_commit_callbacks(execute=True):
        for person in list(people.order_by("pk")):
            known = knowing.person_of_account(person)
            erasing.erase_and_note(known, by=None)
    assert not people.exists()
    assert record_faults() == []

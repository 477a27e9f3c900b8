"""Whether an application may be evaluated: computed, answered, concluded by one or by two."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from applications import states
from applications.office import extending
from calls.models import EligibilityRule
from evaluation.checks import bulk, checking, concluding, listing
from evaluation.models import Check, CheckLine, ChecklistLine
from mailing.models import Letter
from tests import make
from tests.evaluation import staging

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot():
    lot = staging.a_lot()
    ChecklistLine.objects.create(
        lot=lot,
        order=1,
        text_hy="Որոշումն ստորագրված է",
        text_en="The decision is signed",
        instead_hy="Ուղարկեք որոշումը։",
    )
    return lot


@pytest.fixture
def check(lot, officer):
    (application,) = staging.submitted(lot)
    return checking.begin_check(application, by=officer)


def code_of(refusal):
    return refusal.value.code


def staff_line(check):
    return check.lines.get(is_computed=False)


def found(check):
    return {
        line.key: line.computed for line in check.lines.filter(is_computed=True)
    }


def test_the_portal_computes_what_it_can_and_lays_out_the_rest(check):
    assert found(check) == {
        "in_time": "met",
        "whole": "met",
        "limits": "met",
    }
    line = staff_line(check)
    assert (line.text_hy, line.text_en, line.computed) == (
        "Որոշումն ստորագրված է",
        "The decision is signed",
        "",
    )


def test_conditions_of_the_call_are_looked_up_in_the_register(lot, officer):
    rule = EligibilityRule.objects.create(
        call=lot.call,
        kind=EligibilityRule.SIGNATORY,
        is_blocking=False,
        text_hy="Միացել է",
    )
    joined, other = staging.submitted(lot, 2)
    make.adhesion(joined.community, on=dt.date(2020, 3, 5))
    outcomes = []
    for application in (joined, other):
        check = checking.begin_check(application, by=officer)
        line = check.lines.get(key=rule.key)
        outcomes.append((line.computed, line.fact_en))
    assert outcomes == [
        ("met", "Joined on 05.03.2020, according to our register."),
        ("not_met", "Our register has no adhesion for this community."),
    ]


def test_a_grant_outside_the_limits_is_found(officer):
    lot = staging.a_lot(grant_min=1, grant_max=125)
    (application,) = staging.submitted(lot)
    lot.grant_max = 100
    lot.save()
    check = checking.begin_check(application, by=officer)
    assert found(check)["limits"] == "not_met"


def test_begun_twice_it_is_one_check(check, officer):
    assert checking.begin_check(check.application, by=officer) == check
    assert Check.objects.count() == 1


def test_no_check_begins_while_something_may_still_arrive(officer):
    (application,) = staging.submitted(staging.a_lot(), close=False)
    with pytest.raises(ValidationError) as refusal:
        checking.begin_check(application, by=officer)
    assert code_of(refusal) == checking.EARLY


@pytest.mark.parametrize("role", ["head", "auditor", "editor", "reviewer"])
def test_only_officers_check(lot, role):
    (application,) = staging.submitted(lot)
    with pytest.raises(PermissionDenied):
        checking.begin_check(application, by=make.staff(role))


@pytest.mark.parametrize("result", [CheckLine.NOT_MET, CheckLine.WAIVED])
def test_not_met_and_waived_say_why(check, officer, result):
    line = staff_line(check)
    with pytest.raises(ValidationError) as refusal:
        checking.write_line(check, line.key, result=result, by=officer)
    assert code_of(refusal) == checking.NO_REASON
    checking.write_line(
        check, line.key, result=result, reason="Չկա։", by=officer
    )
    line.refresh_from_db()
    assert (line.result, line.reason, line.by) == (result, "Չկա։", officer)


def test_against_the_portals_own_finding_an_officer_says_why(check, officer):
    check.lines.filter(key="limits").update(computed="not_met")
    with pytest.raises(ValidationError):
        checking.write_line(check, "limits", result=CheckLine.MET, by=officer)


def test_a_line_without_its_reason_is_refused_by_the_database(check, officer):
    line = staff_line(check)
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckLine.objects.filter(pk=line.pk).update(
            result="waived", by=officer, at=timezone.now()
        )


def test_an_answer_can_be_taken_back(check, officer):
    key = staff_line(check).key
    checking.write_line(check, key, result=CheckLine.MET, by=officer)
    checking.write_line(check, key, result="", by=officer)
    assert staff_line(check).by is None


def test_eligible_is_who_has_every_line_met_or_waived(check, officer):
    bulk.accept_computed(check, by=officer)
    with pytest.raises(ValidationError) as refusal:
        concluding.find_eligible(check, by=officer)
    assert code_of(refusal) == checking.OPEN_LINES
    checking.write_line(
        check,
        staff_line(check).key,
        result=CheckLine.WAIVED,
        reason="Ուշացել է փոստով։",
        by=officer,
    )
    concluding.find_eligible(check, by=officer)
    application = check.application
    application.refresh_from_db()
    assert application.state == states.ELIGIBLE
    assert application.journal.last().verb == "find_eligible"


def not_met(check, officer):
    checking.write_line(
        check,
        staff_line(check).key,
        result=CheckLine.NOT_MET,
        reason="Չի ստորագրված։",
        by=officer,
    )


def propose(check, officer):
    not_met(check, officer)
    concluding.propose_ineligible(
        check, instruction="Կարող եք բողոքել։", by=officer
    )


def test_nothing_is_proposed_without_a_line_that_is_not_met(check, officer):
    with pytest.raises(ValidationError) as refusal:
        concluding.propose_ineligible(check, instruction="Ա", by=officer)
    assert code_of(refusal) == checking.OPEN_LINES


def test_the_applicant_must_be_told_what_to_do(check, officer):
    not_met(check, officer)
    with pytest.raises(ValidationError) as refusal:
        concluding.propose_ineligible(check, instruction=" ", by=officer)
    assert code_of(refusal) == checking.NO_REASON


def test_not_eligible_needs_a_second_officer(check, officer):
    propose(check, officer)
    with pytest.raises(PermissionDenied):
        staging.agree(check, by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(
            outcome="ineligible",
            concluded_by=officer,
            concluded_at=timezone.now(),
        )
    staging.agree(check, by=make.staff("officer"))
    check.application.refresh_from_db()
    assert check.application.state == states.INELIGIBLE


def test_the_letter_names_the_line_and_what_can_be_done(check, officer):
    propose(check, officer)
    assert Letter.objects.filter(kind="ineligible").count() == 0
    second = make.staff("officer")
    staging.agree(check, by=second)
    letter = Letter.objects.get(kind="ineligible")
    assert letter.email == check.application.created_by.email
    for words in (
        "Որոշումն ստորագրված է",
        "Ուղարկեք որոշումը։",
        "Կարող եք բողոքել։",
    ):
        assert words in letter.body
    assert officer.name not in letter.body
    assert second.name not in letter.body


def test_a_proposal_is_taken_back_with_a_reason(check, officer):
    propose(check, officer)
    with pytest.raises(ValidationError) as refusal:
        concluding.take_back_proposal(check, reason="", by=officer)
    assert code_of(refusal) == checking.NO_REASON
    concluding.take_back_proposal(check, reason="Սխալ էր։", by=officer)
    check.refresh_from_db()
    assert not check.is_proposed
    with pytest.raises(ValidationError):
        staging.agree(check, by=make.staff("officer"))


def test_what_is_concluded_stays_until_it_is_opened_again(check, officer):
    staging.check_all_met(check.application, officer)
    check.refresh_from_db()
    key = staff_line(check).key
    with pytest.raises(ValidationError) as refusal:
        checking.write_line(check, key, result="", by=officer)
    assert code_of(refusal) == checking.STATE
    with pytest.raises(IntegrityError), transaction.atomic():
        check.lines.update(result="", by=None, at=None)
    concluding.reopen_check(check, reason="Նոր փաստ։", by=officer)
    check.application.refresh_from_db()
    assert check.application.state == states.SUBMITTED
    checking.write_line(check, key, result="", by=officer)


def test_who_was_told_is_told_that_it_is_looked_at_again(check, officer):
    propose(check, officer)
    staging.agree(check, by=make.staff("officer"))
    concluding.reopen_check(check, reason="Բողոքն ընդունվեց։", by=officer)
    letter = Letter.objects.get(kind="check_reopened")
    assert "Բողոքն ընդունվեց։" in letter.body


def test_a_check_is_not_opened_again_once_a_reviewer_has_it(lot, officer):
    (application,) = staging.eligible(lot, by=officer)
    staging.reading(application, staging.reviewer(), officer)
    with pytest.raises(ValidationError) as refusal:
        concluding.reopen_check(
            application.eligibility_check, reason="Ա", by=officer
        )
    assert code_of(refusal) == checking.STATE


def test_a_whole_lot_is_checked_in_one_go_where_nothing_needs_a_person(
    officer,
):
    lot = staging.a_lot()
    applications = staging.submitted(lot, 3)
    EligibilityRule.objects.create(
        call=lot.call,
        kind=EligibilityRule.SIGNATORY,
        is_blocking=False,
        text_hy="Միացել է",
    )
    make.adhesion(applications[0].community)
    assert bulk.begin_checks(lot, by=officer) == 3
    assert bulk.accept_computed_of_lot(lot, by=officer) == (10, 1)
    stages = [one.stage for one in listing.list_checks(lot, officer)]
    assert stages == ["done", "to_do", "to_do"]


def test_next_and_previous_are_those_that_wait(officer):
    lot = staging.a_lot()
    first, second, third = staging.submitted(lot, 3)
    staging.check_all_met(second, officer)
    assert listing.check_neighbours(lot, first, officer) == (None, third)
    assert listing.check_neighbours(lot, third, officer) == (first, None)


def test_a_withdrawn_application_is_not_checked(check, officer):
    application = check.application
    application.state = states.WITHDRAWN
    application.save()
    with pytest.raises(ValidationError):
        bulk.accept_computed(check, by=officer)


def test_the_deadline_of_a_lot_that_is_evaluated_stays(lot, officer):
    (application,) = staging.eligible(lot, by=officer)
    tomorrow = timezone.now() + dt.timedelta(days=1)
    with pytest.raises(ValidationError) as refusal:
        extending.propose_reopening(
            lot, tomorrow, reason_hy="Ա", reason_en="", by=officer
        )
    assert code_of(refusal) == extending.OPENED
    assert "գնահատվում են" in str(refusal.value)
    with pytest.raises(ValidationError):
        extending.propose_extension(
            application, tomorrow, reason="Ա", by=officer
        )

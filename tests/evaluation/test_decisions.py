"""What becomes of applications: within the budget, known to nobody before, then to all at once."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from applications import states as application_states
from applications.submissions import lifecycle
from evaluation.decisions import (
    amounts,
    letter_papers,
    preparing,
    publishing,
    responding,
)
from evaluation.models import AwardResponse, Decision, EvaluationEntry
from mailing.models import Letter
from tests import make
from tests.evaluation import staging
from tests.evaluation.killing import Killed
from tests.parallel import at_once
from tests.reading import flat

pytestmark = pytest.mark.django_db


def code_of(refusal):
    return refusal.value.code


def decision_of(application):
    return Decision.objects.filter(application=application).latest("number")


@pytest.fixture
def lot():
    return staging.a_lot(
        budget=Decimal(250), grant_min=Decimal(50), grant_max=Decimal(150)
    )


@pytest.fixture
def prepared(lot, officer, head):
    """Two within the budget, one on the reserve list, one below a threshold."""
    return staging.prepared(
        lot, [(5, 4), (4, 4), (3, 5), (2, 5)], officer, head
    )


def outcomes(applications):
    return [
        (one.outcome, one.amount, one.reserve_place)
        for one in map(decision_of, applications)
    ]


def test_decisions_follow_the_signed_ranking(prepared):
    assert outcomes(prepared) == [
        ("awarded", Decimal(125), None),
        ("awarded", Decimal(125), None),
        ("reserve", None, 1),
        ("rejected", None, None),
    ]


def test_without_a_signed_ranking_nothing_is_decided(lot, officer):
    staging.reviewed(lot, [(5, 4)], officer)
    with pytest.raises(ValidationError) as refusal:
        preparing.prepare_decisions(lot, by=officer)
    assert code_of(refusal) == preparing.NOT_SIGNED


def test_prepared_twice_it_is_prepared_once(prepared, lot, officer):
    assert preparing.prepare_decisions(lot, by=officer) == 0


def test_another_decision_than_the_rankings_says_why(prepared, officer):
    decision = decision_of(prepared[0])
    with pytest.raises(ValidationError):
        preparing.change_decision(
            decision, outcome="awarded", amount=Decimal(100), by=officer
        )
    preparing.change_decision(
        decision,
        outcome="awarded",
        amount=Decimal(100),
        reason="Մեկ տողն իրավունք չունի։",
        by=officer,
    )
    assert decision_of(prepared[0]).amount == Decimal(100)


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (None, "amount"),
        (Decimal(0), "amount"),
        (Decimal(-1), "amount"),
        (Decimal(49), "limits"),
        (Decimal(151), "limits"),
        (Decimal(126), "budget"),
    ],
)
def test_an_amount_keeps_to_the_limits_and_to_the_budget(
    prepared, officer, amount, code
):
    with pytest.raises(ValidationError) as refusal:
        preparing.change_decision(
            decision_of(prepared[0]),
            outcome="awarded",
            amount=amount,
            reason="Ա",
            by=officer,
        )
    assert code_of(refusal) == code


def test_the_database_refuses_an_award_above_the_budget(prepared):
    for amount in (126, 151, 49):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.filter(application=prepared[0]).update(
                amount=amount
            )
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(application=prepared[2]).update(
            outcome="awarded", amount=125, reserve_place=None
        )


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_do_not_award_the_same_money_twice(officer, head):
    lot = staging.a_lot(budget=Decimal(250))
    first, second, third = staging.prepared(
        lot, [(5, 4), (4, 4), (3, 5)], officer, head
    )
    for one in (first, second):
        preparing.change_decision(
            decision_of(one), outcome="rejected", reason="Ա", by=officer
        )
    acts = [
        lambda one=one: preparing.change_decision(
            decision_of(one),
            outcome="awarded",
            amount=Decimal(200),
            reason="Ա",
            by=officer,
        )
        for one in (first, second, third)
    ]
    results = at_once(acts)
    refused = [one for one in results if isinstance(one, ValidationError)]
    assert len(refused) == 2
    assert {one.code for one in refused} == {amounts.BUDGET}
    assert amounts.awarded_sum(lot) == Decimal(200)


def test_before_the_publication_an_applicant_learns_nothing(prepared, client):
    for application in prepared:
        client.force_login(application.created_by)
        reference = application.reference
        page = flat(client.get(f"/en/applications/{reference}/"))
        assert "reviewed" in page
        for word in ("awarded", "reserve", "rejected", "decision"):
            assert word not in page.lower().replace("decision by letter", "")
        for path in ("decision/", "decision.pdf"):
            answer = client.get(f"/en/applications/{reference}/{path}")
            assert answer.status_code == 404
    assert not Letter.objects.filter(kind="decision").exists()


def test_published_at_one_instant_to_everyone(prepared, lot, head, client):
    assert staging.publish([lot], by=head) == 4
    states = []
    for one in prepared:
        one.refresh_from_db()
        states.append(one.state)
    assert states == [
        application_states.AWARDED,
        application_states.AWARDED,
        application_states.RESERVE,
        application_states.REJECTED,
    ]
    instants = set(Decision.objects.values_list("published_at", flat=True))
    lot.refresh_from_db()
    lot.call.refresh_from_db()
    assert instants == {lot.results_published_at}
    assert lot.call.results_published_at == lot.results_published_at
    letters = Letter.objects.filter(kind="decision")
    assert letters.count() == 4
    client.force_login(prepared[0].created_by)
    paper = client.get(f"/en/applications/{prepared[0].reference}/decision.pdf")
    assert paper.content.startswith(b"%PDF")


def test_only_the_head_publishes(prepared, lot, officer):
    for role in ("officer", "auditor", "editor"):
        with pytest.raises(PermissionDenied):
            staging.publish([lot], by=make.staff(role))


def nothing_is_published(lot):
    lot.refresh_from_db()
    return (
        lot.results_published_at is None
        and not Decision.objects.published().exists()
        and not Letter.objects.filter(kind="decision").exists()
        and not EvaluationEntry.objects.filter(verb="publish").exists()
    )


def test_a_letter_that_no_longer_fits_keeps_all_from_being_published(
    prepared, lot, officer, head
):
    preparing.change_decision(
        decision_of(prepared[0]),
        outcome="awarded",
        amount=Decimal(100),
        reason="Ա",
        by=officer,
    )
    with pytest.raises(ValidationError) as refusal:
        staging.publish([lot], by=head)
    assert prepared[0].reference in str(refusal.value)
    assert nothing_is_published(lot)
    publishing.make_letters([lot], by=officer)
    assert staging.publish([lot], by=head) == 4


def test_a_letter_that_cannot_be_made_is_named_and_the_others_are_made(
    prepared, lot, officer, head, monkeypatch
):
    Decision.objects.update(reason="Նոր պատճառ")
    bad = prepared[1].reference
    made = letter_papers.decision_pdf

    def broken(decision):
        if decision.application.reference == bad:
            raise RuntimeError("no paper")
        return made(decision)

    monkeypatch.setattr(letter_papers, "decision_pdf", broken)
    assert list(publishing.make_letters([lot], by=officer)) == [bad]
    with pytest.raises(ValidationError) as refusal:
        staging.publish([lot], by=head)
    assert bad in str(refusal.value)
    assert nothing_is_published(lot)


def test_killed_at_any_statement_nothing_or_everything_is_published(
    prepared, lot, head
):
    """Each time one statement later, until none is left to be killed at."""
    for statement in range(1, 1000):
        count = 0

        def killing(execute, *args, statement=statement):
            nonlocal count
            count += 1
            if count == statement:
                raise Killed
            return execute(*args)

        try:
            with transaction.atomic(), connection.execute_wrapper(killing):
                staging.publish([lot], by=head)
        except Killed:
            assert nothing_is_published(lot)
        else:
            break
    assert statement > 30
    assert Decision.objects.published().count() == 4


def test_an_application_without_a_decision_keeps_all_from_being_published(
    prepared, lot, head
):
    Decision.objects.filter(application=prepared[2]).delete()
    with pytest.raises(ValidationError) as refusal:
        staging.publish([lot], by=head)
    assert prepared[2].reference in str(refusal.value)
    assert nothing_is_published(lot)


def test_all_can_be_rejected(lot, officer, head):
    applications = staging.prepared(lot, [(2, 5), (1, 1)], officer, head)
    assert staging.publish([lot], by=head) == 2
    assert [one[0] for one in outcomes(applications)] == ["rejected"] * 2


def test_who_withdraws_before_the_publication_gets_no_decision(
    prepared, lot, head, officer
):
    gone = prepared[0]
    lifecycle.withdraw(gone, reason="Չենք կարող։", by=gone.created_by)
    assert amounts.awarded_sum(lot) == Decimal(125)
    with pytest.raises(ValidationError) as refusal:
        staging.publish([lot], by=head)
    assert gone.reference in str(refusal.value)
    preparing.prepare_decisions(lot, by=officer)
    publishing.make_letters([lot], by=officer)
    published = staging.publish([lot], by=head)
    gone.refresh_from_db()
    assert (published, gone.state) == (3, application_states.WITHDRAWN)
    assert outcomes(prepared[1:]) == [
        ("awarded", Decimal(125), None),
        ("awarded", Decimal(125), None),
        ("rejected", None, None),
    ]


def test_who_withdraws_after_the_signatures_leaves_room_for_the_next(
    lot, officer, head
):
    gone, second, third = staging.reviewed(
        lot, [(5, 4), (4, 4), (3, 5)], officer
    )
    staging.signed(lot, officer, head)
    lifecycle.withdraw(gone, reason="Չենք կարող։", by=gone.created_by)
    preparing.prepare_decisions(lot, by=officer)
    assert outcomes([second, third]) == [
        ("awarded", Decimal(125), None),
        ("awarded", Decimal(125), None),
    ]


def test_what_is_published_is_changed_by_nobody(prepared, lot, officer, head):
    staging.publish([lot], by=head)
    decision = decision_of(prepared[0])
    with pytest.raises(ValidationError):
        preparing.change_decision(
            decision, outcome="rejected", reason="Ա", by=officer
        )
    for change in (
        lambda: Decision.objects.update(reason="x"),
        lambda: Decision.objects.filter(pk=decision.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.fixture
def published(prepared, lot, head):
    staging.publish([lot], by=head)
    for one in prepared:
        one.refresh_from_db()
    return prepared


def test_the_letter_says_outcome_scores_and_comments_in_its_language(
    published,
):
    data = letter_papers.letter_data(decision_of(published[0]))
    assert data["language"] == "hy"
    assert any(
        "125 EUR" in line.replace("\xa0", " ") for line in data["paragraphs"]
    )
    assert [line[1:] for line in data["scores"]] == [
        ["2", "5 / 5", "10"],
        ["1", "4 / 5", "4"],
    ]
    assert data["points"] == "14"
    assert [one["lines"][0] for one in data["comments"]] == ["Լավ է։"] * 2
    reviewers = [one.reviewer.name for one in published[0].reviews.all()]
    assert not any(name in str(data) for name in reviewers)


def test_a_call_that_keeps_scores_to_itself_tells_none(officer, head):
    lot = staging.a_lot(tells_scores=False)
    (application,) = staging.prepared(lot, [(5, 4)], officer, head)
    data = letter_papers.letter_data(decision_of(application))
    assert (data["scores"], data["comments"]) == ([], [])


def answer(application, *, is_accepted, by=None, reason=""):
    return responding.answer_award(
        decision_of(application),
        is_accepted=is_accepted,
        reason=reason,
        by=by or application.created_by,
    )


def test_an_award_is_accepted_once(published):
    best = published[0]
    answer(best, is_accepted=True)
    best.refresh_from_db()
    assert best.state == application_states.AWARDED
    assert best.journal.last().verb == "accept"
    with pytest.raises(ValidationError):
        answer(best, is_accepted=False, reason="Ա")


def test_only_who_may_submit_answers(published):
    best = published[0]
    for person in (
        make.seat(best.community, "editor").user,
        make.seat(best.community, "viewer").user,
        make.staff("head"),
        published[1].created_by,
    ):
        with pytest.raises(PermissionDenied):
            answer(best, is_accepted=True, by=person)


def test_only_an_award_is_answered(published):
    for application in published[2:]:
        with pytest.raises(ValidationError):
            answer(application, is_accepted=True)


def test_declining_says_why(published):
    with pytest.raises(ValidationError):
        answer(published[0], is_accepted=False)
    assert AwardResponse.objects.count() == 0


def test_the_reserve_is_called_up_by_rank_within_what_is_left(
    published, lot, head
):
    best, _second, reserve, _rejected = published
    with pytest.raises(ValidationError) as refusal:
        responding.call_up_reserve(lot, by=head)
    assert code_of(refusal) == amounts.BUDGET
    answer(best, is_accepted=False, reason="Չենք կարող։")
    called = responding.call_up_reserve(lot, by=head)
    reserve.refresh_from_db()
    assert (called.application, called.number, reserve.state) == (
        reserve,
        2,
        application_states.AWARDED,
    )
    assert amounts.awarded_sum(lot) == Decimal(250)
    assert Letter.objects.filter(kind="decision").count() == 5
    with pytest.raises(ValidationError) as refusal:
        responding.call_up_reserve(lot, by=head)
    assert code_of(refusal) == responding.EMPTY


def test_who_left_the_reserve_list_is_passed_over(officer, head):
    lot = staging.a_lot(budget=Decimal(125))
    best, first, second = staging.decided(
        lot, [(5, 4), (4, 4), (3, 5)], officer, head
    )
    lifecycle.withdraw(first, reason="Այլևս պետք չէ։", by=first.created_by)
    answer(best, is_accepted=False, reason="Ա")
    called = responding.call_up_reserve(lot, by=head)
    assert called.application == second


def test_who_decided_cannot_be_deleted(published, head):
    with pytest.raises(ProtectedError):
        head.delete()


def test_a_decision_is_made_about_the_version_that_was_reviewed(published):
    best = published[0]
    check = best.eligibility_check
    assert {one.version for one in best.reviews.all()} == {check.version}
    assert best.versions.count() == 1
    assert (
        check.version.accepted_at - check.version.requested_at
        < dt.timedelta(minutes=1)
    )

"""A ranking that is corrected after its signatures, or after its decisions were published."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from applications import journal, states
from applications.submissions import lifecycle
from calls.models import Lot
from evaluation.checks import checking, concluding
from evaluation.decisions import preparing, publishing, responding, results
from evaluation.models import CheckLine, Conflict, Decision
from evaluation.ranking import computing, signing
from evaluation.reviewing import assigning, finalising, reading, scoring
from tests import make
from tests.evaluation import staging

pytestmark = pytest.mark.django_db


def rescore(review, scores, officer):
    """Opened again, written anew and final."""
    finalising.reopen_review(review, reason="Բողոք։", by=officer)
    revs = dict(review.answers.values_list("key", "rev"))
    typed = {
        key: (value, revs.get(key, 0))
        for key, (value, _rev) in staging.typed(review, scores).items()
    }
    scoring.save_typed_review(review, typed, by=review.reviewer)
    finalising.finalise(review, by=review.reviewer)


def correct(lot, application, scores, officer, head):
    """Both reviews of an application anew, and the next ranking signed."""
    for review in application.reviews.all():
        rescore(review, scores, officer)
    ranking = signing.make_ranking(lot, reason="Բողոք։", by=officer)
    for person in (officer, head):
        signing.sign_ranking(ranking, by=person)
    return ranking


def outcomes(applications):
    found = []
    for one in applications:
        decision = Decision.objects.filter(application=one).latest("number")
        found.append((decision.outcome, decision.reserve_place))
    return found


@pytest.fixture
def lot():
    return staging.a_lot(budget=Decimal(125))


@pytest.fixture
def decided(lot, officer, head):
    """One award, and one on the reserve list."""
    return staging.decided(lot, [(5, 4), (4, 4)], officer, head)


def test_what_was_prepared_from_a_corrected_ranking_falls(lot, officer, head):
    first, second = staging.prepared(lot, [(5, 4), (4, 4)], officer, head)
    correct(lot, second, (5, 5), officer, head)
    with pytest.raises(ValidationError) as refusal:
        staging.publish([lot], by=head)
    assert refusal.value.code == publishing.NOT_READY
    preparing.prepare_decisions(lot, by=officer)
    publishing.make_letters([lot], by=officer)
    staging.publish([lot], by=head)
    assert outcomes([first, second]) == [("reserve", 1), ("awarded", None)]


def test_a_correction_of_published_decisions_frees_before_it_gives(
    lot, officer, head, decided
):
    first, second = decided
    correct(lot, second, (5, 5), officer, head)
    assert preparing.prepare_decisions(lot, by=officer) == 2
    lot.refresh_from_db()
    public = results.awards_that_hold([lot])
    assert [one.application for one in public] == [first]
    publishing.make_letters([lot], by=officer)
    staging.publish([lot], by=head)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (states.RESERVE, states.AWARDED)
    public = results.awards_that_hold([lot])
    assert [one.application for one in public] == [second]


def test_what_is_prepared_keeps_nobody_from_accepting(
    lot, officer, head, decided
):
    first, second = decided
    correct(lot, second, (5, 5), officer, head)
    preparing.prepare_decisions(lot, by=officer)
    award = Decision.objects.that_hold().get(application=first)
    responding.answer_award(award, is_accepted=True, by=first.created_by)
    assert first.journal.last().verb == "accept"


def test_back_to_what_is_published_only_what_was_reviewed_again_is_said_again(
    lot, officer, head, decided
):
    first, second = decided
    correct(lot, second, (5, 5), officer, head)
    preparing.prepare_decisions(lot, by=officer)
    for one, outcome, amount in (
        (second, "reserve", None),
        (first, "awarded", Decimal(125)),
    ):
        preparing.change_decision(
            one.decisions.prepared().get(),
            outcome=outcome,
            amount=amount,
            reason="Համաձայնություն կա։",
            by=officer,
        )
    (again,) = Decision.objects.prepared()
    assert (again.application, again.outcome) == (second, "reserve")
    publishing.make_letters([lot], by=officer)
    staging.publish([lot], by=head)
    second.refresh_from_db()
    assert (second.state, outcomes([first, second])) == (
        states.RESERVE,
        [("awarded", None), ("reserve", 1)],
    )


def test_an_application_that_is_reviewed_again_keeps_its_lot_from_being_published(
    lot, officer, head
):
    first, _second = staging.prepared(lot, [(5, 4), (4, 4)], officer, head)
    finalising.reopen_review(first.reviews.first(), reason="Ա", by=officer)
    with pytest.raises(ValidationError) as refusal:
        staging.publish([lot], by=head)
    assert first.reference in str(refusal.value)


def test_places_of_the_reserve_list_are_counted_anew(officer, head):
    lot = staging.a_lot(budget=Decimal(125))
    applications = staging.prepared(
        lot, [(5, 4), (4, 4), (4, 3)], officer, head
    )
    preparing.change_decision(
        applications[0].decisions.get(),
        outcome="reserve",
        reason="Փաստաթուղթ է պակասում։",
        by=officer,
    )
    assert outcomes(applications) == [
        ("reserve", 1),
        ("reserve", 2),
        ("reserve", 3),
    ]


def test_nobody_is_called_up_while_the_list_is_being_looked_at(
    lot, officer, head, decided
):
    first, second = decided
    award = Decision.objects.get(application=first)
    responding.answer_award(
        award, is_accepted=False, reason="Ա", by=first.created_by
    )
    finalising.reopen_review(second.reviews.first(), reason="Ա", by=officer)
    with pytest.raises(ValidationError) as refusal:
        responding.call_up_reserve(lot, by=head)
    assert refusal.value.code == responding.WAITS


def test_the_journal_knows_no_move_that_the_table_does_not(decided, head):
    first, _second = decided
    first.state = states.WITHDRAWN
    first.save()
    with pytest.raises(ValidationError):
        journal.record_move(first, "award", by=head, at=first.saved_at)


def test_a_budget_below_what_is_awarded_is_refused(lot, decided):
    with pytest.raises(IntegrityError), transaction.atomic():
        Lot.objects.filter(pk=lot.pk).update(budget=Decimal(124))
    Lot.objects.filter(pk=lot.pk).update(budget=Decimal(126))


def test_the_letter_of_a_published_decision_stays(decided):
    decision = Decision.objects.get(application=decided[0])
    for change in (
        lambda: type(decision.letter).objects.update(sha256="0" * 64),
        lambda: decision.letter.delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_cents_are_added_as_cents(officer, head):
    """3134.55 + 55487.87 + 46416.97 is more than itself in floating numbers."""
    amounts = [Decimal(one) for one in ("3134.55", "55487.87", "46416.97")]
    lot = staging.a_lot(budget=sum(amounts), expected_grants=3)
    applications = staging.reviewed(lot, [(5, 4), (4, 4), (4, 3)], officer)
    for one, amount in zip(applications, amounts, strict=True):
        one.grant = amount
        one.save()
    staging.signed(lot, officer, head)
    assert preparing.prepare_decisions(lot, by=officer) == 3
    assert [one[0] for one in outcomes(applications)] == ["awarded"] * 3


def test_more_than_the_largest_grant_is_awarded_up_to_it(officer, head):
    lot = staging.a_lot(grant_max=Decimal(100), budget=Decimal(300))
    lots = Lot.objects.filter(pk=lot.pk)
    lots.update(grant_max=None)
    (application,) = staging.reviewed(lot, [(5, 4)], officer)
    lots.update(grant_max=Decimal(100))
    staging.signed(lot, officer, head)
    preparing.prepare_decisions(lot, by=officer)
    assert application.decisions.get().amount == Decimal(100)


def test_a_selection_without_money_has_awards_without_amounts(officer, head):
    lot = staging.a_lot(budget=None, expected_grants=1)
    first, second = staging.decided(lot, [(5, 4), (4, 4)], officer, head)
    assert first.decisions.get().amount is None
    assert (first.state, second.state) == (states.AWARDED, states.RESERVE)


def test_who_is_tied_by_now_must_be_taken_back(lot, officer):
    (application,) = staging.reviewed(lot, [(5, 4)], officer)
    reviewer = application.reviews.first().reviewer
    Conflict.objects.create(
        user=reviewer,
        community=application.community,
        by=officer,
        at=application.saved_at,
    )
    problems = computing.compute_order(lot).problems
    assert problems == ((application, computing.TIED),)


def test_who_works_in_the_office_reviews_nothing(lot, officer):
    (application,) = staging.eligible(lot, by=officer)
    colleague = staging.reviewer()
    colleague.groups.add(*officer.groups.all())
    colleague.is_staff = True
    colleague.save()
    with pytest.raises(ValidationError) as refusal:
        assigning.assign(
            application, colleague, due_on=staging.due(), by=officer
        )
    assert refusal.value.code == assigning.OFFICE


def test_three_reviews_from_the_start_ask_for_no_fourth(officer):
    lot = staging.a_lot(reviews_required=2)
    (application,) = staging.eligible(lot, by=officer)
    people = [staging.reviewer() for _number in range(3)]
    reviews = [staging.reading(application, one, officer) for one in people]
    for review, scores in zip(reviews, [(5, 5), (3, 3), (4, 4)], strict=True):
        scoring.save_typed_review(
            review, staging.typed(review, scores), by=review.reviewer
        )
        finalising.finalise(review, by=review.reviewer)
    assert computing.compute_order(lot).problems == ()


def complete(application, officer):
    """A new version after the check was begun."""
    application.refresh_from_db()
    version = application.versions.get()
    application.versions.create(
        number=2,
        record=version.record.replace("Այգի", "Նոր այգի"),
        sha256="b" * 64,
        previous_sha256=version.sha256,
        submitted_by=version.submitted_by,
        requested_at=version.requested_at,
        accepted_at=version.accepted_at,
        deadline_at=version.deadline_at,
    )


def test_a_check_follows_a_completion(lot, officer):
    (application,) = staging.submitted(lot)
    check = checking.begin_check(application, by=officer)
    complete(application, officer)
    with pytest.raises(ValidationError) as refusal:
        concluding.find_eligible(check, by=officer)
    assert refusal.value.code in (checking.OPEN_LINES, checking.OUTDATED)
    checking.renew_check(check, by=officer)
    check.refresh_from_db()
    assert check.version.number == 2
    assert set(check.lines.values_list("result", flat=True)) == {""}


def test_a_proposal_is_not_emptied_before_the_second_officer_agrees(
    lot, officer
):
    (application,) = staging.submitted(lot)
    check = checking.begin_check(application, by=officer)
    checking.write_line(
        check, "limits", result=CheckLine.NOT_MET, reason="Ա", by=officer
    )
    concluding.propose_ineligible(check, instruction="Ա", by=officer)
    for act in (
        lambda: checking.write_line(
            check, "limits", result=CheckLine.MET, by=officer
        ),
        lambda: concluding.find_eligible(check, by=officer),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.code == checking.PROPOSED


def test_a_colleagues_answer_is_not_written_over(lot, officer, client):
    (application,) = staging.submitted(lot)
    check = checking.begin_check(application, by=officer)
    client.force_login(officer)
    address = f"/en/office/applications/{application.reference}/check/"
    page = client.get(address).content.decode()
    was = page.split('name="was-limits" value="')[1].split('"')[0]
    checking.write_line(
        check,
        "limits",
        result=CheckLine.NOT_MET,
        reason="Չափից շատ է։",
        by=make.staff("officer"),
    )
    answer = client.post(
        address,
        {
            "was-limits": was,
            "result-limits": "met",
            "reason-limits": "Ես այլ կարծիքի եմ։",
            "stay": "1",
        },
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Չափից շատ է։" in text
    assert "Ես այլ կարծիքի եմ։" in text
    assert check.lines.get(key="limits").result == CheckLine.NOT_MET


def test_without_names_the_title_is_of_a_visible_question_or_none(officer):
    lot = staging.a_lot(is_blind=True)
    (application,) = staging.eligible(lot, by=officer)
    review = assigning.assign(
        application, staging.reviewer(), due_on=staging.due(), by=officer
    )
    assert reading.title_for_reviewer(review) == ""


def test_applicants_read_the_programme_and_not_who_of_it(decided, client):
    first, _second = decided
    client.force_login(first.created_by)
    page = client.get(f"/en/applications/{first.reference}/").content.decode()
    staff = {entry.by for entry in first.journal.all()} - {first.created_by}
    assert staff
    assert not [one for one in staff if one.name in page]
    assert "the programme" in page


def test_who_withdrew_is_not_called_up(lot, officer, head, decided):
    first, second = decided
    award = Decision.objects.get(application=first)
    responding.answer_award(
        award, is_accepted=False, reason="Ա", by=first.created_by
    )
    lifecycle.withdraw(second, reason="Ա", by=second.created_by)
    with pytest.raises(ValidationError) as refusal:
        responding.call_up_reserve(lot, by=head)
    assert refusal.value.code == responding.EMPTY

"""Who reviews what: conflicts, languages, load and absences; given, declared and taken back."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from applications import states as application_states
from applications.submissions import lifecycle
from evaluation import states
from evaluation.errors import CONFLICT
from evaluation.models import Absence, Conflict, Review, Reviewer
from evaluation.reviewing import (
    assigning,
    conflicts,
    piles,
    planning,
    pool,
    scoring,
)
from mailing.models import Letter
from tests import make
from tests.evaluation import staging

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot():
    return staging.a_lot()


@pytest.fixture
def application(lot, officer):
    (application,) = staging.eligible(lot, by=officer)
    return application


def assign(application, person, officer):
    return assigning.assign(
        application, person, due_on=staging.due(), by=officer
    )


def code_of(refusal):
    return refusal.value.code


def test_the_first_reviewer_begins_the_review(application, officer):
    review = assign(application, staging.reviewer(), officer)
    application.refresh_from_db()
    assert application.state == application_states.IN_REVIEW
    assert review.version == application.versions.get()
    assert Letter.objects.filter(kind="review_assigned").count() == 1


def test_nobody_without_the_role_reviews(application, officer):
    with pytest.raises(ValidationError) as refusal:
        assign(application, make.user(), officer)
    assert code_of(refusal) == assigning.NO_ROLE


def test_nobody_reviews_the_same_application_twice(application, officer):
    person = staging.reviewer()
    assign(application, person, officer)
    with pytest.raises(ValidationError) as refusal:
        assign(application, person, officer)
    assert code_of(refusal) == assigning.TWICE


def test_without_weights_nobody_is_given_anything(lot, application, officer):
    lot.call.criteria.update(weight=None)
    with pytest.raises(ValidationError) as refusal:
        assign(application, staging.reviewer(), officer)
    assert code_of(refusal) == assigning.NO_WEIGHTS


def test_a_day_that_has_passed_is_refused(application, officer):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    with pytest.raises(ValidationError) as refusal:
        assigning.assign(
            application, staging.reviewer(), due_on=yesterday, by=officer
        )
    assert code_of(refusal) == assigning.PAST


def test_who_has_a_seat_in_the_community_cannot_review_it(application, officer):
    person = staging.reviewer()
    make.seat(application.community, "viewer", person)
    with pytest.raises(ValidationError) as refusal:
        assign(application, person, officer)
    assert code_of(refusal) == CONFLICT


def test_who_got_a_seat_later_neither_declares_nor_reads(application, officer):
    person, other = staging.reviewer(), staging.reviewer()
    review = assign(application, person, officer)
    reading = staging.reading(application, other, officer)
    for one in (person, other):
        make.seat(application.community, "viewer", one)
    with pytest.raises(ValidationError) as refusal:
        assigning.declare_no_conflict(review, by=person)
    assert code_of(refusal) == CONFLICT
    assert not Review.objects.readable_by(other).filter(pk=reading.pk).exists()


def test_a_conflict_declared_once_holds_for_everything_of_the_community(
    lot, application, officer
):
    person = staging.reviewer()
    second_lot = staging.a_lot(lot.call)
    (other,) = staging.eligible(
        second_lot, by=officer, of_person=application.created_by
    )
    theirs = staging.reading(other, person, officer)
    review = assign(application, person, officer)
    assigning.declare_conflict(review, reason="Քույրս։", by=person)
    theirs.refresh_from_db()
    assert (review.state, theirs.state) == (states.RECUSED, states.RECUSED)
    assert not Review.objects.readable_by(person).exists()
    assert piles.reviewer_pile(person) == []
    third_lot = staging.a_lot(lot.call)
    (third,) = staging.eligible(
        third_lot, by=officer, of_person=application.created_by
    )
    with pytest.raises(ValidationError) as refusal:
        assign(third, person, officer)
    assert code_of(refusal) == CONFLICT


def test_the_reason_of_a_conflict_stands_at_the_review_alone(
    application, officer
):
    person = staging.reviewer()
    review = assign(application, person, officer)
    assigning.declare_conflict(review, reason="Քույրս է։", by=person)
    entries = application.evaluation_entries.values_list("note", flat=True)
    assert "Քույրս է։" not in list(entries)
    letter = Letter.objects.get(kind="recused")
    assert "Քույրս" not in letter.body
    assert Conflict.objects.get().reason == "Քույրս է։"


def test_a_conflict_says_why(application, officer):
    person = staging.reviewer()
    review = assign(application, person, officer)
    with pytest.raises(ValidationError):
        assigning.declare_conflict(review, reason=" ", by=person)


def test_nobody_declares_for_another(application, officer):
    review = assign(application, staging.reviewer(), officer)
    for verb in (
        lambda: assigning.declare_no_conflict(review, by=officer),
        lambda: assigning.declare_conflict(review, reason="Ա", by=officer),
    ):
        with pytest.raises(PermissionDenied):
            verb()


@pytest.mark.parametrize("name", ["Գավառ համայնքի ջրմուղ", "Gavar Water"])
def test_who_has_a_seat_at_a_named_partner_cannot_review(
    application, officer, name
):
    home = make.community(name_hy="Գավառ", name_en="Gavar")
    words = f"Գործընկեր՝ {name}"
    assert conflicts.is_named_in(words, home)
    assert not conflicts.is_named_in("Սևանի ջրմուղ", home)


def test_before_the_declaration_nothing_can_be_read(application, officer):
    person = staging.reviewer()
    review = assign(application, person, officer)
    assert not Review.objects.readable_by(person).exists()
    with pytest.raises(PermissionDenied):
        scoring.save_typed_review(
            review, staging.typed(review, (5, 5)), by=person
        )


def test_a_review_is_not_readable_without_a_declaration_in_the_database(
    application, officer
):
    review = assign(application, staging.reviewer(), officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(state=states.READING)


def test_what_is_taken_back_is_seen_no_more_and_can_be_given_again(
    application, officer
):
    person = staging.reviewer()
    review = staging.reading(application, person, officer)
    with pytest.raises(ValidationError):
        assigning.take_review_back(review, reason="", by=officer)
    assigning.take_review_back(review, reason="Հիվանդ է։", by=officer)
    assert piles.reviewer_pile(person) == []
    assert not Review.objects.readable_by(person).exists()
    assert Letter.objects.filter(kind="review_taken_back").count() == 1
    again = assign(application, person, officer)
    assert again.state == states.ASSIGNED


def test_a_withdrawn_application_leaves_the_pile(application, officer):
    person = staging.reviewer()
    review = staging.reading(application, person, officer)
    lifecycle.withdraw(
        application, reason="Չենք կարող։", by=application.created_by
    )
    assert piles.reviewer_pile(person) == []
    with pytest.raises(PermissionDenied):
        scoring.save_typed_review(
            review, staging.typed(review, (5, 5)), by=person
        )


def pairs(plan):
    return [
        (one.application.reference[-1], one.reviewer.user.name)
        for one in plan.reviews
    ]


def make_plan(lot, officer, **fields):
    return planning.make_plan(
        lot, due_on=fields.get("due_on", staging.due()), by=officer
    )


def test_a_plan_balances_the_load_and_saves_nothing(lot, officer):
    staging.eligible(lot, 4, by=officer)
    people = [staging.reviewer(most_reviews=10) for _number in range(4)]
    plan = make_plan(lot, officer)
    given = [one.reviewer.user for one in plan.reviews]
    assert sorted(given.count(person) for person in people) == [2, 2, 2, 2]
    assert plan.short == []
    assert Review.objects.count() == 0


def test_a_plan_gives_nobody_more_than_they_take_on(lot, officer):
    _first, second = staging.eligible(lot, 2, by=officer)
    staging.reviewer(most_reviews=1)
    staging.reviewer(most_reviews=2)
    plan = make_plan(lot, officer)
    assert len(plan.reviews) == 3
    assert plan.short == [(second, 1)]


def test_a_plan_asks_for_language_absence_and_conflict(
    lot, application, officer
):
    fits = staging.reviewer()
    staging.reviewer(reads_hy=False)
    away = staging.reviewer()
    Absence.objects.create(
        reviewer=away.reviewer,
        begins_on=timezone.localdate(),
        ends_on=staging.due(),
    )
    tied = staging.reviewer()
    make.seat(application.community, "viewer", tied)
    staging.reviewer(is_active=False)
    plan = make_plan(lot, officer)
    assert [one.reviewer.user for one in plan.reviews] == [fits]
    assert plan.short == [(application, 1)]


def test_of_equals_who_knows_the_topics_comes_first(lot, application, officer):
    topic = make.topic()
    lot.topics.add(topic)
    staging.reviewer()
    expert = staging.reviewer()
    expert.reviewer.topics.add(topic)
    staging.reviewer()
    plan = make_plan(lot, officer)
    assert expert in [one.reviewer.user for one in plan.reviews]


def test_a_kept_plan_is_asked_about_anew(lot, application, officer):
    good, bad = staging.reviewer(), staging.reviewer()
    make.seat(application.community, "viewer", bad)
    reference = application.reference
    reviews, refused = planning.keep_plan(
        lot,
        [(reference, good.pk), (reference, bad.pk), ("X-L1-0001", good.pk)],
        due_on=staging.due(),
        by=officer,
    )
    assert [review.reviewer for review in reviews] == [good]
    assert len(refused) == 1


def test_everyone_with_the_role_is_in_the_pool():
    person = make.staff("reviewer")
    make.staff("officer")
    assert pool.complete_pool() == 1
    assert [one.user for one in pool.reviewers_of_the_pool()] == [person]
    assert pool.complete_pool() == 0


def test_an_absence_ends_after_it_begins():
    staging.reviewer()
    today = timezone.localdate()
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(
            reviewer=Reviewer.objects.get(),
            begins_on=today,
            ends_on=today - dt.timedelta(days=1),
        )

"""Writing a review: saved as typed, final in a step of its own, independent until all are final."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from applications.errors import Stale
from calls.models import Criterion
from core.hashing import sha256
from evaluation import states
from evaluation.errors import Unfinished
from evaluation.models import FinalReview, ReviewAnswerHistory, Score
from evaluation.reviewing import agreement, finalising, scoring
from tests import make
from tests.evaluation import staging

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(officer):
    (application,) = staging.eligible(staging.a_lot(), by=officer)
    return application


@pytest.fixture
def review(application, officer):
    return staging.reading(application, staging.reviewer(), officer)


def save(review, **given):
    """Of the keys `score`, `why` (of the first criterion) and `comment`: (value, revision)."""
    first = scoring.criteria_of(review)[0]
    keys = {
        "score": scoring.score_key(first),
        "why": scoring.comment_key(first),
        "comment": scoring.COMMENT,
    }
    typed = {keys[name]: pair for name, pair in given.items()}
    return scoring.save_typed_review(review, typed, by=review.reviewer)


def problems_of(review, scores, **changes):
    typed = staging.typed(review, scores)
    by_name = {
        "why": scoring.comment_key(scoring.criteria_of(review)[0]),
        "comment": scoring.COMMENT,
    }
    for name, value in changes.items():
        typed[by_name[name]] = (value, 0)
    scoring.save_typed_review(review, typed, by=review.reviewer)
    with pytest.raises(Unfinished) as refusal:
        finalising.finalise(review, by=review.reviewer)
    return [message for _key, message in refusal.value.problems]


def test_everything_typed_is_saved_valid_or_not(review):
    save(review, score=("99", 0), comment=("Մտածում եմ", 0))
    assert sorted(review.values().values()) == ["99", "Մտածում եմ"]
    assert FinalReview.objects.count() == 0


def test_what_was_saved_elsewhere_is_not_overwritten_and_mine_is_kept(review):
    save(review, comment=("Առաջինը", 0))
    save(review, comment=("Երկրորդը", 1))
    with pytest.raises(Stale) as refusal:
        save(review, comment=("Իմը", 1), score=("4", 0))
    assert refusal.value.theirs[scoring.COMMENT].value == "Երկրորդը"
    values = review.values()
    assert values[scoring.COMMENT] == "Երկրորդը"
    assert "4" in values.values()
    lost = ReviewAnswerHistory.objects.get(kind="conflict")
    assert lost.value == "Իմը"


def test_an_unknown_key_is_left_out(review):
    scoring.save_typed_review(review, {"score-0": ("5", 0)}, by=review.reviewer)
    assert review.values() == {}


def test_nothing_scored_is_not_zero_and_keeps_it_from_being_final(review):
    assert problems_of(review, ("", 4)) == ["Դեռ գնահատված չէ։"]


@pytest.mark.parametrize("score", ["0", "6", "4.5", "չորս", "-1", "٤"])
def test_a_score_outside_the_scale_is_never_final(review, score):
    assert problems_of(review, (score, 4)) == ["Ընտրեք ամբողջ թիվ՝ 1-ից 5։"]


@pytest.mark.parametrize("score", [1, 5])
def test_the_ends_of_the_scale_are_explained(review, score):
    assert problems_of(review, (score, 4), why=" ") == [
        "Ամենացածր կամ ամենաբարձր գնահատականը բացատրեք խոսքով։"
    ]


def test_a_score_between_needs_no_words(review):
    first = scoring.criteria_of(review)[0]
    typed = staging.typed(review, (3, 4))
    typed[scoring.comment_key(first)] = ("", 0)
    scoring.save_typed_review(review, typed, by=review.reviewer)
    finalising.finalise(review, by=review.reviewer)
    assert Score.objects.get(criterion=first).comment == ""


def test_a_review_is_summed_up_in_words(review):
    assert problems_of(review, (3, 4), comment="") == [
        "Ամփոփեք ձեր կարծիքը մի նախադասությամբ։"
    ]


def test_the_points_are_score_times_weight(application, officer):
    review = staging.final(application, staging.reviewer(), (4, 3), officer)
    final = review.finals.get()
    assert final.points == Decimal(11)
    assert sha256(final.record) == final.sha256
    scores = final.scores.order_by("criterion__order")
    assert list(scores.values_list("value", flat=True)) == [4, 3]


def test_what_is_final_is_changed_by_nobody(application, officer):
    review = staging.final(application, staging.reviewer(), (4, 3), officer)
    with pytest.raises(ValidationError):
        save(review, score=("5", 1))
    final = review.finals.get()
    for change in (
        lambda: FinalReview.objects.update(points=15),
        lambda: Score.objects.update(value=5),
        lambda: final.scores.all().delete(),
        lambda: Score.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_database_holds_scores_to_the_scale(review):
    final = FinalReview.objects.create(
        review=review,
        number=1,
        comment="Ա",
        points=1,
        record="{}",
        sha256="a" * 64,
        at=review.assigned_at,
    )
    first = scoring.criteria_of(review)[0]
    for value in (0, 6):
        with pytest.raises(IntegrityError), transaction.atomic():
            Score.objects.create(final=final, criterion=first, value=value)
    Score.objects.create(final=final, criterion=first, value=5)


def test_from_the_first_score_on_the_criteria_stay(review):
    first = scoring.criteria_of(review)[0]
    Criterion.objects.filter(pk=first.pk).update(weight=3)
    save(review, comment=("Դեռ միայն խոսք", 0))
    Criterion.objects.filter(pk=first.pk).update(weight=2)
    save(review, score=("4", 0))
    lot = review.application.lot
    for change in (
        lambda: Criterion.objects.filter(pk=first.pk).update(weight=9),
        lambda: Criterion.objects.filter(pk=first.pk).delete(),
        lambda: Criterion.objects.create(call=first.call, title_hy="Նոր"),
        lambda: type(lot).objects.filter(pk=lot.pk).update(overall_threshold=1),
        lambda: type(lot).objects.filter(pk=lot.pk).update(is_blind=True),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_editor_of_a_call_shows_criteria_that_stay(
    review, admin_client, officer
):
    save(review, score=("4", 0))
    call = review.application.lot.call
    page = admin_client.get(f"/en/admin/calls/call/{call.pk}/change/")
    text = page.content.decode()
    assert page.status_code == 200
    assert 'name="criteria-0-weight"' not in text
    assert 'name="lots-0-overall_threshold"' not in text


def test_criteria_of_another_lot_can_still_be_changed(review):
    lot = review.application.lot
    other = make.lot(lot.call)
    own = Criterion.objects.create(
        call=lot.call, lot=other, title_hy="Ուրիշ", weight=1
    )
    save(review, score=("4", 0))
    Criterion.objects.filter(pk=own.pk).update(weight=4)


def test_nobody_writes_the_review_of_another(review, officer):
    stranger = staging.reviewer()
    with pytest.raises(PermissionDenied):
        scoring.save_typed_review(
            review, staging.typed(review, (4, 4)), by=stranger
        )
    with pytest.raises(PermissionDenied):
        finalising.finalise(review, by=stranger)


def test_reviews_are_independent_until_all_are_final(application, officer):
    first = staging.final(application, staging.reviewer(), (4, 4), officer)
    second = staging.reading(application, staging.reviewer(), officer)
    assert agreement.others_to_read(first) == []
    assert agreement.others_to_read(second) == []
    scoring.save_typed_review(
        second, staging.typed(second, (3, 3)), by=second.reviewer
    )
    finalising.finalise(second, by=second.reviewer)
    assert agreement.others_to_read(first) == [second.finals.get()]


def standing(application):
    application.refresh_from_db()
    return agreement.standing_of(application)


def test_two_that_differ_too_much_need_a_third(application, officer):
    staging.final(application, staging.reviewer(), (5, 5), officer)
    staging.final(application, staging.reviewer(), (3, 3), officer)
    now = standing(application)
    assert (now.difference, now.needs_third, now.missing) == (6, True, 1)
    third = staging.reading(application, staging.reviewer(), officer)
    assert third.is_third
    now = standing(application)
    assert (now.needs_third, now.unfinished, now.is_complete) == (
        False,
        1,
        False,
    )


def test_two_that_differ_by_just_the_gap_need_none(application, officer):
    staging.final(application, staging.reviewer(), (5, 5), officer)
    staging.final(application, staging.reviewer(), (3, 4), officer)
    now = standing(application)
    assert (now.difference, now.needs_third, now.is_complete) == (
        5,
        False,
        True,
    )


def test_opened_again_with_a_reason_and_final_anew(application, officer):
    review = staging.final(application, staging.reviewer(), (4, 4), officer)
    with pytest.raises(ValidationError):
        finalising.reopen_review(review, reason=" ", by=officer)
    finalising.reopen_review(review, reason="Բյուջեն չի կարդացել։", by=officer)
    first = scoring.criteria_of(review)[0]
    scoring.save_typed_review(
        review, {scoring.score_key(first): ("2", 1)}, by=review.reviewer
    )
    finalising.finalise(review, by=review.reviewer)
    numbers = review.finals.order_by("number").values_list("number", "points")
    assert list(numbers) == [(1, Decimal(12)), (2, Decimal(8))]
    review.refresh_from_db()
    assert agreement.newest_final(review).points == Decimal(8)
    assert review.state == states.FINAL


def test_a_review_is_tied_to_the_version_that_was_read(application, officer):
    review = staging.final(application, staging.reviewer(), (4, 4), officer)
    version = application.versions.get()
    assert review.version == version
    assert version.sha256 in review.finals.get().record


def test_a_final_review_is_changed_by_no_raw_statement(application, officer):
    staging.final(application, staging.reviewer(), (4, 4), officer)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE evaluation_finalreview SET comment = 'x'")

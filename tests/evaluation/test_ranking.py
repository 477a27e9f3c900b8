"""The order of a lot: means, thresholds, ties and the line; kept, signed by two, never changed."""

import json
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from applications import states as application_states
from applications.submissions import lifecycle
from evaluation.models import Ranking, RankingRow, RankingSignature
from evaluation.ranking import comparing, computing, minutes, records, signing
from evaluation.reviewing import finalising, scoring
from tests import make
from tests.evaluation import staging

pytestmark = pytest.mark.django_db


def order_of(lot, **changes):
    return [
        (line.application.reference[-1], line.place, line.points, line.standing)
        for line in computing.compute_order(lot, **changes).lines
    ]


def code_of(refusal):
    return refusal.value.code


def test_the_mean_of_the_reviews_to_the_cent():
    assert computing.mean([Decimal("10.00"), 11, 12]) == Decimal("11.00")
    assert computing.mean([1, 1, 2]) == Decimal("1.33")
    assert computing.mean([Decimal("2.005")]) == Decimal("2.01")


def test_the_line_is_drawn_at_the_budget_and_nobody_is_passed_over(officer):
    lot = staging.a_lot(budget=Decimal(260))
    staging.reviewed(lot, [(3, 3), (5, 5), (4, 4)], officer)
    lines = computing.compute_order(lot).lines
    assert [
        (one.application.reference[-1], one.place, one.standing, one.left)
        for one in lines
    ] == [
        ("2", 1, "funded", Decimal(135)),
        ("3", 2, "funded", Decimal(10)),
        ("1", 3, "on_reserve", None),
    ]


def test_the_line_is_drawn_at_the_number_of_grants(officer):
    lot = staging.a_lot(budget=None, expected_grants=1)
    staging.reviewed(lot, [(3, 3), (5, 5)], officer)
    assert [one[3] for one in order_of(lot)] == ["funded", "on_reserve"]


def test_below_a_threshold_there_is_no_place(officer):
    lot = staging.a_lot(overall_threshold=Decimal(11))
    staging.reviewed(lot, [(2, 5), (3, 4), (4, 4)], officer)
    lines = computing.compute_order(lot).lines
    first = lot.call.criteria.first()
    assert [
        (one.application.reference[-1], one.place, one.fails) for one in lines
    ] == [
        ("3", 1, ()),
        ("2", None, (None,)),
        ("1", None, (first.pk, None)),
    ]


def test_equal_points_are_told_apart_by_the_heaviest_criterion(officer):
    lot = staging.a_lot()
    staging.reviewed(lot, [(3, 5), (4, 3)], officer)
    assert [one[:3] for one in order_of(lot)] == [
        ("2", 1, Decimal(11)),
        ("1", 2, Decimal(11)),
    ]


def test_equal_everywhere_the_code_in_the_register_decides_never_the_time(
    officer,
):
    lot = staging.a_lot()
    late, early = (
        make.seat(make.community(hd002_code=code), "submitter").user
        for code in ("90000002", "90000001")
    )
    for person in (late, early):
        one = make.application(by=person, of=lot)
        lifecycle.submit(one, by=person)
    make.close(lot)
    people = [staging.reviewer(), staging.reviewer()]
    for one in lot.applications.order_by("reference"):
        staging.check_all_met(one, officer)
        one.refresh_from_db()
        for person in people:
            staging.final(one, person, (4, 4), officer)
    assert [one[0] for one in order_of(lot)] == ["2", "1"]


def test_what_keeps_a_lot_from_being_ranked_is_named(officer):
    lot = staging.a_lot()
    applications = staging.submitted(lot, 3)
    for one in applications[1:]:
        staging.check_all_met(one, officer)
        one.refresh_from_db()
    differing = applications[2]
    staging.final(differing, staging.reviewer(), (5, 5), officer)
    staging.final(differing, staging.reviewer(), (3, 3), officer)
    problems = [
        (one.reference[-1], code)
        for one, code in computing.compute_order(lot).problems
    ]
    assert problems == [
        ("1", computing.NOT_CHECKED),
        ("2", computing.NOT_REVIEWED),
        ("3", computing.NO_THIRD),
    ]
    with pytest.raises(ValidationError) as refusal:
        signing.make_ranking(lot, by=officer)
    assert code_of(refusal) == signing.NOT_READY


def test_a_lot_without_applications_has_nothing_to_rank(officer):
    lot = staging.a_lot()
    make.close(lot)
    order = computing.compute_order(lot)
    assert (order.lines, order.is_ready) == ((), False)


def test_what_would_be_is_shown_and_not_saved(officer):
    lot = staging.a_lot(budget=Decimal(250))
    staging.reviewed(lot, [(3, 3), (5, 5), (4, 4)], officer)
    best = lot.applications.get(reference__endswith="2").reference
    assert [one[0] for one in order_of(lot, without=[best])] == ["3", "1"]
    assert [one[3] for one in order_of(lot, grants=0)] == ["on_reserve"] * 3
    assert Ranking.objects.count() == 0


def test_pages_that_ask_what_would_be_save_nothing(officer, client):
    lot = staging.a_lot()
    staging.reviewed(lot, [(5, 5)], officer)
    client.force_login(officer)
    address = f"/en/office/calls/{lot.call.slug}/lots/1/ranking/"
    for query in (
        "?grants=0",
        "?grants=x",
        "?without=NO-L1-0001",
        "?grants=-1",
    ):
        assert client.get(address + query).status_code == 200
    assert Ranking.objects.count() == 0


@pytest.fixture
def made(officer):
    lot = staging.a_lot()
    staging.reviewed(lot, [(5, 5), (4, 4)], officer)
    return signing.make_ranking(lot, by=officer)


def test_two_people_sign_in_two_roles(made, officer):
    head = make.staff("head")
    signing.sign_ranking(made, by=officer)
    made.refresh_from_db()
    assert made.signed_at is None
    signing.sign_ranking(made, by=head)
    made.refresh_from_db()
    assert made.signed_at is not None
    signed = made.signatures.values_list("user", "role", "sha256")
    assert list(signed) == [
        (officer.pk, "officer", made.sha256),
        (head.pk, "head", made.sha256),
    ]
    states = {one.application.state for one in made.rows.all()}
    assert states == {application_states.RANKED}


@pytest.mark.parametrize("second", ["same", "officer", "administrator twice"])
def test_nobody_signs_twice_and_no_role_does(made, officer, second):
    administrator = make.staff("administrator")
    by = {
        "same": officer,
        "officer": make.staff("officer"),
        "administrator twice": administrator,
    }[second]
    first = administrator if second == "administrator twice" else officer
    signing.sign_ranking(made, by=first)
    with pytest.raises(ValidationError) as refusal:
        signing.sign_ranking(made, by=by)
    assert code_of(refusal) == signing.TWICE


@pytest.mark.parametrize("role", ["auditor", "editor", "reviewer"])
def test_who_may_not_sign_does_not(made, role):
    with pytest.raises(PermissionDenied):
        signing.sign_ranking(made, by=make.staff(role))


def test_one_waits_to_be_signed_at_a_time(made, officer):
    with pytest.raises(ValidationError) as refusal:
        signing.make_ranking(made.lot, by=officer)
    assert code_of(refusal) == signing.WAITS


def test_what_no_longer_holds_is_not_signed(made, officer):
    gone = made.rows.first().application
    lifecycle.withdraw(gone, reason="Չենք կարող։", by=gone.created_by)
    with pytest.raises(ValidationError) as refusal:
        signing.sign_ranking(made, by=officer)
    assert code_of(refusal) == signing.STALE
    signing.set_aside(made, reason="Մեկը հետ է վերցվել։", by=officer)
    again = signing.make_ranking(made.lot, by=officer)
    assert (again.number, again.rows.count()) == (2, 1)


def test_the_database_refuses_every_change_of_what_is_signed(made, officer):
    staging_head = make.staff("head")
    with pytest.raises(IntegrityError), transaction.atomic():
        Ranking.objects.update(signed_at=timezone.now())
    signing.sign_ranking(made, by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ranking.objects.update(signed_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Ranking.objects.update(record="{}")
    signing.sign_ranking(made, by=staging_head)
    row = made.rows.first()
    for change in (
        lambda: Ranking.objects.update(reason="x"),
        lambda: Ranking.objects.all().delete(),
        lambda: RankingRow.objects.update(points=1),
        lambda: RankingRow.objects.filter(pk=row.pk).delete(),
        lambda: RankingSignature.objects.all().delete(),
        lambda: RankingSignature.objects.update(sha256="0" * 64),
        lambda: RankingRow.objects.create(
            ranking=made,
            application=row.application,
            order=99,
            points=1,
            grant=1,
            standing="below",
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_record_names_everything_it_rests_on(made):
    record = json.loads(made.record)
    first = record["lines"][0]
    application = made.rows.first().application
    finals = sorted(
        one.finals.get().sha256 for one in application.reviews.all()
    )
    assert (first["points"], first["reviews"]) == ("15.00", finals)
    assert first["version_sha256"] == application.versions.get().sha256
    assert record["rules"]["budget"] == "250.00"
    assert records.ranking_faults(made) == []


def test_a_correction_has_the_next_number_a_reason_and_a_comparison(officer):
    lot = staging.a_lot()
    first, second = staging.reviewed(lot, [(4, 4), (4, 3)], officer)
    head = make.staff("head")
    former = staging.signed(lot, officer, head)
    review = second.reviews.first()
    finalising.reopen_review(review, reason="Բողոք։", by=officer)
    typed = {
        key: (value, 1)
        for key, (value, _rev) in staging.typed(review, (5, 5)).items()
    }
    scoring.save_typed_review(review, typed, by=review.reviewer)
    finalising.finalise(review, by=review.reviewer)
    with pytest.raises(ValidationError):
        signing.make_ranking(lot, by=officer)
    later = signing.make_ranking(lot, reason="Բողոքն ընդունվեց։", by=officer)
    assert (later.number, comparing.ranking_before(later)) == (2, former)
    assert later.previous_sha256 == former.sha256
    changes = [
        (one.application, one.before.place, one.after.place)
        for one in comparing.compare_rankings(former, later)
    ]
    assert changes == [(second, 2, 1), (first, 1, 2)]
    for person in (officer, head):
        signing.sign_ranking(later, by=person)
    assert records.signed_ranking(lot) == later


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_minutes_hold_every_figure(made, officer, language):
    signing.sign_ranking(made, by=officer)
    signing.sign_ranking(made, by=make.staff("head"))
    made.refresh_from_db()
    data = minutes.minutes_data(made, language)
    name = {"hy": "Համայնք", "en": "Community"}[language]
    line = data["lines"][0]
    assert line[0] == "1"
    assert line[2].startswith(name)
    assert line[3:6] == ["5", "5", "15"]
    assert data["signatures"][0][1] == officer.name
    assert minutes.minutes_pdf(made, language).startswith(b"%PDF")

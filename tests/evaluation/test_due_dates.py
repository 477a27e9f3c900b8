"""The office gives a reviewer another day; the reviewer is told, and the journal says so."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from evaluation.reviewing import due_dates
from mailing.models import Letter
from tests.evaluation import staging

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(officer):
    (application,) = staging.eligible(staging.a_lot(), 1, officer)
    return application


@pytest.fixture
def review(application, officer):
    return staging.reading(application, staging.reviewer(), officer)


def a_day(days):
    return timezone.localdate() + dt.timedelta(days=days)


def test_another_day_is_told_and_kept(review, application, officer):
    before = review.due_on
    due_dates.move_due_date(review, due_on=a_day(30), by=officer)
    review.refresh_from_db()
    entry = application.lot.evaluation_entries.latest("number")
    told = Letter.objects.filter(kind="review_reminder").get()
    assert (
        review.due_on,
        entry.verb,
        entry.facts["from"],
        entry.facts["due"],
        told.recipient_id,
    ) == (
        a_day(30),
        "move_due_date",
        before.isoformat(),
        a_day(30).isoformat(),
        review.reviewer_id,
    )


def test_a_day_that_has_passed_is_refused(review, officer):
    with pytest.raises(ValidationError) as refusal:
        due_dates.move_due_date(review, due_on=a_day(-1), by=officer)
    assert refusal.value.code == "past"


def test_what_is_final_has_no_day_any_more(application, officer):
    review = staging.final(application, staging.reviewer(), (4, 4), officer)
    with pytest.raises(ValidationError) as refusal:
        due_dates.move_due_date(review, due_on=a_day(9), by=officer)
    assert refusal.value.code == "state"


def test_only_the_office_moves_it(review):
    with pytest.raises(PermissionDenied):
        due_dates.move_due_date(review, due_on=a_day(9), by=review.reviewer)


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_page_moves_it_or_says_why_not(review, officer, client, language):
    reference = review.application.reference
    path = f"/{language}/office/applications/{reference}/reviews/{review.uid}/"
    client.force_login(officer)
    refused = client.post(f"{path}due/", {"due_on": a_day(-1).isoformat()})
    moved = client.post(f"{path}due/", {"due_on": a_day(20).isoformat()})
    review.refresh_from_db()
    assert (
        refused.status_code,
        moved.status_code,
        moved["Location"],
        review.due_on,
    ) == (422, 302, path, a_day(20))

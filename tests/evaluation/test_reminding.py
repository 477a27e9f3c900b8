"""Reviewers are reminded: by hand once a day, by the clock around the day that was agreed."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation
from django.utils.formats import date_format

from applications import states as application_states
from applications.office import deadline_watch
from evaluation.reviewing import assigning, reminding
from mailing.models import Letter
from tests.evaluation import staging

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot():
    return staging.a_lot()


@pytest.fixture
def person():
    return staging.reviewer()


def give(application, person, officer, due_on=None):
    return assigning.assign(
        application, person, due_on=due_on or staging.due(), by=officer
    )


def letters():
    return Letter.objects.filter(kind="review_reminder").order_by("pk")


def at(day, hour, minute=0):
    moment = dt.datetime.combine(day, dt.time(hour, minute))
    return time_machine.travel(timezone.make_aware(moment), tick=False)


def test_by_hand_one_letter_names_all_that_is_unfinished(lot, person, officer):
    one, two, done = staging.eligible(lot, 3, officer)
    staging.final(done, person, (4, 4), officer)
    give(one, person, officer)
    give(two, person, officer)
    counts = [reminding.remind_reviewers(lot, by=officer) for _ in range(2)]
    body = letters().get().body
    told = [one.reference in body, two.reference in body]
    assert (counts, told, done.reference in body) == (
        [1, 0],
        [True, True],
        False,
    )


def test_each_lot_and_each_reviewer_has_a_letter(lot, person, officer):
    other = staging.a_lot(lot.call)
    (one,) = staging.eligible(lot, 1, officer)
    (two,) = staging.eligible(other, 1, officer)
    for given_to in (person, staging.reviewer()):
        for application in (one, two):
            give(application, given_to, officer, timezone.localdate())
    with at(timezone.localdate() + dt.timedelta(days=1), 9):
        assert reminding.remind_by_the_clock() == 4


def test_only_who_runs_calls_reminds(lot):
    with pytest.raises(PermissionDenied):
        reminding.remind_reviewers(lot, by=staging.reviewer())


def test_the_clock_reminds_on_three_mornings(lot, person, officer):
    (application,) = staging.eligible(lot, 1, officer)
    due_on = give(application, person, officer).due_on
    sent = []
    for days in range(-5, 4):
        for hour, minute in ((8, 59), (9, 0), (15, 0)):
            with at(due_on + dt.timedelta(days=days), hour, minute):
                if reminding.remind_by_the_clock():
                    sent.append((days, hour, minute))
    assert sent == [(-3, 9, 0), (0, 9, 0), (1, 9, 0)]


def test_a_clock_that_stood_still_reminds_once(lot, person, officer):
    (application,) = staging.eligible(lot, 1, officer)
    due_on = give(application, person, officer).due_on
    with at(due_on + dt.timedelta(days=5), 12):
        counts = [reminding.remind_by_the_clock() for _ in range(2)]
    assert counts == [1, 0]


def test_who_was_told_since_is_not_told_again(lot, person, officer):
    (application,) = staging.eligible(lot, 1, officer)
    due_on = give(application, person, officer).due_on
    with at(due_on, 10):
        by_hand = reminding.remind_reviewers(lot, by=officer)
        by_the_clock = reminding.remind_by_the_clock()
    assert (by_hand, by_the_clock) == (1, 0)


def test_a_review_given_at_the_last_moment_waits_for_the_next_morning(
    lot, person, officer
):
    (application,) = staging.eligible(lot, 1, officer)
    today = timezone.localdate()
    with at(today, 10):
        give(application, person, officer, today)
        first = reminding.remind_by_the_clock()
    with at(today + dt.timedelta(days=1), 9):
        second = reminding.remind_by_the_clock()
    assert (first, second) == (0, 1)


def finish(review, application, person, officer):
    review.delete()
    staging.final(application, person, (4, 4), officer)


def take_back(review, application, person, officer):
    assigning.take_review_back(review, reason="Ուրիշը կգնահատի։", by=officer)


def lose_the_role(review, application, person, officer):
    person.groups.clear()


def withdraw(review, application, person, officer):
    application.state = application_states.WITHDRAWN
    application.save()


@pytest.mark.parametrize(
    "end",
    [finish, take_back, lose_the_role, withdraw],
    ids=lambda end: end.__name__,
)
def test_nobody_is_reminded_of_what_ended(lot, person, officer, end):
    (application,) = staging.eligible(lot, 1, officer)
    review = give(application, person, officer)
    end(review, application, person, officer)
    with at(review.due_on, 9):
        assert reminding.remind_by_the_clock() == 0


def test_the_watch_reminds_reviewers_too(lot, person, officer):
    (application,) = staging.eligible(lot, 1, officer)
    review = give(application, person, officer)
    with at(review.due_on, 9):
        done = deadline_watch.watch_deadlines()
    assert done == {
        "closings": 1,
        "void": 0,
        "letters": 0,
        "scanned": 0,
        "reviews": 1,
    }


SUBJECTS = {
    ("hy", 1): "Ձեր գնահատմանն է սպասում 1 հայտ, վերջնաժամկետը՝ {day}",
    ("hy", 3): "Ձեր գնահատմանն է սպասում 3 հայտ, վերջնաժամկետը՝ {day}",
    ("en", 1): "1 review is due on {day}",
    ("en", 3): "3 reviews are due, the first on {day}",
}


@pytest.mark.parametrize(("language", "number"), SUBJECTS)
def test_the_letter_speaks_the_reviewers_language(
    lot, person, officer, language, number
):
    person.language = language
    person.save()
    applications = staging.eligible(lot, number, officer)
    for application in applications:
        give(application, person, officer, dt.date(2030, 3, 5))
    reminding.remind_reviewers(lot, by=officer)
    letter = letters().get()
    paths = [
        f"/{language}/reviews/{one.reference}/" in letter.body
        for one in applications
    ]
    with translation.override(language):
        day = date_format(dt.date(2030, 3, 5), "DATE_FORMAT")
    subject = SUBJECTS[language, number].format(day=day)
    assert (letter.subject, paths) == (subject, [True] * number)

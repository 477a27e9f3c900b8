"""*Today* says in every stage what a lot waits for, to whoever can do it."""

from decimal import Decimal

import pytest

from evaluation.decisions import preparing, publishing, responding
from evaluation.ranking import signing
from evaluation.reports.next_steps import next_steps
from evaluation.reviewing import assigning
from tests import make
from tests.evaluation import staging

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot():
    return staging.a_lot(budget=Decimal(125))


def steps(user):
    return [(one.code, one.count) for one in next_steps(user)]


def test_reviewers_are_needed_until_each_has_as_many_as_the_lot_asks(
    lot, officer
):
    one, _two = staging.eligible(lot, 2, officer)
    seen = [steps(officer)]
    for _number in range(2):
        staging.reading(one, staging.reviewer(), officer)
        seen.append(steps(officer))
    assert seen == [
        [("reviewers", 2)],
        [("reviewers", 2)],
        [("reviewers", 1)],
    ]


def test_a_review_that_was_taken_back_is_missed(lot, officer):
    (one,) = staging.eligible(lot, 1, officer)
    first, _second = [
        staging.reading(one, staging.reviewer(), officer) for _ in range(2)
    ]
    before = steps(officer)
    assigning.take_review_back(first, reason="Մեկնում է։", by=officer)
    assert (before, steps(officer)) == ([], [("reviewers", 1)])


def test_two_that_differ_need_a_third(lot, officer):
    (one,) = staging.eligible(lot, 1, officer)
    staging.final(one, staging.reviewer(), (5, 5), officer)
    staging.final(one, staging.reviewer(), (1, 1), officer)
    before = steps(officer)
    third = staging.reading(one, staging.reviewer(), officer)
    assert (before, third.is_third, steps(officer)) == (
        [("third", 1)],
        True,
        [],
    )


def test_from_the_last_review_to_the_publication(lot, officer, head):
    staging.reviewed(lot, [(5, 4), (4, 4), (3, 3)], officer)
    seen = [(steps(officer), steps(head))]
    ranking = signing.make_ranking(lot, by=officer)
    seen.append((steps(officer), steps(head)))
    for person in (officer, head):
        signing.sign_ranking(ranking, by=person)
    seen.append((steps(officer), steps(head)))
    preparing.prepare_decisions(lot, by=officer)
    publishing.make_letters([lot], by=officer)
    seen.append((steps(officer), steps(head)))
    staging.publish([lot], by=head)
    seen.append((steps(officer), steps(head)))
    assert seen == [
        ([("rank", 3)], []),
        ([], []),
        ([("prepare", 3)], [("prepare", 3)]),
        ([("publish", 3)], [("publish", 3)]),
        ([], []),
    ]


def test_who_waits_for_a_check_keeps_its_lot_from_being_ranked(lot, officer):
    (waiting,) = staging.submitted(lot, 1, close=False)
    staging.reviewed(lot, [(5, 4)], officer)
    before = steps(officer)
    staging.check_all_met(waiting, officer)
    assert (before, steps(officer)) == ([], [("reviewers", 1)])


def test_a_declined_grant_is_free_for_the_reserve(lot, officer, head):
    best, _reserve = staging.decided(lot, [(5, 4), (4, 4)], officer, head)
    before = steps(head)
    responding.answer_award(
        best.decisions.get(),
        is_accepted=False,
        reason="Չենք կարող։",
        by=best.created_by,
    )
    declined = steps(head)
    responding.call_up_reserve(lot, by=head)
    assert (before, declined, steps(head)) == ([], [("call_up", 1)], [])


def test_nobody_else_has_such_steps(lot, officer):
    staging.eligible(lot, 1, officer)
    people = [make.staff("auditor"), make.staff("reviewer"), make.user()]
    assert [steps(one) for one in people] == [[], [], []]


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_page_of_today_links_to_the_step(lot, officer, client, language):
    staging.eligible(lot, 2, officer)
    client.force_login(officer)
    text = client.get(f"/{language}/office/").text
    said = {"hy": "Գնահատողներ են պետք", "en": "Reviewers are needed"}
    path = f"/{language}/office/calls/{lot.call.slug}/lots/1/reviews/"
    assert (said[language] in text, path in text) == (True, True)

"""Lots at each stage of an evaluation, made through the verbs that people use."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone
from lxml import html

from accounts.models import User
from applications.submissions import lifecycle
from calls.models import Criterion
from evaluation.checks import bulk, checking, concluding
from evaluation.decisions import preparing, previewing, publishing
from evaluation.models import Check, CheckLine, Reviewer
from evaluation.ranking import signing
from evaluation.reviewing import assigning, finalising, pool, scoring
from tests import make

#: (weight, threshold) of the criteria of a staged call: at most 5 × 2 + 5 × 1 = 15 points
CRITERIA = ((2, 3), (1, None))


def due():
    return timezone.localdate() + dt.timedelta(days=14)


def a_lot(of=None, **fields):
    """A lot with criteria and a budget for two of the grants that the tests ask for (125 each)."""
    values = {"budget": Decimal(250), "third_review_gap": Decimal(5)}
    lot = make.lot(of or make.call(), **{**values, **fields})
    if not lot.call.criteria.exists():
        for order, (weight, threshold) in enumerate(CRITERIA, start=1):
            Criterion.objects.create(
                call=lot.call,
                order=order,
                title_hy=f"Չափանիշ {order}",
                title_en=f"Criterion {order}",
                weight=weight,
                threshold=threshold,
            )
    return lot


def submitted(lot, count=1, close=True, of_person=None, **fields):
    """Applications of communities of their own, submitted before the lot closed."""
    applications = []
    for _number in range(count):
        one = make.application(by=of_person, of=lot, **fields)
        lifecycle.submit(one, by=one.created_by)
        applications.append(one)
    if close:
        make.close(lot)
    for one in applications:
        one.refresh_from_db()
    return applications


def eligible(lot, count=1, by=None, **fields):
    """Checked by an officer, every line met."""
    by = by or make.staff("officer")
    applications = submitted(lot, count, **fields)
    for one in applications:
        check_all_met(one, by)
        one.refresh_from_db()
    return applications


def check_all_met(application, by):
    check = checking.begin_check(application, by=by)
    bulk.accept_computed(check, by=by)
    for line in check.lines.filter(result=""):
        checking.write_line(check, line.key, result=CheckLine.MET, by=by)
    concluding.find_eligible(check, by=by)
    return check


def agree(check, *, by):
    """As the page does: what is agreed to is the proposal that was read."""
    seen = Check.objects.get(pk=check.pk).proposal_stamp
    concluding.find_ineligible(check, seen=seen, by=by)


def reviewer(**fields):
    """A member of the pool who reads both languages."""
    person = make.staff("reviewer")
    values = {"reads_hy": True, "reads_en": True, **fields}
    Reviewer.objects.create(user=person, **values)
    return person


def reading(application, person, by):
    """Given to a reviewer who has declared to be without a conflict."""
    review = assigning.assign(application, person, due_on=due(), by=by)
    assigning.declare_no_conflict(review, by=person)
    return review


def typed(review, scores, comment="Լավ է։"):
    """What a reviewer types: a score for each criterion, a comment for each and for all."""
    given = {scoring.COMMENT: (comment, 0)}
    pairs = zip(scoring.criteria_of(review), scores, strict=True)
    for criterion, score in pairs:
        given[scoring.score_key(criterion)] = (str(score), 0)
        given[scoring.comment_key(criterion)] = ("Քանի որ։", 0)
    return given


def final(application, person, scores, by):
    """A review from assignment to its end."""
    review = reading(application, person, by)
    scoring.save_typed_review(review, typed(review, scores), by=person)
    finalising.finalise(review, by=person)
    return review


def reviewed(lot, scores, by=None, **fields):
    """One application for each tuple of scores, reviewed twice alike."""
    by = by or make.staff("officer")
    applications = eligible(lot, len(scores), by, **fields)
    people = [reviewer(most_reviews=99), reviewer(most_reviews=99)]
    for application, given in zip(applications, scores, strict=True):
        for person in people:
            final(application, person, given, by)
        application.refresh_from_db()
    return applications


def signed(lot, by=None, head=None):
    """The ranking of a reviewed lot, signed by an officer and the head."""
    by, head = by or make.staff("officer"), head or make.staff("head")
    ranking = signing.make_ranking(lot, by=by)
    signing.sign_ranking(ranking, by=by)
    signing.sign_ranking(ranking, by=head)
    ranking.refresh_from_db()
    return ranking


def pool_of(count):
    people = [reviewer() for _number in range(count)]
    pool.complete_pool()
    return User.objects.in_bulk([one.pk for one in people])


def publish(lots, *, by):
    """As the page does: what is published is what was looked at."""
    seen = previewing.preview_publication(lots).fingerprints
    return publishing.publish_decisions(lots, seen=seen, by=by)


def decided(lot, scores, by=None, head=None, **fields):
    """Reviewed, signed, prepared, lettered and published."""
    by, head = by or make.staff("officer"), head or make.staff("head")
    applications = prepared(lot, scores, by, head, **fields)
    publish([lot], by=head)
    for one in applications:
        one.refresh_from_db()
    return applications


def prepared(lot, scores, by=None, head=None, **fields):
    """Reviewed, signed, its decisions prepared with their letters; nobody knows yet."""
    by, head = by or make.staff("officer"), head or make.staff("head")
    applications = reviewed(lot, scores, by, **fields)
    signed(lot, by, head)
    preparing.prepare_decisions(lot, by=by)
    publishing.make_letters([lot], by=by)
    for one in applications:
        one.refresh_from_db()
    return applications


def every_stage(call, submitter, officer):
    """Three lots more of a call with an application each of one community: in review, prepared
    and decided; and the people who review it, are recused or do not review it any more.
    """
    fields = {"by": officer, "head": make.staff("head")}
    first, second, third = (a_lot(call) for _number in range(3))
    (in_review,) = eligible(first, by=officer, of_person=submitter)
    people = {
        name: reviewer() for name in ("reviewer", "recused", "former_reviewer")
    }
    review = reading(in_review, people["reviewer"], officer)
    theirs = reading(in_review, people["recused"], officer)
    assigning.declare_conflict(theirs, reason="Եղբայրս։", by=theirs.reviewer)
    former = reading(in_review, people["former_reviewer"], officer)
    assigning.take_review_back(former, reason="Մեկնում է։", by=officer)
    (waiting,) = prepared(second, [(5, 4)], **fields, of_person=submitter)
    (done,) = decided(third, [(5, 4)], **fields, of_person=submitter)
    in_review.refresh_from_db()
    return {
        **people,
        "review": review,
        "in_review": in_review,
        "prepared": waiting,
        "decided": done,
    }


def rows_of_page(client, path, section=""):
    """The words of every cell of a page's tables, row by row; of one section alone."""
    tree = html.fromstring(client.get(path).content)
    for label in tree.xpath("//*[@class='table__label']"):
        label.drop_tree()
    within = f"//section[@aria-labelledby='{section}']" if section else ""
    return [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in tree.xpath(f"{within}//tr")
    ]

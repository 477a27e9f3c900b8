"""A closed call of the demonstration, evaluated through the verbs that people use."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from applications.models import Application
from calls import copying, publishing
from calls.models import Call, Lot
from communities.models import Community, Seat
from communities.models.seat import SUBMITTER
from core.clock import counting_from
from evaluation.checks import bulk, checking, concluding
from evaluation.models import (
    CheckLine,
    ChecklistLine,
    Review,
    Reviewer,
)
from evaluation.ranking import signing
from evaluation.reviewing import assigning, finalising, pool, scoring
from portal.demo import deciding, people, submissions
from portal.demo.content import at, read_toml

#: how far an evaluation is told
EVALUATION, RANKED, DECIDED = "evaluation", "ranked", "decided"
STAGES = (EVALUATION, RANKED, DECIDED)
COMMENT = "Ցուցադրական մեկնաբանություն"


def _person(role: str) -> User:
    return User.objects.get(email=f"{role}@portal.example")


def _call(data: dict) -> Call:
    """Last year's edition of the open call: the same form and criteria, closed two days ago."""
    source = Call.objects.get(code="UI26")
    names = ("code", "slug", "title_hy", "title_en")
    call = copying.copy_call(
        source, **{name: data[name] for name in names}, months=0
    )
    for lot in call.lots.all():
        lot.opens_at, lot.closes_at = at(-40, "10:00"), at(-2, "18:00")
        for name in ("budget", "third_review_gap", "overall_threshold"):
            setattr(lot, name, Decimal(data[name]))
        lot.expected_grants = data["expected_grants"]
        lot.save()
        for order, line in enumerate(data["line"], start=1):
            ChecklistLine.objects.create(lot=lot, order=order, **line)
    call.questions_until = at(-10, "18:00")
    call.published_at = at(-40, "10:00")
    call.save()
    return publishing.publish_call(call)


def _submitter(community: Community) -> User:
    """Whoever submits for the community already, or a new person of the demonstration."""
    seat = Seat.objects.filter(community=community, role=SUBMITTER).first()
    if seat is not None:
        return seat.user
    user = people.demo_person(
        f"submitter@{community.slug}.example",
        f"Ներկայացնող, {community.name_hy}",
    )
    Seat.objects.create(user=user, community=community, role=SUBMITTER)
    return user


def _submit(call: Call, entries: list[dict]) -> None:
    texts = read_toml("applications.toml")
    with counting_from(at(-3, "12:00")):
        for entry in entries:
            community = Community.objects.get(hd002_code=entry["community"])
            person = _submitter(community)
            submissions.submit_entry(
                {
                    "call": call.code,
                    "person": person.email,
                    **{
                        name: entry[name]
                        for name in ("community", "lot", "language", "title")
                    },
                },
                {call.code: texts["UI26"]},
            )


def _application(call: Call, entry: dict) -> Application:
    return Application.objects.get(
        lot__call=call,
        lot__number=entry["lot"],
        community__hd002_code=entry["community"],
    )


def _check(application: Application, entry: dict) -> None:
    """Everything met, but what the entry says is not: that a second officer agrees to."""
    officer, second = _person("officer"), _person("officer2")
    check = checking.begin_check(application, by=officer)
    bulk.accept_computed(check, by=officer)
    told = entry.get("ineligible", "")
    for line in check.lines.filter(result=""):
        is_bad = told and line.key.startswith("line-")
        checking.write_line(
            check,
            line.key,
            result=CheckLine.NOT_MET if is_bad else CheckLine.MET,
            reason=told if is_bad else "",
            by=officer,
        )
    if told:
        concluding.propose_ineligible(check, instruction=told, by=officer)
        check.refresh_from_db()
        concluding.find_ineligible(check, seen=check.proposal_stamp, by=second)
    else:
        concluding.find_eligible(check, by=officer)


def _reviewers() -> list[User]:
    reviewers = [_person(f"reviewer{number}") for number in (1, 2, 3)]
    pool.complete_pool()
    Reviewer.objects.filter(user__in=reviewers).update(
        reads_hy=True, reads_en=True, most_reviews=40
    )
    return reviewers


def _assign(application: Application, reviewer: User) -> Review:
    return assigning.assign(
        application,
        reviewer,
        due_on=timezone.localdate() + dt.timedelta(days=14),
        by=_person("officer"),
    )


def _type(review: Review, scores: list[int]) -> None:
    given = {scoring.COMMENT: (f"{COMMENT}։", 0)}
    pairs = zip(scoring.criteria_of(review), scores, strict=True)
    for criterion, score in pairs:
        given[scoring.score_key(criterion)] = (str(score), 0)
        if scoring.is_extreme(criterion, score):
            given[scoring.comment_key(criterion)] = (f"{COMMENT}։", 0)
    scoring.save_typed_review(review, given, by=review.reviewer)


def _review(
    application: Application, entry: dict, reviewers: list[User]
) -> None:
    """Each review to its end; a third one where the first two differ too much."""
    people_left = list(reviewers)
    if entry.get("recused"):
        review = _assign(application, people_left.pop(0))
        assigning.declare_conflict(
            review, reason=f"{COMMENT}․ ազգակից։", by=review.reviewer
        )
    for scores, reviewer in zip(entry["scores"], people_left, strict=False):
        review = _assign(application, reviewer)
        assigning.declare_no_conflict(review, by=reviewer)
        _type(review, scores)
        finalising.finalise(review, by=reviewer)


def _begin_reviews(call: Call, entries: list[dict]) -> None:
    """The second lot is being reviewed: given to two, declared by one, written by nobody yet."""
    reviewers = _reviewers()
    for entry in entries:
        if entry["lot"] != 2 or "scores" not in entry:
            continue
        application = _application(call, entry)
        first, _second = (
            _assign(application, reviewer) for reviewer in reviewers[:2]
        )
        assigning.declare_no_conflict(first, by=first.reviewer)
        _type(first, entry["scores"][0])


def _sign(lot: Lot) -> None:
    officer = _person("officer")
    ranking = signing.make_ranking(lot, by=officer)
    for person in (officer, _person("head")):
        signing.sign_ranking(ranking, by=person)


def is_told() -> bool:
    """Whether a stage was built already: it stays as it is."""
    return Call.objects.filter(
        code=read_toml("evaluation.toml")["code"]
    ).exists()


def build(stage: str, **changes: str) -> None:
    """Tell the story once, as far as the stage. `changes`: another code and address, for a second
    call.
    """
    data = read_toml("evaluation.toml") | changes
    if Call.objects.filter(code=data["code"]).exists():
        return
    call, entries = _call(data), data["application"]
    _submit(call, entries)
    checked = entries if stage != EVALUATION else entries[:-3]
    for entry in checked:
        _check(_application(call, entry), entry)
    if stage == EVALUATION:
        _begin_reviews(call, entries)
        return
    reviewers = _reviewers()
    for entry in entries:
        if "scores" in entry:
            _review(_application(call, entry), entry, reviewers)
    for lot in call.lots.all():
        _sign(lot)
    if stage == DECIDED:
        answers = [
            (_application(call, entry), entry.get("answer", "accepts"))
            for entry in entries
        ]
        officer, head = _person("officer"), _person("head")
        deciding.decide_call(call, answers, by=officer, head=head)


def tell(stage: str) -> None:
    """What the command builds: beside a decided call one that is being reviewed, so that reviewers
    find something in their hands.
    """
    if stage == DECIDED:
        earlier = read_toml("evaluation.toml")["earlier"]
        build(EVALUATION, **earlier)
    build(stage)

"""Writing a review: every score and comment is saved as typed; final is a step of its own.

What is not scored is not zero: it is nothing, and keeps the review from being final.
"""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from applications import journal as moves
from applications import states as application_states
from applications.drafts.saving import tidy_answer
from applications.errors import Stale
from applications.models import Application
from calls import scoring_rules
from calls.models import Criterion, Lot
from core.hashing import canonical, sha256
from core.typed_answers import Given, changed_answers, overtaken_answers
from evaluation import journal, letters, rules, states
from evaluation.errors import Unfinished, refuse_silence, wrong_state
from evaluation.models import (
    FinalReview,
    Review,
    ReviewAnswer,
    ReviewAnswerHistory,
    Score,
)
from evaluation.reviewing.assigning import locked_review

COMMENT = "comment"
LONGEST = 4000


def score_key(criterion: Criterion) -> str:
    return f"score-{criterion.pk}"


def comment_key(criterion: Criterion) -> str:
    return f"comment-{criterion.pk}"


def criteria_of(review: Review) -> list[Criterion]:
    lot = review.application.lot
    return scoring_rules.lot_criteria(lot, lot.call.criteria.all())


def review_keys(review: Review) -> list[str]:
    """Every key that a review can hold, in the order of its page."""
    keys = [
        key
        for criterion in criteria_of(review)
        for key in (score_key(criterion), comment_key(criterion))
    ]
    return [*keys, COMMENT]


def _refuse_writing(review: Review, by: User) -> None:
    """Raises PermissionDenied, ValidationError 'state'."""
    if not Review.objects.readable_by(by).filter(pk=review.pk).exists():
        raise PermissionDenied
    if review.state != states.READING:
        raise wrong_state()


def save_typed_review(
    review: Review, given: Given, *, by: User
) -> dict[str, ReviewAnswer]:
    """Save what changed, valid or not; every answer as it stands after it.

    What was changed elsewhere meanwhile is not written: mine is kept in the history. Raises
    PermissionDenied, ValidationError 'state', or Stale.
    """
    with transaction.atomic():
        locked = Review.objects.select_for_update().get(pk=review.pk)
        _refuse_writing(locked, by)
        keys = review_keys(review)
        present = {answer.key: answer for answer in locked.answers.all()}
        tidy = {
            key: (tidy_answer(value)[:LONGEST], rev)
            for key, (value, rev) in given.items()
            if key in keys
        }
        changed = changed_answers(tidy, present)
        overtaken = overtaken_answers(present, changed)
        for key, (value, rev) in changed.items():
            if key in overtaken:
                _note(locked, key, value, rev, ReviewAnswerHistory.CONFLICT)
            else:
                present[key] = _write(locked, key, value, present.get(key))
    if any(key.startswith("score-") for key in changed):
        note_first_score(review.application.lot)
    if overtaken:
        raise Stale(overtaken)
    return present


def _note(
    review: Review,
    key: str,
    value: str,
    rev: int,
    kind: str = ReviewAnswerHistory.SAVED,
) -> None:
    ReviewAnswerHistory.objects.create(
        review=review, key=key, value=value, rev=max(rev, 0), kind=kind
    )


def _write(
    review: Review, key: str, value: str, before: ReviewAnswer | None
) -> ReviewAnswer:
    answer = before or ReviewAnswer(review=review, key=key, rev=0)
    answer.value, answer.rev = value, answer.rev + 1
    answer.save()
    _note(review, key, value, answer.rev)
    return answer


def note_first_score(lot: Lot) -> None:
    """From the first score on the criteria of the lot stay as they are."""
    Lot.objects.filter(pk=lot.pk, scoring_began_at=None).update(
        scoring_began_at=timezone.now()
    )


def read_score(criterion: Criterion, typed: str) -> int | None:
    """The score that was typed; None for nothing. ValueError for what is none of the scale."""
    if not typed.strip():
        return None
    digits = typed.strip()
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 9:
        raise ValueError(typed)
    score = int(digits)
    if not criterion.scale_min <= score <= criterion.scale_max:
        raise ValueError(typed)
    return score


def is_extreme(criterion: Criterion, score: int) -> bool:
    """The ends of the scale are explained in words."""
    return score in (criterion.scale_min, criterion.scale_max)


def _score_problem(criterion: Criterion, values: dict[str, str]) -> str:
    try:
        score = read_score(criterion, values.get(score_key(criterion), ""))
    except ValueError:
        return _("Choose a whole number from %(low)d to %(high)d.") % {
            "low": criterion.scale_min,
            "high": criterion.scale_max,
        }
    return "" if score is not None else _("Not scored yet.")


def _comment_problem(criterion: Criterion, values: dict[str, str]) -> str:
    typed = values.get(score_key(criterion), "").strip()
    ends = {str(criterion.scale_min), str(criterion.scale_max)}
    if typed in ends and not values.get(comment_key(criterion), "").strip():
        return _("Explain the lowest or highest score in words.")
    return ""


def review_problems(review: Review) -> list[tuple[str, str]]:
    """(key, what is missing or wrong) of everything that keeps it from being final."""
    values = review.values()
    problems = []
    for criterion in criteria_of(review):
        if problem := _score_problem(criterion, values):
            problems.append((score_key(criterion), problem))
        if problem := _comment_problem(criterion, values):
            problems.append((comment_key(criterion), problem))
    if not values.get(COMMENT, "").strip():
        problems.append((COMMENT, _("Sum up your judgement in a sentence.")))
    return problems


def typed_points(review: Review) -> Decimal | None:
    """The total as it stands while one scores; None until everything is scored."""
    values, total = review.values(), Decimal(0)
    for criterion in criteria_of(review):
        try:
            score = read_score(criterion, values.get(score_key(criterion), ""))
        except ValueError:
            return None
        if score is None:
            return None
        total += (criterion.weight or 0) * score
    return total


def final_record(
    final: FinalReview, scores: list[Score], at: dt.datetime
) -> str:
    """The canonical JSON of a final review; the reviewer by number."""
    review = final.review
    return canonical(
        {
            "application": review.application.reference,
            "version_sha256": review.version.sha256,
            "reviewer": str(review.reviewer.uid),
            "number": final.number,
            "comment": final.comment,
            "points": str(final.points),
            "scores": [
                {
                    "criterion": one.criterion.title_hy,
                    "weight": str(one.criterion.weight),
                    "score": one.value,
                    "comment": one.comment,
                }
                for one in scores
            ],
            "at": at.astimezone(dt.UTC).isoformat(),
            "previous_sha256": final.previous_sha256,
        }
    )


@transaction.atomic
def finalise(review: Review, *, by: User) -> FinalReview:
    """Make what stands final: it counts, and the reviewer can change it no more.

    Raises PermissionDenied, ValidationError 'state', or Unfinished.
    """
    locked = locked_review(review)
    if locked.reviewer_id != by.pk:
        raise PermissionDenied
    _refuse_writing(locked, by)
    if problems := review_problems(locked):
        raise Unfinished(problems)
    note_first_score(locked.application.lot)
    final = _keep_final(locked)
    locked.state = states.FINAL
    locked.save(update_fields=["state"])
    journal.record_act(
        locked.application.lot,
        "finalise",
        by=by,
        application=locked.application,
        facts={
            "reviewer": str(by.uid),
            "points": str(final.points),
            "sha256": final.sha256,
        },
    )
    review.state = locked.state
    return final


def _keep_final(review: Review) -> FinalReview:
    values = review.values()
    before = review.finals.order_by("-number").first()
    final = FinalReview(
        review=review,
        number=before.number + 1 if before else 1,
        comment=values[COMMENT].strip(),
        previous_sha256=before.sha256 if before else "",
        at=timezone.now(),
    )
    scores = []
    for criterion in criteria_of(review):
        value = read_score(criterion, values[score_key(criterion)])
        assert value is not None
        scores.append(
            Score(
                criterion=criterion,
                value=value,
                comment=values.get(comment_key(criterion), "").strip(),
            )
        )
    final.points = sum(
        (one.value * (one.criterion.weight or 0) for one in scores), Decimal(0)
    )
    final.record = final_record(final, scores, final.at)
    final.sha256 = sha256(final.record)
    final.save(force_insert=True)
    for score in scores:
        score.final = final
        score.save(force_insert=True)
    return final


def _put_in_review(application: Application, reason: str, by: User) -> None:
    """Raises ValidationError 'state' where nothing more can come of a review."""
    if application.state == application_states.IN_REVIEW:
        return
    if application.state not in application_states.MOVES["review_again"][0]:
        raise wrong_state()
    moves.record_move(
        application,
        "review_again",
        by=by,
        at=timezone.now(),
        note=reason.strip()[:2000],
    )


@transaction.atomic
def reopen_review(review: Review, *, reason: str, by: User) -> None:
    """Let the reviewer write again; what was final stays on record. After a signed ranking the
    application is in review again, and the next ranking corrects the former.

    Raises PermissionDenied, ValidationError 'state', 'no_reason'.
    """
    if not rules.may_evaluate(by, review.application):
        raise PermissionDenied
    refuse_silence(reason)
    locked = locked_review(review)
    if locked.state != states.FINAL:
        raise wrong_state()
    _put_in_review(locked.application, reason, by)
    locked.state = states.READING
    locked.save(update_fields=["state"])
    journal.record_act(
        locked.application.lot,
        "reopen",
        by=by,
        application=locked.application,
        note=reason,
        facts={"reviewer": str(locked.reviewer.uid)},
    )
    letters.write_review_reopened(locked, reason.strip())
    review.state = locked.state

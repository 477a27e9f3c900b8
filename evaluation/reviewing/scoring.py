"""Writing a review: every score and comment is saved as typed; final is a step of its own.

What is not scored is not zero: it is nothing, and keeps the review from being final.
"""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from applications.drafts.saving import tidy_answer
from applications.errors import Stale
from calls import scoring_rules
from calls.models import Criterion, Lot
from core.typed_answers import Given, changed_answers, overtaken_answers
from evaluation import states
from evaluation.errors import wrong_state
from evaluation.models import (
    Review,
    ReviewAnswer,
    ReviewAnswerHistory,
)
from evaluation.reviewing.reading import may_read_review

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


def refuse_writing(review: Review, by: User) -> None:
    """Raises PermissionDenied, ValidationError 'state'."""
    if not may_read_review(by, review):
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
        refuse_writing(locked, by)
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
    try:
        score = read_score(criterion, values.get(score_key(criterion), ""))
    except ValueError:
        return ""
    is_told = values.get(comment_key(criterion), "").strip()
    if score is not None and is_extreme(criterion, score) and not is_told:
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

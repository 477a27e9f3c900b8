"""The end of a review: final, kept with its hash; opened again with a reason."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications import journal as moves
from applications import states as application_states
from applications.models import Application
from core.hashing import canonical, sha256
from evaluation import journal, letters, rules, states
from evaluation.errors import Unfinished, refuse_silence, wrong_state
from evaluation.models import FinalReview, Review, Score
from evaluation.reviewing import scoring
from evaluation.reviewing.assigning import locked_review


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
    scoring.refuse_writing(locked, by)
    if problems := scoring.review_problems(locked):
        raise Unfinished(problems)
    scoring.note_first_score(locked.application.lot)
    final = _keep_final(locked)
    locked.state = states.FINAL
    locked.save(update_fields=["state"])
    journal.record_act(
        locked.application.lot,
        "finalise",
        by=by,
        application=locked.application,
        facts={
            "review": str(locked.uid),
            "reviewer": str(by.uid),
            "number": final.number,
            "points": str(final.points),
            "sha256": final.sha256,
        },
        at=final.at,
    )
    review.state = locked.state
    return final


def _keep_final(review: Review) -> FinalReview:
    values = review.values()
    before = review.finals.order_by("-number").first()
    final = FinalReview(
        review=review,
        number=before.number + 1 if before else 1,
        comment=values[scoring.COMMENT].strip(),
        previous_sha256=before.sha256 if before else "",
        at=timezone.now(),
    )
    scores = []
    for criterion in scoring.criteria_of(review):
        value = scoring.read_score(
            criterion, values[scoring.score_key(criterion)]
        )
        assert value is not None
        scores.append(
            Score(
                criterion=criterion,
                value=value,
                comment=values.get(scoring.comment_key(criterion), "").strip(),
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
        facts={
            "review": str(locked.uid),
            "reviewer": str(locked.reviewer.uid),
        },
    )
    letters.write_review_reopened(locked, reason.strip())
    review.state = locked.state

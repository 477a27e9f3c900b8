"""Giving applications to reviewers, taking them back, and what a reviewer declares first."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.models import User
from applications import journal as moves
from applications import states as application_states
from applications.drafts.saving import locked_application
from applications.models import Application
from calls import scoring_rules
from calls.models import Lot
from evaluation import journal, letters, rules, states
from evaluation.errors import CONFLICT, refuse_silence, wrong_state
from evaluation.models import Conflict, Review
from evaluation.reviewing import conflicts
from evaluation.reviewing.agreement import standing_of

NO_ROLE, TWICE, PAST, NO_WEIGHTS, OFFICE = (
    "no_role",
    "twice",
    "past",
    "no_weights",
    "office",
)
IN_HAND = (application_states.ELIGIBLE, application_states.IN_REVIEW)


def refuse_without_weights(lot: Lot) -> None:
    """Raises ValidationError 'no_weights' unless each criterion of the lot has its weight."""
    criteria = scoring_rules.lot_criteria(lot, lot.call.criteria.all())
    if scoring_rules.highest_total(criteria) is None:
        raise ValidationError(
            _(
                "The criteria of this lot are not complete: each needs its"
                " weight before anyone reviews."
            ),
            code=NO_WEIGHTS,
        )


def _refuse_reviewer(application: Application, reviewer: User) -> None:
    if reviewer.works_in_the_office:
        raise ValidationError(
            _(
                "Whoever works in the office reads other reviews: choose another."
            ),
            code=OFFICE,
        )
    is_reviewer = reviewer.groups.filter(name=roles.REVIEWER).exists()
    if not reviewer.is_active or not is_reviewer:
        raise ValidationError(
            _("This person does not have the role of a reviewer."),
            code=NO_ROLE,
        )
    theirs = application.reviews.filter(reviewer=reviewer)
    if theirs.exclude(state=states.TAKEN_BACK).exists():
        raise ValidationError(
            _("This person has already been given this application."),
            code=TWICE,
        )


def _refuse_conflict(version, reviewer: User) -> None:
    if code := conflicts.conflict_between(reviewer, version):
        raise ValidationError(
            _("Conflict of interest: this person %(why)s.")
            % {"why": conflicts.LABELS[code]},
            code=CONFLICT,
        )


def _refuse_own_conflict(version, reviewer: User) -> None:
    """As the office hears it; without names no reason: it would tell who applied."""
    is_blind = version.application.lot.is_blind
    if is_blind and conflicts.conflict_between(reviewer, version):
        raise ValidationError(
            _("You cannot review this application."), code=CONFLICT
        )
    _refuse_conflict(version, reviewer)


def refuse_past(due_on: dt.date) -> None:
    """Raises ValidationError 'past'."""
    if due_on < timezone.localdate():
        raise ValidationError(_("The due date has passed."), code=PAST)


@transaction.atomic
def assign(
    application: Application,
    reviewer: User,
    *,
    due_on: dt.date,
    by: User,
) -> Review:
    """Give an application to a reviewer, and tell them.

    Raises PermissionDenied, ValidationError 'state', 'past', 'no_weights', 'no_role', 'twice',
    'conflict'.
    """
    if not rules.may_evaluate(by, application):
        raise PermissionDenied
    lot = journal.locked_lot(application.lot_id)
    locked = locked_application(application)
    if locked.state not in IN_HAND:
        raise wrong_state()
    refuse_past(due_on)
    refuse_without_weights(lot)
    version = locked.eligibility_check.version
    version.application = locked
    _refuse_reviewer(locked, reviewer)
    _refuse_conflict(version, reviewer)
    review = Review.objects.create(
        application=locked,
        version=version,
        reviewer=reviewer,
        is_third=standing_of(locked).needs_third,
        assigned_by=by,
        assigned_at=timezone.now(),
        due_on=due_on,
    )
    _begin_review(locked, by)
    _record_assignment(review)
    letters.write_review_assigned(review)
    application.state = locked.state
    return review


def _begin_review(application: Application, by: User) -> None:
    if application.state == application_states.ELIGIBLE:
        moves.record_move(application, "begin_review", by=by, at=timezone.now())


def record_review_act(
    review: Review,
    verb: str,
    by: User,
    note: str = "",
    *,
    facts: dict | None = None,
    at: dt.datetime | None = None,
) -> None:
    """In the journal of the lot; the review and the reviewer by number, never by name."""
    numbers = {
        "review": str(review.uid),
        "reviewer": str(review.reviewer.uid),
    }
    journal.record_act(
        review.application.lot,
        verb,
        by=by,
        application=review.application,
        note=note,
        facts=numbers | (facts or {}),
        at=at,
    )


def _record_assignment(review: Review) -> None:
    facts = {
        "due": review.due_on.isoformat(),
        "version_sha256": review.version.sha256,
        "third": review.is_third,
    }
    record_review_act(
        review,
        "assign",
        review.assigned_by,
        facts=facts,
        at=review.assigned_at,
    )


def locked_review(review: Review) -> Review:
    """The review and its application, locked behind their lot."""
    journal.locked_lot(review.application.lot_id)
    application = locked_application(review.application)
    locked = Review.objects.select_for_update().get(pk=review.pk)
    locked.application = application
    return locked


def _move(review: Review, verb: str) -> None:
    if review.state not in states.REVIEW_MOVES[verb][0]:
        raise wrong_state()
    if review.application.state != application_states.IN_REVIEW:
        raise wrong_state()
    review.state = states.REVIEW_MOVES[verb][1]


@transaction.atomic
def declare_no_conflict(review: Review, *, by: User) -> None:
    """The reviewer has no interest in it: from now on they may read it.

    Raises PermissionDenied, ValidationError 'state', 'conflict' (the portal knows of a tie).
    """
    if review.reviewer_id != by.pk:
        raise PermissionDenied
    locked = locked_review(review)
    _move(locked, "declare")
    version = locked.version
    version.application = locked.application
    _refuse_own_conflict(version, by)
    locked.declared_at = timezone.now()
    locked.save(update_fields=["state", "declared_at"])
    record_review_act(locked, "declare", by, at=locked.declared_at)
    review.state = locked.state


@transaction.atomic
def declare_conflict(review: Review, *, reason: str, by: User) -> None:
    """The reviewer has an interest in it: they see nothing of it any more, nor of anything else
    that this community asks for. The office is told.

    Raises PermissionDenied, ValidationError 'state', 'no_reason'.
    """
    if review.reviewer_id != by.pk:
        raise PermissionDenied
    refuse_silence(reason)
    _lock_lots_of_community(review)
    locked = locked_review(review)
    _move(locked, "recuse")
    now = timezone.now()
    locked.declared_at = locked.declared_at or now
    locked.conflict_reason = reason.strip()[:2000]
    locked.save(update_fields=["state", "declared_at", "conflict_reason"])
    Conflict.objects.get_or_create(
        user=by,
        community=locked.application.community,
        defaults={
            "reason": locked.conflict_reason,
            "by": by,
            "at": now,
        },
    )
    _recuse_from_the_rest(locked, by, now)
    # the reason is the reviewer's own affair: it stands at the review alone
    record_review_act(locked, "recuse", by, at=now)
    letters.write_recused(locked)
    review.state = locked.state


def _lock_lots_of_community(review: Review) -> None:
    """Every lot in which this reviewer has something of the community, in the order of keys: else
    two people could wait for each other.
    """
    lots = Review.objects.filter(
        reviewer=review.reviewer_id,
        application__community=review.application.community_id,
    ).values_list("application__lot", flat=True)
    for key in sorted(set(lots)):
        journal.locked_lot(key)


def _recuse_from_the_rest(review: Review, by: User, now: dt.datetime) -> None:
    """Their other reviews of the same community end too."""
    others = Review.objects.standing().filter(
        reviewer=review.reviewer,
        application__community=review.application.community_id,
        application__state=application_states.IN_REVIEW,
    )
    for other in others.exclude(pk=review.pk).select_related(
        "application__lot__call", "reviewer"
    ):
        locked = locked_review(other)
        locked.state = states.RECUSED
        locked.declared_at = locked.declared_at or now
        locked.save(update_fields=["state", "declared_at"])
        record_review_act(locked, "recuse", by, at=now)


@transaction.atomic
def take_review_back(review: Review, *, reason: str, by: User) -> None:
    """Take an application from a reviewer, who sees nothing of it from then on.

    Raises PermissionDenied, ValidationError 'state', 'no_reason'.
    """
    if not rules.may_evaluate(by, review.application):
        raise PermissionDenied
    refuse_silence(reason)
    locked = locked_review(review)
    _move(locked, "take_back")
    locked.save(update_fields=["state"])
    record_review_act(locked, "take_back", by, reason)
    letters.write_review_taken_back(locked)
    review.state = locked.state

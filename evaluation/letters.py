"""Which letter of an evaluation leaves on which event, to whom, in whose language."""

from django.contrib.auth.models import Permission
from django.db.models import Q

from accounts.models import User
from applications.letters import officers, write_to_people, writers
from calls.models import Lot
from evaluation.models import (
    AwardResponse,
    Check,
    Decision,
    Ranking,
    RankingSignature,
    Review,
)


def _one(person: User):
    return User.objects.filter(uid=person.uid, is_active=True)


def signers():
    """Everyone who may sign a ranking, in either role."""
    codes = [f"sign_as_{role}" for role, _label in RankingSignature.ROLES]
    may = Permission.objects.filter(
        codename__in=codes, content_type__app_label="evaluation"
    )
    held = Q(groups__permissions__in=may) | Q(user_permissions__in=may)
    return (
        User.objects.filter(held, is_active=True, is_staff=True)
        .distinct()
        .order_by("pk")
    )


def write_ineligible_proposed(check: Check) -> None:
    """To the officers who may agree: everyone but the one who proposed."""
    assert check.proposed_by is not None
    write_to_people(
        officers().exclude(uid=check.proposed_by.uid),
        "ineligible_proposed",
        about=check.application.reference,
        check=check,
        application=check.application,
    )


def write_ineligible(check: Check) -> None:
    """To the community: why it is not evaluated, and what can be done."""
    write_to_people(
        writers(check.application),
        "ineligible",
        about=check.application.reference,
        language=check.application.language,
        check=check,
        application=check.application,
        lines=list(check.lines.filter(result="not_met")),
    )


def write_check_reopened(check: Check, reason: str) -> None:
    """To the community that was told it is not eligible: it is looked at again."""
    write_to_people(
        writers(check.application),
        "check_reopened",
        about=check.application.reference,
        language=check.application.language,
        application=check.application,
        reason=reason,
    )


def write_review_assigned(review: Review) -> None:
    """To the reviewer: only the reference and the day; the rest is behind the declaration."""
    write_to_people(
        _one(review.reviewer),
        "review_assigned",
        about=review.application.reference,
        review=review,
        application=review.application,
    )


def write_review_taken_back(review: Review) -> None:
    write_to_people(
        _one(review.reviewer),
        "review_taken_back",
        about=review.application.reference,
        review=review,
        application=review.application,
    )


def write_review_reopened(review: Review, reason: str) -> None:
    write_to_people(
        _one(review.reviewer),
        "review_reopened",
        about=review.application.reference,
        review=review,
        application=review.application,
        reason=reason,
    )


def write_review_reminder(
    reviewer: User, lot: Lot, reviews: list[Review]
) -> int:
    """To the reviewer: which reviews of this lot are not final, and by when they are due."""
    return write_to_people(
        _one(reviewer),
        "review_reminder",
        about=str(lot),
        reviews=reviews,
        first=reviews[0],
        number=len(reviews),
    )


def write_recused(review: Review) -> None:
    """To the officers: another reviewer is needed. The reason stands at the review alone."""
    write_to_people(
        officers(),
        "recused",
        about=review.application.reference,
        review=review,
        application=review.application,
    )


def write_ranking_to_sign(ranking: Ranking) -> None:
    write_to_people(
        signers(),
        "ranking_to_sign",
        about=str(ranking.lot),
        ranking=ranking,
        lot=ranking.lot,
    )


def write_decision(decision: Decision) -> None:
    """To the community, with the letter as a PDF."""
    write_to_people(
        writers(decision.application),
        "decision",
        about=str(decision.pk),
        language=decision.application.language,
        decision=decision,
        application=decision.application,
    )


def write_award_answered(response: AwardResponse) -> None:
    """To the officers: accepted, or declined and the reserve may be called up."""
    write_to_people(
        officers(),
        "award_answered",
        about=response.decision.application.reference,
        response=response,
        application=response.decision.application,
    )

"""What an evaluation adds to the pages of an application and to the office's day."""

from typing import Any

from django.utils import timezone

from accounts.models import User
from applications import states as application_states
from applications.models import Application
from applications.panels import ApplicationPanel, WaitingWork
from applications.rules import is_of_the_community
from calls.models import Call, Lot
from core.clock import LONGEST_QUEUE
from evaluation import rules, states
from evaluation.models import Check, Decision, Ranking, Review


def _office_facts(application: Application, user: User) -> dict[str, Any]:
    entries = application.evaluation_entries.select_related("by")
    return {
        "application": application,
        "check": getattr(application, "eligibility_check", None),
        "reviews": list(
            application.reviews.select_related("reviewer").prefetch_related(
                "finals"
            )
        ),
        "decisions": list(
            application.decisions.select_related("response", "ranking")
        ),
        "notes": list(application.notes.select_related("by")),
        "entries": list(entries.order_by("number")),
        "may_note": rules.may_evaluate(user, application),
        "may_check": application.state != application_states.DRAFT,
    }


def _own_facts(application: Application, user: User) -> Decision | None:
    """The published decision that holds; nothing of what is prepared."""
    if not is_of_the_community(user, application):
        return None
    decisions = Decision.objects.visible_to(user).published()
    return (
        decisions.filter(application=application)
        .select_related("response")
        .order_by("-number")
        .first()
    )


def _lots_to_check(user: User) -> list[Lot]:
    """Closed lots, opened where they were sealed, with applications whose check is not concluded:
    each with how many, as `waiting`.
    """
    settled = timezone.now() - LONGEST_QUEUE
    submitted = Application.objects.visible_to(user).filter(
        state=application_states.SUBMITTED
    )
    counts = _counts(submitted)
    lots = Lot.objects.filter(
        pk__in=counts, closes_at__lte=settled, call__status=Call.PUBLISHED
    )
    return _counted(lots, counts)


def _counts(applications) -> dict[int, int]:
    counts: dict[int, int] = {}
    for lot in applications.order_by().values_list("lot", flat=True):
        counts[lot] = counts.get(lot, 0) + 1
    return counts


def _counted(lots, counts: dict[int, int]) -> list[Lot]:
    found = list(lots.select_related("call").order_by("call", "number"))
    for lot in found:
        lot.waiting = counts[lot.pk]
    return found


def _proposals(user: User) -> list[Check]:
    """Proposed as not eligible by somebody else."""
    checks = Check.objects.filter(
        outcome="",
        proposed_at__isnull=False,
        application__in=Application.objects.visible_to(user),
    )
    if not rules.may_run_calls(user):
        return []
    others = checks.exclude(proposed_by=user)
    return list(others.select_related("application__community"))


def _late_reviews(user: User) -> list[Review]:
    late = Review.objects.unfinished().filter(
        due_on__lt=timezone.localdate(),
        application__state=application_states.IN_REVIEW,
    )
    related = late.select_related("reviewer", "application__lot__call")
    return list(related.order_by("due_on")[:20])


def _rankings_to_sign(user: User) -> list[Ranking]:
    rankings = Ranking.objects.filter(signed_at=None, set_aside_at=None)
    related = rankings.select_related("lot__call").prefetch_related(
        "signatures"
    )
    return [one for one in related if rules.role_to_sign(user, one)]


def _unanswered_awards(user: User) -> list[Decision]:
    awards = Decision.objects.that_hold().filter(
        outcome=states.AWARDED, response=None
    )
    return list(awards.select_related("application__community")[:20])


OFFICE = ApplicationPanel(
    "evaluation", 10, "evaluation/parts/file_panel.html", _office_facts
)
OWN = ApplicationPanel(
    "decision", 10, "evaluation/parts/own_panel.html", _own_facts
)
WORKS = (
    WaitingWork("checks", 10, "evaluation/today/checks.html", _lots_to_check),
    WaitingWork("proposals", 20, "evaluation/today/proposals.html", _proposals),
    WaitingWork(
        "late_reviews", 40, "evaluation/today/late_reviews.html", _late_reviews
    ),
    WaitingWork(
        "rankings", 50, "evaluation/today/rankings.html", _rankings_to_sign
    ),
    WaitingWork(
        "awards", 60, "evaluation/today/awards.html", _unanswered_awards
    ),
)

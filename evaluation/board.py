"""What an evaluation adds to the board of a call: who reviews, and how far each application is."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import states as application_states
from applications.models.application import ApplicationQuerySet
from applications.office.listing import BoardFilter
from calls.models import Call
from evaluation import states
from evaluation.models import Check, CheckLine, Review

TO_CHECK, NOT_MET, TO_AGREE, NO_REVIEWER, UNFINISHED, REVIEWED = (
    "to_check",
    "not_met",
    "to_agree",
    "no_reviewer",
    "unfinished",
    "reviewed",
)
MARKS = {
    TO_CHECK: _("to be checked"),
    NOT_MET: _("a line is not met"),
    TO_AGREE: _("waiting for a second officer"),
    NO_REVIEWER: _("without a reviewer"),
    UNFINISHED: _("a review is not final"),
    REVIEWED: _("every review is final"),
}


def _reviewers(call: Call) -> list[tuple[str, Any]]:
    people = User.objects.filter(
        reviews__application__lot__call=call,
        reviews__state__in=states.STANDING,
    )
    named = people.distinct().order_by("name", "pk")
    return [(str(person.uid), person) for person in named]


def _by_reviewer(
    applications: ApplicationQuerySet, uid: str
) -> ApplicationQuerySet:
    if not uid:
        return applications
    theirs = Review.objects.standing().filter(
        application=OuterRef("pk"), reviewer__uid=uid
    )
    return applications.filter(Exists(theirs))


def _marks(call: Call) -> list[tuple[str, Any]]:
    return list(MARKS.items())


def _conditions() -> dict[str, Q]:
    """mark → what an application must be, asked of its checks and reviews."""
    reviews = Review.objects.standing().filter(application=OuterRef("pk"))
    unfinished = Exists(reviews.exclude(state=states.FINAL))
    proposed = Check.objects.filter(
        application=OuterRef("pk"), outcome="", proposed_at__isnull=False
    )
    bad = CheckLine.objects.filter(
        check_of__application=OuterRef("pk"), result=CheckLine.NOT_MET
    )
    in_hand = (application_states.ELIGIBLE, application_states.IN_REVIEW)
    return {
        TO_CHECK: Q(state=application_states.SUBMITTED),
        NOT_MET: Q(Exists(bad)),
        TO_AGREE: Q(Exists(proposed)),
        NO_REVIEWER: Q(~Exists(reviews), state__in=in_hand),
        UNFINISHED: Q(unfinished, state=application_states.IN_REVIEW),
        REVIEWED: Q(Exists(reviews), ~unfinished),
    }


def _by_mark(
    applications: ApplicationQuerySet, mark: str
) -> ApplicationQuerySet:
    return applications.filter(_conditions()[mark]) if mark else applications


FILTERS = (
    BoardFilter("reviewer", 10, _("reviewer"), _reviewers, _by_reviewer),
    BoardFilter("mark", 20, _("mark"), _marks, _by_mark),
)

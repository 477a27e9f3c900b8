"""The doors of the evaluation's pages: a lot whose contents the office may read, its objects."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.access import office_only
from applications.office.exporting import is_sealed
from applications.views.finding import find
from applications.views.office.doing import lot_of
from calls.models import Lot
from evaluation import rules
from evaluation.models import Check, Review
from evaluation.reviewing import piles, reading


def opened_lot(slug: str, number: int) -> Lot:
    """A sealed lot does not exist here until it was opened."""
    lot = lot_of(slug, number)
    if is_sealed(lot):
        raise Http404
    return lot


def find_check(request, reference: str) -> Check:
    application = find(request, reference)
    checks = Check.objects.select_related(
        "version", "proposed_by", "concluded_by"
    ).prefetch_related("lines__by")
    check = get_object_or_404(checks, application=application)
    check.application = check.version.application = application
    return check


def own_review(request, reference: str) -> Review:
    """One's own review of an application that is in review and was not taken back."""
    reviews = piles.reviews_of_reviewer(request.user)
    review = get_object_or_404(reviews, application__reference=reference)
    review.version.application = review.application
    return review


def readable_review(request, reference: str) -> Review:
    """One's own, after the declaration, and while nothing else ties one to the community."""
    review = own_review(request, reference)
    if not reading.may_read_review(request.user, review):
        raise Http404
    return review


def signers_only(view):
    """For officers and the head: whoever signs rankings."""

    @office_only
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not rules.roles_to_sign(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def publishers_only(view):
    """For the head: whoever makes decisions known."""

    @office_only
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not rules.may_publish(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded

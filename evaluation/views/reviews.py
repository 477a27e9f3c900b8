"""A reviewer's own pages: the pile, the declaration, text and grid, the files."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import access
from applications.errors import Stale
from core.web.post_only import post_only
from evaluation import states
from evaluation.errors import Unfinished
from evaluation.models import Review, ReviewAnswer
from evaluation.reviewing import (
    agreement,
    assigning,
    finalising,
    piles,
    reading,
    scoring,
)
from evaluation.reviewing.grid import ReviewGrid
from evaluation.views.doing import does_or_says
from evaluation.views.finding import own_review, readable_review


@require_safe
@access.signed_in_keeping_words
def pile(request):
    piled = piles.reviewer_pile(request.user)
    return render(request, "evaluation/pile.html", {"piled": piled})


@access.signed_in_keeping_words
def review(request, reference: str):
    """Before the declaration its title and applicant alone; then text and grid."""
    own = own_review(request, reference)
    if own.state == states.ASSIGNED:
        return _declaration(request, own)
    own = readable_review(request, reference)
    if request.method == "POST":
        return _save(request, own)
    return _page(request, own, ReviewGrid(own))


def _declaration(request, own: Review, reason: str = ""):
    context = {
        "review": own,
        "application": own.application,
        "title": reading.title_for_reviewer(own),
        "reason": reason,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluation/declare.html", context, status=status)


@post_only("reviews:review", "reference")
@access.signed_in_keeping_words
def declare(request, reference: str):
    """No conflict of interest; or one, and then the review ends."""
    own = own_review(request, reference)
    if "conflict" not in request.POST:
        does_or_says(
            request,
            lambda: assigning.declare_no_conflict(own, by=request.user),
        )
        return redirect("reviews:review", reference)
    reason = request.POST.get("reason", "")
    done = _("Thank you. The application is no longer yours to review.")
    is_done = does_or_says(
        request,
        lambda: assigning.declare_conflict(own, reason=reason, by=request.user),
        done,
    )
    if is_done:
        return redirect("reviews:pile")
    if own.state == states.ASSIGNED:
        return _declaration(request, own, reason)
    return redirect("reviews:review", reference)


def _page(request, own: Review, grid: ReviewGrid, status: int = 200):
    context = {
        "review": own,
        "application": own.application,
        "lot": own.application.lot,
        "text": reading.text_for_reviewer(own),
        "grid": grid,
        "status": status,
        "points": scoring.typed_points(own),
        "finals": list(own.finals.order_by("-number")[:1]),
        "others": agreement.others_to_read(own)
        if own.state == states.FINAL
        else [],
        "is_open": own.state == states.READING,
    }
    return render(request, "evaluation/review.html", context, status=status)


def _save(request, own: Review):
    grid = ReviewGrid(own, request.POST)
    try:
        answers = scoring.save_typed_review(own, grid.given(), by=request.user)
    except Stale as error:
        return _refuse_stale(request, own, grid, error)
    except ValidationError:
        return _give_back(request, own, grid)
    if access.is_script(request):
        return JsonResponse(_saved(request, own, answers))
    if "final" in request.POST:
        return _finalise(request, own)
    messages.success(request, _("Saved."))
    return redirect("reviews:review", own.application.reference)


def _finalise(request, own: Review):
    try:
        finalising.finalise(own, by=request.user)
    except Unfinished as error:
        own = readable_review(request, own.application.reference)
        grid = ReviewGrid(own)
        grid.mark_problems(error.problems)
        return _page(request, own, grid, status=422)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("reviews:review", own.application.reference)
    messages.success(request, _("The review is final. Thank you."))
    return redirect("reviews:review", own.application.reference)


def _saved(request, own: Review, answers) -> dict:
    """As the drafts of applications answer, so that one script serves both."""
    fresh = Review.objects.get(pk=own.pk)
    fresh.application = own.application
    grid = ReviewGrid(fresh)
    return {
        "saved": date_format(timezone.localtime(), "H:i"),
        "revs": {key: answer.rev for key, answer in answers.items()},
        "errors": grid.wrong_scores(),
        "others": [],
        "token": get_token(request),
        "version": "",
        "wrong": None,
    }


def _refuse_stale(request, own: Review, grid: ReviewGrid, error: Stale):
    if access.is_script(request):
        theirs = {
            key: {
                "text": answer.value,
                "value": answer.value,
                "who": str(request.user),
            }
            for key, answer in error.theirs.items()
        }
        now = ReviewAnswer.objects.filter(review=own)
        answer = _saved(request, own, {one.key: one for one in now})
        return JsonResponse(answer | {"stale": theirs}, status=409)
    own = readable_review(request, own.application.reference)
    grid = ReviewGrid(own, request.POST)
    grid.mark_theirs(error.theirs)
    return _page(request, own, grid, status=409)


def _give_back(request, own: Review, grid: ReviewGrid):
    """The review was made final meanwhile, or the application left it: the words come back."""
    if access.is_script(request):
        return JsonResponse({"closed": True}, status=403)
    context = {"application": own.application, "grid": grid}
    return render(request, "evaluation/review_closed.html", context, status=403)


@post_only("reviews:review", "reference")
@access.signed_in_keeping_words
def here(request, reference: str):
    """The page says that it is open, and hears what was saved meanwhile from another device."""
    own = readable_review(request, reference)
    return JsonResponse(
        {
            "others": [],
            "revs": dict(own.answers.values_list("key", "rev")),
            "open": own.state == states.READING,
            "token": get_token(request),
        }
    )


@require_safe
@access.signed_in_keeping_words
def history(request, reference: str):
    """Everything that was typed into one's own review."""
    own = readable_review(request, reference)
    context = {
        "application": own.application,
        "entries": own.history.all(),
        "labels": ReviewGrid(own).labels(),
    }
    return render(request, "evaluation/review_history.html", context)

"""Who reviews what in a lot: by hand, by a plan that is shown first; taken back, opened again."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import office_only
from accounts.models import User
from applications.views.finding import find
from applications.views.office.doing import does, officers_only
from core.web.post_only import post_only
from evaluation import rules
from evaluation.forms import DueForm, ReasonForm
from evaluation.models import Review
from evaluation.reviewing import (
    assigning,
    due_dates,
    finalising,
    piles,
    planning,
    reminding,
)
from evaluation.reviewing import pool as pools
from evaluation.views.doing import does_or_says
from evaluation.views.finding import opened_lot

#: how many days reviewers have, unless an officer says otherwise
USUAL_DAYS = 14
PAGE = 50


def _usual_day() -> dt.date:
    return timezone.localdate() + dt.timedelta(days=USUAL_DAYS)


@require_safe
@office_only
def assignments(request, slug: str, number: int):
    lot = opened_lot(slug, number)
    every = piles.applications_with_reviewers(lot, request.user)
    page = Paginator(every, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "evaluation/assignments.html",
        {
            "lot": lot,
            "page_obj": page,
            "listed": piles.with_standings(lot, page),
            "may_run": rules.may_run_calls(request.user),
            "due": DueForm(initial={"due_on": _usual_day()}),
        },
    )


@officers_only
def plan(request, slug: str, number: int):
    """GET proposes; POST keeps what was shown, each asked about anew."""
    lot = opened_lot(slug, number)
    if request.method == "POST":
        return _keep(request, lot)
    due = DueForm(request.GET) if request.GET else DueForm()
    due_on = (
        due.cleaned_data["due_on"] if due.is_bound and due.is_valid() else None
    )
    due_on = due_on or _usual_day()
    pools.complete_pool()
    context = {
        "lot": lot,
        "plan": planning.make_plan(lot, due_on=due_on, by=request.user),
        "due_on": due_on,
    }
    return render(request, "evaluation/plan.html", context)


def _pairs(posted: list[str]) -> list[tuple[str, int]]:
    """«reference:user», as the page of the plan carries them."""
    pairs = []
    for entry in posted:
        reference, _colon, user = entry.partition(":")
        if user.isdecimal() and len(user) < 10:
            pairs.append((reference, int(user)))
    return pairs


def _keep(request, lot):
    due = DueForm(request.POST)
    if not due.is_valid():
        messages.error(request, _("Say by when the reviews are due."))
        return redirect("evaluation:plan", lot.call.slug, lot.number)
    kept = {}

    def keep() -> None:
        kept["result"] = planning.keep_plan(
            lot,
            _pairs(request.POST.getlist("pair")),
            due_on=due.cleaned_data["due_on"],
            by=request.user,
        )

    if does_or_says(request, keep):
        reviews, refused = kept["result"]
        messages.success(
            request, _("Reviews given: %(count)d.") % {"count": len(reviews)}
        )
        for one in refused:
            messages.error(request, one)
    return redirect("evaluation:assignments", lot.call.slug, lot.number)


@post_only("evaluation:assignments", "slug", "number")
@officers_only
def remind(request, slug: str, number: int):
    lot = opened_lot(slug, number)
    count = reminding.remind_reviewers(lot, by=request.user)
    messages.success(request, _("Reminders: %(count)d.") % {"count": count})
    return redirect("evaluation:assignments", slug, number)


@officers_only
def assign(request, reference: str):
    """Give one application to one reviewer, chosen among all with what speaks against each."""
    application = find(request, reference)
    if not rules.may_evaluate(request.user, application):
        raise PermissionDenied
    if application.state not in assigning.IN_HAND:
        messages.error(
            request, _("The application is not eligible, or not any more.")
        )
        return redirect("evaluation:check", reference)
    form = DueForm(
        request.POST if request.method == "POST" else None,
        initial={"due_on": _usual_day()},
    )
    pools.complete_pool()
    chosen = request.POST.get("reviewer", "")
    if request.method == "POST" and does(
        form,
        lambda values: assigning.assign(
            application, _person(chosen), by=request.user, **values
        ),
    ):
        messages.success(request, _("Given; the reviewer has been told."))
        lot = application.lot
        return redirect("evaluation:assignments", lot.call.slug, lot.number)
    context = {
        "application": application,
        "form": form,
        "choices": planning.reviewer_choices(application),
        "chosen": chosen,
    }
    status = 422 if form.is_bound else 200
    return render(request, "evaluation/assign.html", context, status=status)


def _person(uid: str) -> User:
    people = [
        one.user
        for one in pools.reviewers_of_the_pool()
        if str(one.user.uid) == uid
    ]
    if not people:
        raise planning.nobody_chosen()
    return people[0]


def _find_review(request, reference: str, uid) -> Review:
    application = find(request, reference)
    reviews = Review.objects.visible_to(request.user).select_related(
        "reviewer", "version"
    )
    review = get_object_or_404(reviews, application=application, uid=uid)
    review.application = application
    return review


@require_safe
@office_only
def office_review(request, reference: str, uid):
    """What one reviewer has made final, for the office to read."""
    review = _find_review(request, reference, uid)
    return _review_page(request, review)


def _review_page(request, review: Review, reason: str = "", due=None):
    finals = review.finals.prefetch_related("scores__criterion")
    context = {
        "review": review,
        "application": review.application,
        "finals": list(finals.order_by("-number")),
        "may_run": rules.may_evaluate(request.user, review.application),
        "form": ReasonForm(initial={"reason": reason}),
        "due": due or DueForm(initial={"due_on": review.due_on}),
    }
    status = 422 if request.method == "POST" else 200
    return render(
        request, "evaluation/office_review.html", context, status=status
    )


def _act(request, reference: str, uid, verb, done: str):
    review = _find_review(request, reference, uid)
    reason = request.POST.get("reason", "")
    if does_or_says(
        request, lambda: verb(review, reason=reason, by=request.user), done
    ):
        return redirect("evaluation:office_review", reference, uid)
    review = _find_review(request, reference, uid)
    return _review_page(request, review, reason)


@post_only("evaluation:office_review", "reference", "uid")
@officers_only
def take_back_review(request, reference: str, uid):
    verb = assigning.take_review_back
    return _act(request, reference, uid, verb, _("Taken back."))


@post_only("evaluation:office_review", "reference", "uid")
@officers_only
def reopen_review(request, reference: str, uid):
    verb = finalising.reopen_review
    return _act(request, reference, uid, verb, _("The review is open again."))


@post_only("evaluation:office_review", "reference", "uid")
@officers_only
def move_due_date(request, reference: str, uid):
    review = _find_review(request, reference, uid)
    form = DueForm(request.POST)
    if does(
        form,
        lambda values: due_dates.move_due_date(
            review, by=request.user, **values
        ),
    ):
        messages.success(request, _("The reviewer has been told."))
        return redirect("evaluation:office_review", reference, uid)
    review = _find_review(request, reference, uid)
    return _review_page(request, review, due=form)

"""The reviewers: who there is, what each reads and knows, when they are away."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import office_only
from applications.views.office.doing import officers_only
from core.web.post_only import post_only
from evaluation.forms import AbsenceForm, ReviewerForm
from evaluation.models import Reviewer
from evaluation.reviewing import pool as pools
from evaluation.rules import may_run_calls


@require_safe
@office_only
def pool(request):
    pools.complete_pool()
    reviewers = list(pools.reviewers_of_the_pool())
    counts = pools.finished_counts([one.user_id for one in reviewers])
    lines = [
        {
            "reviewer": one,
            "final": counts.get(one.user_id, (0, 0))[0],
            "unfinished": counts.get(one.user_id, (0, 0))[1],
        }
        for one in reviewers
    ]
    context = {"lines": lines, "may_run": may_run_calls(request.user)}
    return render(request, "evaluation/pool.html", context)


def _find_reviewer(uid) -> Reviewer:
    return get_object_or_404(pools.reviewers_of_the_pool(), user__uid=uid)


@officers_only
def reviewer(request, uid):
    found = _find_reviewer(uid)
    form = ReviewerForm(
        request.POST if request.method == "POST" else None, instance=found
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("evaluation:pool")
    return _reviewer_page(request, found, form, AbsenceForm())


def _reviewer_page(request, found: Reviewer, form, absence):
    is_wrong = bool(form.errors or absence.errors)
    context = {"reviewer": found, "form": form, "absence": absence}
    status = 422 if is_wrong else 200
    return render(request, "evaluation/reviewer.html", context, status=status)


@post_only("evaluation:reviewer", "uid")
@officers_only
def add_absence(request, uid):
    found = _find_reviewer(uid)
    form = AbsenceForm(request.POST)
    form.instance.reviewer = found
    if form.is_valid():
        form.save()
        return redirect("evaluation:reviewer", uid)
    return _reviewer_page(request, found, ReviewerForm(instance=found), form)


@post_only("evaluation:reviewer", "uid")
@officers_only
def remove_absence(request, uid, begins_on: str):
    absences = _find_reviewer(uid).absences
    for one in absences.all():
        if one.begins_on.isoformat() == begins_on:
            one.delete()
    return redirect("evaluation:reviewer", uid)

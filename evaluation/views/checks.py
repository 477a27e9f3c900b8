"""Checking applications one after the other: the list of a lot, and the page of one."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import office_only
from applications.views.finding import find
from applications.views.office.doing import officers_only
from core.hashing import sha256
from core.web.post_only import post_only
from evaluation import rules
from evaluation.checks import bulk, checking, concluding, listing
from evaluation.models import Check, CheckLine
from evaluation.views.doing import does_or_says
from evaluation.views.finding import find_check, opened_lot

PAGE = 60


@require_safe
@office_only
def checks(request, slug: str, number: int):
    lot = opened_lot(slug, number)
    stage = request.GET.get("stage", "")
    stage = stage if stage in listing.STAGES else ""
    every = listing.list_checks(lot, request.user)
    counts = listing.stage_counts(every)
    return render(
        request,
        "evaluation/checks.html",
        {
            "lot": lot,
            "page_obj": Paginator(
                [one for one in every if stage in ("", one.stage)], PAGE
            ).get_page(request.GET.get("page")),
            "stages": [
                (code, label, counts[code])
                for code, label in listing.STAGES.items()
            ],
            "stage": stage,
            "to_begin": counts[listing.TO_BEGIN],
            "may_run": rules.may_run_calls(request.user),
        },
    )


@post_only("evaluation:checks", "slug", "number")
@officers_only
def begin_checks(request, slug: str, number: int):
    lot = opened_lot(slug, number)
    does_or_says(request, lambda: bulk.begin_checks(lot, by=request.user))
    return redirect("evaluation:checks", slug, number)


@post_only("evaluation:checks", "slug", "number")
@officers_only
def accept_computed(request, slug: str, number: int):
    lot = opened_lot(slug, number)
    lines, concluded = bulk.accept_computed_of_lot(lot, by=request.user)
    said = _("Lines taken over: %(lines)d. Found eligible: %(concluded)d.")
    messages.success(request, said % {"lines": lines, "concluded": concluded})
    return redirect("evaluation:checks", slug, number)


@office_only
def check(request, reference: str):
    """The check of one application; the officer's first look begins it."""
    application = find(request, reference)
    if not hasattr(application, "eligibility_check"):
        return _begin(request, application)
    found = find_check(request, reference)
    if request.method == "POST":
        if not rules.may_evaluate(request.user, application):
            raise PermissionDenied
        return (
            _renew(request, found)
            if "renew" in request.POST
            else _save(request, found)
        )
    return _page(request, found)


def _renew(request, found: Check):
    does_or_says(request, lambda: checking.renew_check(found, by=request.user))
    return redirect("evaluation:check", found.application.reference)


def _begin(request, application):
    may_begin = rules.may_evaluate(request.user, application)
    if request.method == "POST":
        does_or_says(
            request, lambda: checking.begin_check(application, by=request.user)
        )
        return redirect("evaluation:check", application.reference)
    context = {"application": application, "may_begin": may_begin}
    return render(request, "evaluation/check_to_begin.html", context)


def stamp(result: str, reason: str) -> str:
    """Of an answer as the page was made from it; another one was given by somebody else."""
    return sha256(f"{result} {reason}")[:16]


@dataclass(frozen=True)
class LineOnPage:
    """A line of a check as its page shows it: as saved, or as typed and refused."""

    line: CheckLine
    result: str
    reason: str
    error: str

    @property
    def was(self) -> str:
        return stamp(self.line.result, self.line.reason)


def _page(
    request,
    found: Check,
    typed=None,
    errors=None,
    status=200,
    instruction="",
    reason="",
):
    application = found.application
    before, after = listing.check_neighbours(
        application.lot, application, request.user
    )
    typed, errors = typed or {}, errors or {}
    lines = []
    for line in found.lines.all():
        result, why = typed.get(line.key, (line.result, line.reason))
        error = errors.get(line.key, "")
        lines.append(LineOnPage(line, result, why, error))
    may_write = rules.may_evaluate(request.user, application)
    context = {
        "application": application,
        "check": found,
        "typed_instruction": instruction,
        "reason": reason,
        "is_outdated": found.is_open and checking.is_outdated(found),
        "lines": lines,
        "results": CheckLine.RESULTS,
        "errors": errors,
        "before": before,
        "after": after,
        "may_write": may_write and found.is_open,
        "may_reopen": may_write and not found.is_open,
        "may_agree": rules.may_agree_to_ineligible(request.user, found),
    }
    return render(request, "evaluation/check.html", context, status=status)


def _typed_lines(request, found: Check) -> dict[str, tuple[str, str]]:
    """key → (result, reason) as posted, of each line that was changed on the page."""
    known = {"", *dict(CheckLine.RESULTS)}
    typed = {}
    for line in found.lines.all():
        reason = request.POST.get(f"reason-{line.key}")
        if reason is None:
            continue
        result = request.POST.get(f"result-{line.key}", "")
        pair = (result if result in known else "", reason.strip())
        if stamp(*pair) != request.POST.get(f"was-{line.key}"):
            typed[line.key] = pair
    return typed


def _overtaken(request, found: Check, typed) -> dict[str, str]:
    """key → what a colleague answered since the page was made; theirs is not written over."""
    errors = {}
    for line in found.lines.all():
        was = request.POST.get(f"was-{line.key}")
        now = stamp(line.result, line.reason)
        if line.key in typed and was is not None and was != now:
            label = dict(CheckLine.RESULTS).get(line.result, "–")
            errors[line.key] = _(
                "%(who)s has answered this meanwhile: %(result)s. %(reason)s"
            ) % {"who": line.by, "result": label, "reason": line.reason}
    return errors


def _save(request, found: Check):
    typed = _typed_lines(request, found)
    errors = _overtaken(request, found, typed)
    for key, (result, reason) in typed.items():
        if key in errors:
            continue
        try:
            checking.write_line(
                found, key, result=result, reason=reason, by=request.user
            )
        except ValidationError as error:
            errors[key] = " ".join(error.messages)
    if errors:
        fresh = find_check(request, found.application.reference)
        return _page(request, fresh, typed, errors, status=422)
    reference = found.application.reference
    if "eligible" in request.POST and not does_or_says(
        request,
        lambda: concluding.find_eligible(found, by=request.user),
        _("%(reference)s is eligible.") % {"reference": reference},
    ):
        return redirect("evaluation:check", reference)
    return _onward(request, found)


def _onward(request, found: Check):
    """To the next that is to be checked, or back to the list."""
    application = found.application
    if "stay" in request.POST:
        messages.success(request, _("Saved."))
        return redirect("evaluation:check", application.reference)
    lot = application.lot
    following = request.POST.get("after", "")
    if lot.applications.filter(reference=following).exists():
        return redirect("evaluation:check", following)
    return redirect("evaluation:checks", lot.call.slug, lot.number)


@post_only("evaluation:check", "reference")
@officers_only
def propose_ineligible(request, reference: str):
    found = find_check(request, reference)
    instruction = request.POST.get("instruction", "")
    if does_or_says(
        request,
        lambda: concluding.propose_ineligible(
            found, instruction=instruction, by=request.user
        ),
        _("Proposed. A second officer must agree."),
    ):
        return redirect("evaluation:check", reference)
    found = find_check(request, reference)
    return _page(request, found, status=422, instruction=instruction)


@post_only("evaluation:check", "reference")
@officers_only
def agree_to_ineligible(request, reference: str):
    found = find_check(request, reference)
    does_or_says(
        request,
        lambda: concluding.find_ineligible(
            found, seen=request.POST.get("seen", ""), by=request.user
        ),
        _("Agreed. The applicant has been told."),
    )
    return redirect("evaluation:check", reference)


@post_only("evaluation:check", "reference")
@officers_only
def take_back_proposal(request, reference: str):
    found = find_check(request, reference)
    reason = request.POST.get("reason", "")
    if does_or_says(
        request,
        lambda: concluding.take_back_proposal(
            found, reason=reason, by=request.user
        ),
        _("The proposal is taken back."),
    ):
        return redirect("evaluation:check", reference)
    found = find_check(request, reference)
    return _page(request, found, status=422, reason=reason)


@post_only("evaluation:check", "reference")
@officers_only
def reopen_check(request, reference: str):
    found = find_check(request, reference)
    reason = request.POST.get("reason", "")
    if does_or_says(
        request,
        lambda: concluding.reopen_check(found, reason=reason, by=request.user),
        _("The check is open again."),
    ):
        return redirect("evaluation:check", reference)
    found = find_check(request, reference)
    return _page(request, found, status=422, reason=reason)

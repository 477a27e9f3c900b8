"""Decisions of a call: prepared, changed with a reason, looked at whole, published at once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import office_only
from applications.office.exporting import is_sealed
from applications.views.finding import find
from applications.views.office.doing import does, officers_only
from calls.models import Call, Lot
from core.language.bilingual import with_colon
from core.web.post_only import post_only
from evaluation import rules
from evaluation.decisions import (
    amounts,
    letter_papers,
    preparing,
    previewing,
    publishing,
    responding,
)
from evaluation.forms import CallUpForm, DecisionForm
from evaluation.models import Decision
from evaluation.ranking.records import signed_ranking
from evaluation.views.doing import does_or_says
from evaluation.views.finding import (
    opened_lot,
    publishers_only,
    signers_only,
)


def _opened_lots(slug: str) -> list[Lot]:
    lots = Lot.objects.filter(call__slug=slug, call__is_historic=False).exclude(
        call__status=Call.DRAFT
    )
    related = lots.select_related("call", "opening").order_by("number")
    return [lot for lot in related if not is_sealed(lot)]


def _chosen_lots(request, slug: str) -> list[Lot]:
    """Those ticked on the page; all of the call's where the page has one only."""
    numbers = {
        int(one)
        for one in request.POST.getlist("lot")
        if one.isdecimal() and len(one) < 6
    }
    return [lot for lot in _opened_lots(slug) if lot.number in numbers]


def _of_lot(lot: Lot) -> dict:
    """What the page shows of one lot."""
    preview = previewing.preview_publication([lot])
    published = (
        Decision.objects.that_hold()
        .filter(application__lot=lot)
        .select_related("application__community", "response", "letter")
        .order_by("application__reference")
    )
    return {
        "lot": lot,
        "ranking": signed_ranking(lot),
        "preview": preview,
        "seen": preview.fingerprints[lot.pk],
        "published": list(published),
        "awarded": amounts.awarded_sum(lot),
        "left": amounts.budget_left(lot),
        **_call_up(lot, preview),
    }


def _call_up(lot: Lot, preview: previewing.Preview) -> dict:
    """The next of the reserve list and, where something is left to give, the form that awards;
    nothing while decisions wait.
    """
    following = responding.next_of_reserve(lot)
    if following is None or preview.decisions:
        return {"next": None}
    if not amounts.gives_more(lot):
        return {"next": following}
    offered = responding.offered_amount(lot, following)
    return {"next": following, "call_up": CallUpForm.for_lot(lot, offered)}


@require_safe
@office_only
def decisions(request, slug: str):
    call = get_object_or_404(Call.objects.exclude(status=Call.DRAFT), slug=slug)
    context = {
        "call": call,
        "lots": [_of_lot(lot) for lot in _opened_lots(slug)],
        "may_run": rules.may_run_calls(request.user),
        "may_publish": rules.may_publish(request.user),
        "may_make_letters": bool(rules.roles_to_sign(request.user)),
    }
    return render(request, "evaluation/decisions.html", context)


def _prepare(request, lot: Lot) -> int:
    """How many; what was refused is said."""
    try:
        return preparing.prepare_decisions(lot, by=request.user)
    except ValidationError as error:
        messages.error(
            request, f"{with_colon(str(lot))} {' '.join(error.messages)}"
        )
        return 0


@post_only("evaluation:decisions", "slug")
@officers_only
def prepare(request, slug: str):
    count = sum(_prepare(request, lot) for lot in _chosen_lots(request, slug))
    messages.success(
        request, _("Decisions prepared: %(count)d.") % {"count": count}
    )
    return redirect("evaluation:decisions", slug)


@post_only("evaluation:decisions", "slug")
@signers_only
def make_letters(request, slug: str):
    lots = _chosen_lots(request, slug)
    failed = publishing.make_letters(lots, by=request.user)
    for reference, why in failed.items():
        messages.error(
            request,
            _("The letter of %(reference)s cannot be made: %(why)s")
            % {"reference": reference, "why": why},
        )
    if not failed:
        messages.success(request, _("The letters are made."))
    return redirect("evaluation:decisions", slug)


@post_only("evaluation:decisions", "slug")
@publishers_only
def publish(request, slug: str):
    lots = _chosen_lots(request, slug)
    if "sure" not in request.POST:
        messages.error(request, _("Tick the box: this cannot be undone."))
        return redirect("evaluation:decisions", slug)
    seen = {lot.pk: request.POST.get(f"seen-{lot.number}", "") for lot in lots}
    does_or_says(
        request,
        lambda: publishing.publish_decisions(lots, seen=seen, by=request.user),
        _(
            "Published: the applicants are told, and the page of the call shows it."
        ),
    )
    return redirect("evaluation:decisions", slug)


@post_only("evaluation:decisions", "slug")
@publishers_only
def call_up(request, slug: str, number: int):
    lot = opened_lot(slug, number)
    form = CallUpForm.for_lot(lot, None, request.POST)
    if not form.is_valid():
        for name, errors in form.errors.items():
            label = with_colon(str(form[name].label))
            messages.error(request, f"{label} {' '.join(map(str, errors))}")
        return redirect("evaluation:decisions", slug)
    does_or_says(
        request,
        lambda: responding.call_up_reserve(
            lot, by=request.user, **form.cleaned_data
        ),
        _("Called up; the community has been told."),
    )
    return redirect("evaluation:decisions", slug)


def _prepared(request, reference: str) -> Decision:
    application = find(request, reference)
    decisions = Decision.objects.prepared().select_related("ranking")
    decision = get_object_or_404(decisions, application=application)
    decision.application = application
    return decision


@officers_only
def change(request, reference: str):
    decision = _prepared(request, reference)
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        initial={
            "outcome": decision.outcome,
            "amount": decision.amount,
            "reason": decision.reason,
        },
    )
    if request.method == "POST" and does(
        form,
        lambda values: preparing.change_decision(
            decision, by=request.user, **values
        ),
    ):
        messages.success(request, _("Saved. The letter is to be made anew."))
        return redirect(
            "evaluation:decisions", decision.application.lot.call.slug
        )
    context = {
        "decision": decision,
        "application": decision.application,
        "form": form,
        "row": decision.ranking.rows.get(application=decision.application),
        "left": amounts.budget_left(decision.application.lot),
    }
    status = 422 if form.is_bound else 200
    return render(
        request, "evaluation/change_decision.html", context, status=status
    )


@require_safe
@signers_only
def prepared_letter(request, reference: str):
    """The letter as it would be sent, to be read before."""
    decision = _prepared(request, reference)
    response = HttpResponse(
        letter_papers.decision_pdf(decision), content_type="application/pdf"
    )
    name = f"{reference}-decision.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response

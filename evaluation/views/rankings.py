"""The order of a lot as it stands, what would be, and the rankings that were kept and signed."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import office_only
from applications.views.office.doing import officers_only
from calls.models import Lot
from core.language.bilingual import active_language
from core.web import posted
from core.web.post_only import post_only
from evaluation import rules
from evaluation.models import Ranking
from evaluation.ranking import comparing, computing, records, signing
from evaluation.ranking import minutes as papers
from evaluation.views.doing import does_or_says
from evaluation.views.finding import opened_lot, signers_only

PAGE = 50


@require_safe
@office_only
def order(request, slug: str, number: int):
    """As the final reviews say now; `grants` and `without` only show what would be."""
    return _order_page(request, opened_lot(slug, number))


def _order_page(request, lot: Lot, reason: str = ""):
    without = request.GET.getlist("without")
    grants = request.GET.get("grants", "")
    what_if = posted.posted_number(grants) if grants.isdecimal() else None
    is_asked = what_if is not None or bool(without)
    now = computing.compute_order(lot)
    shown = (
        computing.compute_order(lot, without=without, grants=what_if)
        if is_asked
        else now
    )
    lines = Paginator(shown.lines, PAGE).get_page(request.GET.get("page"))
    here = [line for line in lines if line.application.reference not in without]
    return render(
        request,
        "evaluation/order.html",
        {
            "lot": lot,
            "page_obj": lines,
            "here": here,
            "is_ready": now.is_ready,
            "problems": [
                (application, computing.PROBLEMS[code])
                for application, code in now.problems
            ],
            "is_what_if": is_asked,
            "without": without,
            "grants": what_if,
            "rankings": lot.rankings.order_by("-number"),
            "waits": lot.rankings.filter(
                signed_at=None, set_aside_at=None
            ).first(),
            "signed": records.signed_ranking(lot),
            "may_run": rules.may_run_calls(request.user),
            "reason": reason,
        },
        status=422 if request.method == "POST" else 200,
    )


@post_only("evaluation:order", "slug", "number")
@officers_only
def make(request, slug: str, number: int):
    lot = opened_lot(slug, number)
    reason = request.POST.get("reason", "")
    if does_or_says(
        request,
        lambda: signing.make_ranking(lot, reason=reason, by=request.user),
        _("The ranking is made. An officer and the head sign it."),
    ):
        return redirect("evaluation:order", slug, number)
    return _order_page(request, lot, reason)


def _find_ranking(lot: Lot, number: int) -> Ranking:
    rankings = lot.rankings.select_related("made_by", "set_aside_by")
    ranking = get_object_or_404(rankings, number=number)
    ranking.lot = lot
    return ranking


@require_safe
@office_only
def ranking(request, slug: str, number: int, ranking: int):
    lot = opened_lot(slug, number)
    return _ranking_page(request, _find_ranking(lot, ranking))


def _ranking_page(request, found: Ranking, reason: str = ""):
    before = comparing.ranking_before(found)
    return render(
        request,
        "evaluation/ranking.html",
        {
            "lot": found.lot,
            "ranking": found,
            "rows": found.rows.select_related("application__community"),
            "signatures": found.signatures.select_related("user"),
            "role": rules.role_to_sign(request.user, found)
            if found.is_to_sign
            else "",
            "still_holds": records.still_holds(found)
            if found.is_to_sign
            else True,
            "faults": records.ranking_faults(found),
            "before": before,
            "changes": comparing.compare_rankings(before, found)
            if before
            else [],
            "may_set_aside": found.is_to_sign
            and bool(rules.roles_to_sign(request.user)),
            "reason": reason,
        },
        status=422 if request.method == "POST" else 200,
    )


@post_only("evaluation:ranking", "slug", "number", "ranking")
@signers_only
def sign(request, slug: str, number: int, ranking: int):
    found = _find_ranking(opened_lot(slug, number), ranking)
    does_or_says(
        request,
        lambda: signing.sign_ranking(found, by=request.user),
        _("Signed."),
    )
    return redirect("evaluation:ranking", slug, number, ranking)


@post_only("evaluation:ranking", "slug", "number", "ranking")
@signers_only
def set_aside(request, slug: str, number: int, ranking: int):
    found = _find_ranking(opened_lot(slug, number), ranking)
    reason = request.POST.get("reason", "")
    if does_or_says(
        request,
        lambda: signing.set_aside(found, reason=reason, by=request.user),
        _("The ranking is set aside; it stays on record."),
    ):
        return redirect("evaluation:ranking", slug, number, ranking)
    found = _find_ranking(found.lot, ranking)
    return _ranking_page(request, found, reason)


@require_safe
@office_only
def minutes(request, slug: str, number: int, ranking: int):
    """The minutes of a signed ranking as a PDF, in the language of the page."""
    found = _find_ranking(opened_lot(slug, number), ranking)
    if found.signed_at is None:
        raise PermissionDenied
    paper = papers.minutes_pdf(found, active_language())
    response = HttpResponse(paper, content_type="application/pdf")
    name = f"{found.lot}-ranking-{found.number}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response

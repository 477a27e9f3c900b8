"""Whether a community may apply, and starting its application."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import access
from applications.drafts import eligibility, starting
from applications.drafts.question_forms import StartForm
from applications.errors import CLOSED, EXISTS, NotEligible
from applications.models import Application
from applications.views.finding import own_communities
from calls.models import Call, Lot
from communities.choosing import CommunityForm
from communities.models import Community
from core.language.bilingual import active_language


def _lot(call: str, number: int) -> Lot:
    lots = Lot.objects.filter(call__status=Call.PUBLISHED).select_related(
        "call__programme", "form"
    )
    return get_object_or_404(
        lots.prefetch_related("regions"), call__slug=call, number=number
    )


def _chosen(own: list[Community], form: CommunityForm) -> Community | None:
    """One's own community when there is but one; else the one that was asked about."""
    if len(own) == 1 and "community" not in form.data:
        return own[0]
    return form.cleaned_data.get("community") if form.is_valid() else None


def _outcome_context(
    lot: Lot, community: Community | None, answers: dict, is_own: bool
) -> dict:
    """What the conditions come to for the community that was chosen."""
    if community is None:
        return {"outcomes": [], "is_for": False, "may": False}
    outcomes = eligibility.check(lot, community, answers, is_private=is_own)
    is_for = eligibility.is_for(lot, community)
    return {
        "outcomes": outcomes,
        "is_for": is_for,
        "may": is_for and not any(one.blocks for one in outcomes),
        "is_refused": any(
            one.rule.is_blocking and one.state == eligibility.NOT_MET
            for one in outcomes
        ),
        "to_say": [one for one in outcomes if one.question],
    }


def _existing(lot: Lot, community: Community | None) -> Application | None:
    return Application.objects.filter(lot=lot, community=community).first()


def _check_page(
    request, lot: Lot, status: int = 200, refusals: Sequence[str] = ()
) -> HttpResponse:
    own = list(own_communities(request))
    posted = request.POST if request.method == "POST" else request.GET
    form = CommunityForm(posted)
    community = _chosen(own, form)
    is_own = community in own
    answers = posted.dict()
    context = {
        "lot": lot,
        "call": lot.call,
        "own": own,
        "community": community,
        "is_own": is_own,
        "form": form,
        "refusals": refusals,
        "is_open": lot.is_open_at(timezone.now()),
        "existing": _existing(lot, community) if is_own else None,
        **_outcome_context(lot, community, answers, is_own),
    }
    return render(
        request, "applications/may_apply.html", context, status=status
    )


@require_safe
def may_apply(request, call: str, number: int):
    """The self-check: computed from the register; signed in, from earlier applications too."""
    return _check_page(request, _lot(call, number))


@access.signed_in_keeping_words
def start(request, call: str, number: int):
    lot = _lot(call, number)
    if request.method != "POST":
        return redirect("applications:may_apply", call, number)
    form = StartForm(request.POST, communities=own_communities(request))
    if not form.is_valid():
        refusal = _("Choose a community for which you may write.")
        return _check_page(request, lot, 422, [refusal])
    return _start(request, lot, form.cleaned_data["community"])


def _start(request, lot: Lot, community: Community) -> HttpResponse:
    language = active_language()
    try:
        draft = starting.start_application(
            lot,
            community,
            by=request.user,
            language=language,
            answers=request.POST.dict(),
        )
    except NotEligible as error:
        return _check_page(request, lot, 422, error.messages)
    except ValidationError as error:
        if error.code == EXISTS:
            params = error.params or {}
            reference = params["reference"]
            _answer_anew(request, reference)
            messages.info(request, error.messages[0])
            return redirect("applications:detail", reference)
        status = 403 if error.code == CLOSED else 422
        return _check_page(request, lot, status, error.messages)
    return redirect(draft)


def _answer_anew(request, reference: str) -> None:
    """A draft that is there already takes the answers of the self-check, while it may."""
    draft = Application.objects.with_lot().get(reference=reference)
    if eligibility.rules_of(draft.lot) and draft.is_writable:
        starting.repeat_self_check(draft, request.POST.dict(), by=request.user)

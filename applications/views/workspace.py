"""What a municipality sees after signing in: its workspace, and whether it may apply."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import access
from applications.drafts import eligibility, saving, starting
from applications.drafts.question_forms import StartForm
from applications.errors import CLOSED, EXISTS, NotEligible
from applications.models import Application, Inquiry
from applications.office import inquiries
from calls.models import Call, Lot
from communities.covenant import standings
from communities.models import Community
from core.language.bilingual import active_language
from core.text.typed_values import writable


@require_safe
@login_required
def workspace(request):
    communities = Community.objects.filter(
        seats__user=request.user
    ).alphabetical()
    placed = standings.community_standings(communities, timezone.localdate())
    applications = Application.objects.filter(
        community__in=communities
    ).visible_to(request.user)
    asked = Inquiry.objects.visible_to(request.user).filter(
        community__in=communities
    )
    return render(
        request,
        "applications/workspace.html",
        {
            "communities": communities.prefetch_related("seats__user"),
            "applications": applications.with_lot(),
            "calls": saving.open_calls(),
            "duties": list(placed),
            "submits_for": {
                seat.community_id for seat in request.user.seats.that_submit()
            },
            "inquiries": asked.select_related("call", "community"),
        },
    )


def _lot(call: str, number: int) -> Lot:
    lots = Lot.objects.filter(call__status=Call.PUBLISHED).select_related(
        "call__programme", "form"
    )
    return get_object_or_404(
        lots.prefetch_related("regions"), call__slug=call, number=number
    )


def _own(request):
    """The communities for which this person may start an application."""
    if not request.user.is_authenticated:
        return Community.objects.none()
    return Community.objects.filter(
        seats__in=request.user.seats.that_write()
    ).alphabetical()


def _chosen(request, own) -> Community | None:
    """One's own community when there is but one; else the one that was asked about."""
    slug = writable(
        request.GET.get("community", "") or request.POST.get("community", "")
    )
    if not slug and len(own) == 1:
        return own[0]
    return (
        Community.objects.current()
        .filter(slug=slug)
        .select_related("region")
        .first()
    )


def _check_page(
    request, lot: Lot, status: int = 200, refusals: Sequence[str] = ()
) -> HttpResponse:
    own = list(_own(request))
    community = _chosen(request, own)
    is_own = community in own
    said = request.POST if request.method == "POST" else request.GET
    outcomes = (
        eligibility.check(lot, community, said.dict(), is_private=is_own)
        if community
        else []
    )
    is_for = community is not None and eligibility.is_for(lot, community)
    now = timezone.now()
    return render(
        request,
        "applications/may_apply.html",
        {
            "lot": lot,
            "call": lot.call,
            "own": own,
            "community": community,
            "is_own": is_own,
            "said": said.dict(),
            "everyone": []
            if own
            else Community.objects.current().alphabetical(),
            "outcomes": outcomes,
            "is_for": is_for,
            "refusals": refusals,
            "is_open": lot.is_open_at(now),
            "is_refused": any(
                one.rule.is_blocking and one.state == eligibility.NOT_MET
                for one in outcomes
            ),
            "may": is_for and not any(one.blocks for one in outcomes),
            "to_say": [one for one in outcomes if one.question],
            "existing": Application.objects.filter(
                lot=lot, community=community
            ).first()
            if is_own
            else None,
        },
        status=status,
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
    form = StartForm(request.POST, communities=_own(request))
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
            said=request.POST.dict(),
        )
    except NotEligible as error:
        return _check_page(request, lot, 422, error.messages)
    except ValidationError as error:
        if error.code == EXISTS:
            _answer_anew(request, error.params["reference"])
            messages.info(request, error.messages[0])
            return redirect("applications:detail", error.params["reference"])
        status = 403 if error.code == CLOSED else 422
        return _check_page(request, lot, status, error.messages)
    return redirect(draft)


def _answer_anew(request, reference: str) -> None:
    """A draft that is there already takes the answers of the self-check, while it may."""
    draft = Application.objects.with_lot().get(reference=reference)
    if eligibility.rules_of(draft.lot) and draft.is_writable:
        starting.repeat_self_check(draft, request.POST.dict(), by=request.user)


@access.signed_in_keeping_words
def ask(request, call: str):
    """A question about a call, before its cut-off; only the programme and one's community read
    it.
    """
    found = get_object_or_404(
        Call.objects.published().prefetch_related("lots"), slug=call
    )
    own = list(_own(request))
    context = {"call": found, "own": own, "text": request.POST.get("text", "")}
    if request.method == "POST":
        form = StartForm(request.POST, communities=_own(request))
        if form.is_valid():
            return _ask(request, found, form.cleaned_data["community"], context)
        return render(
            request,
            "applications/ask.html",
            context | {"errors": form.errors},
            status=422,
        )
    return render(request, "applications/ask.html", context)


def _ask(
    request, call: Call, community: Community, context: dict
) -> HttpResponse:
    try:
        inquiries.ask_question(
            call,
            community,
            context["text"],
            by=request.user,
            language=active_language(),
        )
    except ValidationError as error:
        status = 403 if error.code == inquiries.CUT_OFF else 422
        return render(
            request,
            "applications/ask.html",
            context | {"refusals": error.messages},
            status=status,
        )
    return redirect("applications:asked", call.slug)


@require_safe
@login_required
def asked(request, call: str):
    found = get_object_or_404(Call.objects.published(), slug=call)
    return render(request, "applications/asked.html", {"call": found})

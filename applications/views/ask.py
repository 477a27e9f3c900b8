"""Questions about a call, before its cut-off: of a community, or of a guest without an account."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import access
from applications.drafts.question_forms import StartForm
from applications.forms import GuestQuestionForm
from applications.models import Inquiry
from applications.office import inquiries
from applications.views.finding import own_communities
from calls.models import Call
from communities.models import Community
from core.language.bilingual import active_language
from core.web import rate_limits

AN_HOUR, MOST_AN_HOUR = 60 * 60, 10
WRITES = ["GET", "HEAD", "POST"]


def _call_or_404(slug: str) -> Call:
    calls = Call.objects.published().prefetch_related("lots")
    return get_object_or_404(calls, slug=slug)


@require_http_methods(WRITES)
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Who writes for a community asks for it, anyone else as a guest.

    What was typed for a community after the session had ended is kept for signing in again.
    """
    is_for_community = "community" in request.POST
    if is_for_community or list(own_communities(request)):
        return _ask_for_community(request, slug)
    return _ask_as_guest(request, slug)


@access.signed_in_keeping_words
def _ask_for_community(request: HttpRequest, slug: str) -> HttpResponse:
    call = _call_or_404(slug)
    own = list(own_communities(request))
    context = {"call": call, "own": own, "text": request.POST.get("text", "")}
    if request.method == "POST":
        form = StartForm(request.POST, communities=own_communities(request))
        if form.is_valid():
            return _ask(request, call, form.cleaned_data["community"], context)
        return render(
            request,
            "applications/ask.html",
            context | {"errors": form.errors},
            status=422,
        )
    return render(request, "applications/ask.html", context)


def _status(error: ValidationError) -> int:
    codes = {inquiries.CUT_OFF: 403, inquiries.TOO_MANY: 429}
    return codes.get(error.code or "", 422)


def _ask(
    request,
    call: Call,
    community: Community,
    context: dict[str, Any],
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
        return render(
            request,
            "applications/ask.html",
            context | {"refusals": error.messages},
            status=_status(error),
        )
    return redirect("applications:asked", call.slug)


@require_safe
@login_required
def asked(request: HttpRequest, slug: str) -> HttpResponse:
    return render(
        request, "applications/asked.html", {"call": _call_or_404(slug)}
    )


def _ask_as_guest(request: HttpRequest, slug: str) -> HttpResponse:
    call = _call_or_404(slug)
    form = GuestQuestionForm(request.POST if request.method == "POST" else None)

    def page(status: int) -> HttpResponse:
        shown = {"call": call, "form": form, "status": status}
        return render(
            request, "applications/ask_as_guest.html", shown, status=status
        )

    if request.method != "POST" or not form.is_valid():
        return page(422 if form.is_bound else 200)
    network = rate_limits.address_of(request)
    if not rate_limits.is_within(
        "guest-question", network, most=MOST_AN_HOUR, seconds=AN_HOUR
    ):
        return page(429)
    try:
        inquiries.ask_as_guest(
            call,
            form.cleaned_data["text"],
            email=form.cleaned_data["email"],
            language=active_language(),
        )
    except ValidationError as error:
        form.add_error(None, error)
        return page(_status(error))
    return redirect("applications:asked_as_guest", call.slug)


@require_safe
def asked_as_guest(request: HttpRequest, slug: str) -> HttpResponse:
    return render(
        request,
        "applications/asked_as_guest.html",
        {"call": _call_or_404(slug)},
    )


@never_cache
@require_http_methods(WRITES)
def confirm_question(request: HttpRequest, uuid) -> HttpResponse:
    """A button, not the link itself: programs that look at mail follow links."""
    guests = Inquiry.objects.filter(community=None).select_related("call")
    inquiry = get_object_or_404(guests, uuid=uuid)
    if request.method == "POST":
        inquiries.confirm_question(inquiry)
        return redirect("applications:confirm_question", inquiry.uuid)
    return render(
        request, "applications/confirm_question.html", {"inquiry": inquiry}
    )

"""Questions about a call, before its cut-off."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts import access
from applications.drafts.question_forms import StartForm
from applications.office import inquiries
from applications.views.finding import own_communities
from calls.models import Call
from communities.models import Community
from core.language.bilingual import active_language


@access.signed_in_keeping_words
def ask(request, slug: str):
    """A question about a call, before its cut-off; only the programme and one's community read
    it.
    """
    call = get_object_or_404(
        Call.objects.published().prefetch_related("lots"), slug=slug
    )
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
def asked(request, slug: str):
    call = get_object_or_404(Call.objects.published(), slug=slug)
    return render(request, "applications/asked.html", {"call": call})

"""What a community sees of the decision about its application, and its answer to an award."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import access
from applications import rules
from applications.models import Application
from applications.views.finding import find
from core.web.post_only import post_only
from evaluation import states
from evaluation.decisions import letter_papers, responding
from evaluation.models import Decision
from evaluation.views.doing import does_or_says


def _published_decisions(request, application: Application):
    """Those that are published, the one that holds first; before that there is none."""
    return (
        Decision.objects.visible_to(request.user)
        .published()
        .filter(application=application)
        .select_related("letter", "response__by")
        .order_by("-number")
    )


def _published(request, reference: str) -> Decision:
    """The decision that holds."""
    application = find(request, reference)
    decision = get_object_or_404(_published_decisions(request, application)[:1])
    decision.application = application
    return decision


def _asked_for(request, reference: str) -> Decision:
    """An earlier one by its number (`?number=1`), else the one that holds."""
    number = request.GET.get("number", "")
    if not number.isdecimal() or len(number) > 4:
        return _published(request, reference)
    application = find(request, reference)
    published = _published_decisions(request, application)
    return get_object_or_404(published, number=int(number))


@require_safe
@access.signed_in_keeping_words
def decision(request, reference: str):
    return _decision_page(request, _published(request, reference))


def _decision_page(request, found: Decision, reason: str = ""):
    application = found.application
    response = getattr(found, "response", None)
    context = {
        "decision": found,
        "application": application,
        "response": response,
        "reason": reason,
        "may_answer": found.outcome == states.AWARDED
        and response is None
        and rules.may_submit(request.user, application),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluation/decision.html", context, status=status)


@post_only("evaluation:decision", "reference")
@access.signed_in_keeping_words
def accept(request, reference: str):
    found = _published(request, reference)
    does_or_says(
        request,
        lambda: responding.answer_award(
            found, is_accepted=True, by=request.user
        ),
        _("Accepted. The programme has been told."),
    )
    return redirect("evaluation:decision", reference)


@post_only("evaluation:decision", "reference")
@access.signed_in_keeping_words
def decline(request, reference: str):
    found = _published(request, reference)
    reason = request.POST.get("reason", "")
    if does_or_says(
        request,
        lambda: responding.answer_award(
            found, is_accepted=False, reason=reason, by=request.user
        ),
        _("Declined. The programme has been told."),
    ):
        return redirect("evaluation:decision", reference)
    return _decision_page(request, _published(request, reference), reason)


@require_safe
@access.signed_in_keeping_words
def letter(request, reference: str):
    found = _asked_for(request, reference)
    response = HttpResponse(
        letter_papers.read_letter(found.letter),
        content_type="application/pdf",
    )
    name = f"{reference}-decision-{found.number}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

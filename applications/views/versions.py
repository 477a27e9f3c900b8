"""What was submitted, version by version, and everything that was written."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.drafts import budgets
from applications.drafts.in_words import answer_in_words
from applications.submissions import comparing, dossier, receipts
from applications.views.finding import find, find_own
from calls.models import Question
from core.language.bilingual import text
from core.web import posted


def _label(question: Question | None, key: str) -> str:
    if key == budgets.KEY:
        return _("Budget")
    if question is None:
        return _("A question that is no longer asked")
    return text(question, "label")


@require_safe
@login_required
def history(request, reference: str):
    """Every text that was ever written, also those that lost a conflict; for the community
    alone.
    """
    application = find_own(request, reference)
    questions = {
        question.key: question
        for question in application.form_version.questions()
    }
    texts = application.history.select_related("by").order_by("-pk")
    page = Paginator(texts, 50).get_page(request.GET.get("page"))
    for earlier in page:
        question = questions.get(earlier.key)
        earlier.label = _label(question, earlier.key)
        earlier.in_words = answer_in_words(question, earlier.key, earlier.value)
    return render(
        request,
        "applications/history.html",
        {"application": application, "page_obj": page},
    )


@require_safe
@login_required
def versions(request, reference: str):
    application = find(request, reference)
    newest_first = application.versions.select_related("submitted_by").order_by(
        "-number"
    )
    context = {"application": application, "versions": newest_first}
    return render(request, "applications/versions.html", context)


@require_safe
@login_required
def version(request, reference: str, number: int):
    application = find(request, reference)
    version = get_object_or_404(
        application.versions.select_related("submitted_by"), number=number
    )
    return render(
        request,
        "applications/version.html",
        {
            "application": application,
            "version": version,
            "content": receipts.version_for_reading(version),
            "budget": receipts.budget_of_version(version),
            "agrees": receipts.hashes_agree(version),
            "declared": receipts.declarations_of_version(version),
            "is_last": not application.versions.filter(
                number__gt=number
            ).exists(),
        },
    )


@require_safe
@login_required
def compare(request, reference: str):
    """Two versions beside each other: `?old=` and `?new=`; the last two when none are named."""
    application = find(request, reference)
    versions = {one.number: one for one in application.versions.all()}
    newest = max(versions, default=0)
    new = versions.get(
        posted.posted_number(request.GET.get("new", "")) or newest
    )
    old = versions.get(
        posted.posted_number(request.GET.get("old", "")) or newest - 1
    )
    changes = comparing.version_changes(old, new) if old and new else None
    context = {
        "application": application,
        "old": old,
        "new": new,
        "changes": changes,
        "versions": sorted(versions.values(), key=lambda one: one.number),
    }
    return render(request, "applications/compare.html", context)


@require_safe
@login_required
def whole(request, reference: str, number: int):
    """A submitted version whole, as a PDF."""
    application = find(request, reference)
    version = get_object_or_404(
        application.versions.select_related("application__lot__call"),
        number=number,
    )
    return _pdf(dossier.dossier_pdf(version), f"{reference}-v{number}-whole")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


@require_safe
@login_required
def receipt(request, reference: str):
    """The receipt of the last version, or of `?version=`."""
    application = find(request, reference)
    number = request.GET.get("version", "")
    versions = application.versions.order_by("-number")
    if number:
        versions = versions.filter(number=posted.posted_number(number))
    version = get_object_or_404(versions[:1])
    name = f"{reference}-v{version.number}"
    return _pdf(receipts.receipt_pdf(version), name)

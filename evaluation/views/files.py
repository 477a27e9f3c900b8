"""What an evaluation adds to the office's page of one application."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import office_only
from applications.views.finding import find
from applications.views.office.doing import officers_only
from core.web.post_only import post_only
from evaluation import notes
from evaluation.reports import file_paper as papers
from evaluation.views.doing import does_or_says


@require_safe
@office_only
def file_paper(request, reference: str):
    """Everything of one application as one PDF."""
    application = find(request, reference)
    version = application.versions.order_by("-number").first()
    if version is None:
        raise Http404
    version.application = application
    paper = papers.file_pdf(application, version)
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{reference}.pdf"'
    return response


@post_only("office:file", "reference")
@officers_only
def add_note(request, reference: str):
    application = find(request, reference)
    text = request.POST.get("text", "")
    if not does_or_says(
        request, lambda: notes.add_note(application, text, by=request.user)
    ):
        messages.info(request, _("Nothing was written."))
    return redirect("office:file", reference)

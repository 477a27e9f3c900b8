"""What an evaluation adds to the office's page of one application."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from applications.views.finding import find
from applications.views.office.doing import officers_only
from core.web.post_only import post_only
from evaluation import notes
from evaluation.views.doing import does_or_says


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

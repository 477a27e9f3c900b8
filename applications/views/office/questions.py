"""The inbox of questions about calls."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import office_only
from applications.models import Inquiry
from applications.office import inquiries
from applications.office.office_forms import AnswerForm
from applications.views.office.doing import officers_only


@require_safe
@office_only
def inbox(request):
    """Unanswered first, the oldest of them on top; then the answered."""
    visible = Inquiry.objects.visible_to(request.user).select_related(
        "call", "community", "asked_by", "clarification"
    )
    answered = Paginator(visible.exclude(answered_at=None), 30).get_page(
        request.GET.get("page")
    )
    waiting = visible.unanswered().order_by("asked_at")
    return render(
        request,
        "office/questions.html",
        {"waiting": waiting, "page_obj": answered},
    )


@officers_only
def answer(request, uuid):
    visible = Inquiry.objects.visible_to(request.user).select_related(
        "call", "community", "asked_by"
    )
    inquiry = get_object_or_404(visible, uuid=uuid)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            inquiries.answer_question(
                inquiry,
                form.cleaned_data["answer"],
                by=request.user,
                publish=form.public(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The answer has been sent."))
            return redirect("office:questions")
    context = {"inquiry": inquiry, "form": form}
    return render(
        request,
        "office/answer.html",
        context,
        status=422 if form.is_bound else 200,
    )

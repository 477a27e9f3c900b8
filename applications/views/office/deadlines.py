"""The office moves a deadline, opens sealed applications, asks for completions."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications import rules
from applications.models import Application, ApplicationExtension
from applications.office import extending, sealing
from applications.office.office_forms import (
    CompletionForm,
    ConfirmForm,
    ExtendLotForm,
    ExtendOneForm,
)
from applications.submissions import completing
from applications.views.finding import find
from applications.views.office.doing import does, lot_of, officers_only
from calls.models import Lot
from core.language.bilingual import text
from core.web.post_only import post_only

EXTENDED = {
    False: gettext_lazy(
        "The deadline has been extended, and everyone concerned will be told."
    ),
    True: gettext_lazy(
        "Proposed. It takes effect once a second officer has agreed."
    ),
}


def _waiting_reopening(request, lot: Lot) -> dict | None:
    waiting = lot.reopenings.filter(approved_at=None).first()
    if waiting is None:
        return None
    return {
        "proposal": waiting,
        "may_agree": rules.may_agree_to_reopening(request.user, waiting),
    }


@post_only("office:extend", "slug", "number")
@officers_only
def agree_to_reopening(request, slug: str, number: int):
    """The second officer agrees, or either takes the proposal back."""
    lot = lot_of(slug, number)
    waiting = get_object_or_404(lot.reopenings, approved_at=None)
    try:
        if "take_back" in request.POST:
            extending.take_back_reopening(waiting, by=request.user)
            messages.success(request, _("The proposal is taken back."))
        else:
            extending.agree_to_reopening(waiting, by=request.user)
            messages.success(request, EXTENDED[False])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("office:board", slug)


@officers_only
def extend(request, slug: str, number: int):
    lot = lot_of(slug, number)
    form = ExtendLotForm(
        request.POST if request.method == "POST" else None,
        initial={"closes_at": lot.closes_at},
    )
    needs_second = extending.needs_second_officer(lot)
    verb = extending.propose_reopening if needs_second else extending.extend_lot
    if request.method == "POST" and does(
        form, lambda values: verb(lot, by=request.user, **values)
    ):
        messages.success(request, EXTENDED[needs_second])
        return redirect("office:board", slug)
    status = 422 if form.is_bound else 200
    context = {
        "lot": lot,
        "form": form,
        "extensions": lot.extensions.select_related("by"),
        "needs_second": needs_second,
        "reopening": _waiting_reopening(request, lot),
    }
    return render(request, "office/extend.html", context, status=status)


def _any(reference: str) -> Application:
    """For acting on an application whose contents the office may not read yet."""
    return get_object_or_404(
        Application.objects.with_lot(), reference=reference
    )


@officers_only
def extend_one(request, reference: str):
    """A later deadline for a single applicant: one officer proposes, another agrees."""
    application = _any(reference)
    form = ExtendOneForm(
        request.POST if request.method == "POST" else None,
        initial={"closes_at": application.deadline_at},
    )
    if request.method == "POST" and does(
        form,
        lambda values: extending.propose_extension(
            application, by=request.user, **values
        ),
    ):
        messages.success(
            request,
            _("Proposed. It takes effect once a second officer has agreed."),
        )
        return redirect("office:extend_one", reference)
    status = 422 if form.is_bound else 200
    context = {
        "application": application,
        "form": form,
        "extensions": _extensions(request, application),
    }
    return render(request, "office/extend_one.html", context, status=status)


def _extensions(request, application: Application) -> list[dict]:
    extensions = application.extensions.select_related(
        "proposed_by", "approved_by", "application"
    )
    return [
        {
            "extension": extension,
            "may_agree": rules.may_agree(request.user, extension),
        }
        for extension in extensions
    ]


@post_only("office:extend_one", "reference")
@officers_only
def agree(request, reference: str, number: int):
    extensions = ApplicationExtension.objects.select_related(
        "application__community"
    )
    extension = get_object_or_404(
        extensions, application__reference=reference, number=number
    )
    try:
        extending.agree_to_extension(extension, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request,
            _("Agreed: the later deadline holds, and the community is told."),
        )
    return redirect("office:extend_one", reference)


@officers_only
def open_lot(request, slug: str, number: int):
    lot = lot_of(slug, number)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and does(
        form, lambda values: sealing.open_sealed_lot(lot, by=request.user)
    ):
        messages.success(
            request,
            _(
                "The applications are open; it is on record that you opened them."
            ),
        )
        return redirect("office:board", slug)
    context = {
        "form": form,
        "title": _("Open the applications of %(lot)s") % {"lot": lot},
        "consequences": [
            _("From then on the office can read every application of the lot."),
            _("The deadline of the lot can never be changed again."),
            _("The record will show that you opened them, and when."),
        ],
        "verb": _("Open the applications"),
        "back": reverse("office:board", args=[slug]),
        "place": text(lot.call, "title"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "office/confirm.html", context, status=status)


@officers_only
def ask_completion(request, reference: str):
    application = find(request, reference)
    form = CompletionForm(
        request.POST if request.method == "POST" else None,
        questions=completing.questions_to_complete(application),
    )
    if request.method == "POST" and does(
        form,
        lambda values: completing.request_completion(
            application, values.pop("keys"), by=request.user, **values
        ),
    ):
        messages.success(
            request,
            _("The community has been asked to complete the application."),
        )
        return redirect("office:file", reference)
    context = {"application": application, "form": form}
    return render(
        request,
        "office/completion.html",
        context,
        status=422 if form.is_bound else 200,
    )


@post_only("office:file", "reference")
@officers_only
def end_completion(request, reference: str):
    application = find(request, reference)
    try:
        completing.end_completion(application, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("office:file", reference)

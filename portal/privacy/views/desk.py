"""What administrators do with requests to be erased, and with legal holds."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import ErasureRequest
from accounts.rare_acts import recently_signed_in
from applications.models import Application, LegalHold
from applications.office import holds
from core.web.post_only import post_only
from portal.people.finding import administrators_only, person_or_404
from portal.people.forms import SuccessorForm
from portal.privacy import copying, erasure_requests
from portal.privacy.forms import (
    HoldForm,
    RefuseForm,
    WrittenDownForm,
)
from portal.privacy.knowing import what_follows

A_PAGE = 50


def _requests():
    return ErasureRequest.objects.select_related(
        "person", "asked_by", "answered_by"
    )


@require_safe
@administrators_only
def requests(request) -> HttpResponse:
    """Those that wait first, each with the day its answer is due."""
    waiting = _requests().filter(state=ErasureRequest.ASKED).order_by("due_on")
    answered = _requests().exclude(state=ErasureRequest.ASKED)
    running = LegalHold.objects.filter(ended_at=None)
    context = {
        "waiting": waiting,
        "page_obj": Paginator(answered, A_PAGE).get_page(
            request.GET.get("page")
        ),
        "holds": running.select_related("application", "by"),
        "hold_form": HoldForm(),
    }
    return render(request, "privacy/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
@recently_signed_in
def write_down(request) -> HttpResponse:
    form = WrittenDownForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            written = erasure_requests.write_down_request(
                **form.cleaned_data, by=request.user
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("privacy:request", written.uid)
    status = 422 if form.errors else 200
    return render(
        request, "privacy/write_down.html", {"form": form}, status=status
    )


def _shown(request, one: ErasureRequest, **forms) -> HttpResponse:
    context = {
        "erasure_request": one,
        "erase_form": SuccessorForm(),
        "refuse_form": RefuseForm(),
        **forms,
    }
    if one.is_waiting:
        context |= what_follows(erasure_requests.person_of(one))
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "privacy/request.html", context, status=status)


@require_safe
@administrators_only
def one_request(request, uid) -> HttpResponse:
    return _shown(request, get_object_or_404(_requests(), uid=uid))


def _chosen(request) -> tuple[tuple[str, str, str], ...]:
    """The personal answers that were ticked: application|unit|key."""
    posted = (one.split("|") for one in request.POST.getlist("answers"))
    return tuple((one[0], one[1], one[2]) for one in posted if len(one) == 3)


@post_only("privacy:request", "uid")
@administrators_only
@recently_signed_in
def erase(request, uid) -> HttpResponse:
    one = get_object_or_404(_requests(), uid=uid)
    form = SuccessorForm(request.POST)
    if form.is_valid():
        try:
            erasure_requests.erase_as_asked(
                one,
                **form.cleaned_data,
                answers=_chosen(request),
                by=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The person is erased."))
            return redirect("privacy:request", uid)
    return _shown(request, one, erase_form=form)


@post_only("privacy:request", "uid")
@administrators_only
def refuse(request, uid) -> HttpResponse:
    one = get_object_or_404(_requests(), uid=uid)
    form = RefuseForm(request.POST)
    if form.is_valid():
        try:
            erasure_requests.refuse_request(
                one, **form.cleaned_data, by=request.user
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The request is refused."))
            return redirect("privacy:request", uid)
    return _shown(request, one, refuse_form=form)


@post_only("people:person", "uid")
@administrators_only
@recently_signed_in
def copy_for(request, uid) -> HttpResponse:
    """Order a copy for somebody: its link goes to that person alone."""
    person = person_or_404(request, uid)
    try:
        copying.ask_for_copy(person, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request, _("The copy is being made; its link goes to the person.")
        )
    return redirect("people:person", person.uid)


@post_only("privacy:requests")
@administrators_only
def begin_hold(request) -> HttpResponse:
    form = HoldForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say the reference and the reason."))
        return redirect("privacy:requests")
    found = Application.objects.filter(
        reference=form.cleaned_data["reference"].strip().upper()
    ).first()
    if found is None:
        messages.error(request, _("There is no application of that reference."))
        return redirect("privacy:requests")
    try:
        holds.begin_hold(
            found, reason=form.cleaned_data["reason"], by=request.user
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Nothing of it is erased for now."))
    return redirect("privacy:requests")


@post_only("privacy:requests")
@administrators_only
def end_hold(request, reference: str) -> HttpResponse:
    application = get_object_or_404(Application, reference=reference)
    try:
        holds.end_hold(application, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request, _("The hold is over; what waited for it is erased.")
        )
    return redirect("privacy:requests")

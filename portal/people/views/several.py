"""Several people at once from a spreadsheet: looked at row by row, then sent, all or none."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from core.files.kinds import KINDS
from core.web.post_only import post_only
from portal.people import several as lists
from portal.people import spreadsheet
from portal.people.finding import people_only
from portal.people.forms import PeopleFileForm


def _refuse_who_may_not(request) -> None:
    if not request.user.has_perm("communities.add_invitation"):
        raise PermissionDenied


@people_only
def several(request):
    """The file; then what would happen, row by row, to look at before it does."""
    _refuse_who_may_not(request)
    if request.method != "POST":
        return _page(request, PeopleFileForm(), 200)
    form = PeopleFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, 422)
    try:
        lines = spreadsheet.read_people(form.cleaned_data["file"])
    except ValidationError as error:
        form.add_error("file", error)
        return _page(request, form, 422)
    guests = lists.judge_list(lines)
    is_good = lists.may_be_sent(guests)
    days = form.cleaned_data["days"]
    context = {
        "guests": guests,
        "with_faults": sum(bool(guest.faults) for guest in guests),
        "days": days,
        "signed": lists.sign_list(guests, by=request.user, days=days)
        if is_good
        else "",
    }
    return render(request, "people/several_check.html", context)


def _page(
    request,
    form: PeopleFileForm,
    status: int,
) -> HttpResponse:
    context = {"form": form}
    return render(request, "people/several.html", context, status=status)


@require_safe
@people_only
def template(request):
    _refuse_who_may_not(request)
    response = HttpResponse(
        spreadsheet.people_template(), content_type=KINDS["xlsx"]
    )
    response["Content-Disposition"] = 'attachment; filename="people.xlsx"'
    return response


@post_only("people:several")
@people_only
def send_all(request):
    _refuse_who_may_not(request)
    try:
        sent = lists.invite_several(
            request.POST.get("signed", ""), by=request.user
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("people:several")
    words = ngettext(
        "%(n)s invitation is on its way.",
        "%(n)s invitations are on their way.",
        sent,
    )
    messages.success(request, words % {"n": sent})
    return redirect("people:desk")

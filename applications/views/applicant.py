"""What a municipality sees after signing in: its workspace and its applications."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applications import checking, drafting, files, lifecycle, receipts, rules, tasks
from applications.errors import CLOSED, EXISTS, Incomplete
from applications.forms import StartForm
from applications.models import Application, Attachment
from calls.models import Call, Lot
from communities import standings
from communities.models import Community


def find(request, reference: str) -> Application:
    """The one door of every page below: what is not yours does not exist."""
    mine = Application.objects.visible_to(request.user).with_lot()
    return get_object_or_404(mine, reference=reference)


def find_own(request, reference: str) -> Application:
    """A draft is its community's alone: the office reads versions, never what is still being written."""
    mine = Application.objects.visible_to(request.user).of_seats(request.user).with_lot()
    return get_object_or_404(mine, reference=reference)


@require_safe
@login_required
def workspace(request):
    communities = Community.objects.filter(seats__user=request.user).alphabetical()
    placed = standings.place_all(communities, dt.date.today())
    applications = Application.objects.filter(community__in=communities).visible_to(request.user)
    return render(request, "applications/workspace.html", {
        "communities": communities.prefetch_related("seats__user"),
        "applications": applications.with_lot(),
        "calls": drafting.open_calls(), "duties": list(placed),
        "submits_for": {seat.community_id for seat in request.user.seats.that_submit()},
    })  # fmt: skip


@login_required
def start(request, call: str, number: int):
    lots = Lot.objects.filter(call__status=Call.PUBLISHED).select_related("call__programme", "form")
    lot = get_object_or_404(lots.prefetch_related("regions"), call__slug=call, number=number)
    communities = Community.objects.filter(seats__in=request.user.seats.that_write()).alphabetical()
    form = StartForm(request.POST or None, communities=communities)
    if request.method == "POST" and form.is_valid():
        return _start(request, lot, form)
    context = {"lot": lot, "form": form, "communities": communities}
    return render(request, "applications/start.html", context, status=422 if form.errors else 200)


def _start(request, lot: Lot, form: StartForm) -> HttpResponse:
    community = form.cleaned_data["community"]
    try:
        draft = drafting.start(lot, community, by=request.user, language=get_language() or "hy")
    except ValidationError as error:
        if error.code == EXISTS:
            messages.info(request, error.messages[0])
            return redirect("applications:detail", error.params["reference"])
        form.add_error(None, error)
        status = 403 if error.code == CLOSED else 422
        context = {"lot": lot, "form": form, "communities": form.fields["community"].queryset}
        return render(request, "applications/start.html", context, status=status)
    return redirect(draft)


@require_safe
@login_required
def detail(request, reference: str):
    application = find(request, reference)
    if not rules.is_of_the_community(request.user, application):
        return redirect("office:file", reference)
    return render(request, "applications/detail.html", {
        "application": application, "lot": application.lot,
        "tasks": tasks.of(application),
        "versions": application.versions.select_related("submitted_by").order_by("-number"),
        "journal": application.journal.select_related("by"),
        "may_write": rules.may_write(request.user, application) and application.is_writable,
        "has_unsent_changes": lifecycle.has_unsent_changes(application),
    })  # fmt: skip


@require_safe
@login_required
def check(request, reference: str):
    return _check_page(request, find_own(request, reference))


def _check_page(request, application: Application, problems=None, status=200) -> HttpResponse:
    sections = checking.sections_of(application)
    if problems is None:
        problems = checking.problems(application, sections)
    return render(request, "applications/check.html", {
        "application": application, "lot": application.lot,
        "sections": tasks.reading(application, sections), "problems": problems,
        "budget": tasks.budget(application),
        "may_write": rules.may_write(request.user, application) and application.is_writable,
        "may_submit": rules.may_submit(request.user, application) and application.is_writable,
        "is_error": status != 200,
    }, status=status)  # fmt: skip


@login_required
def submit(request, reference: str):
    application = find_own(request, reference)
    if request.method != "POST":
        return redirect("applications:check", reference)
    try:
        version = lifecycle.submit(application, by=request.user)
    except Incomplete as error:
        return _check_page(request, application, error.problems, status=422)
    except ValidationError:
        return render(request, "applications/closed.html", {"application": application}, status=403)
    messages.success(request, _("The application has been submitted."))
    return redirect(version)


@require_safe
@login_required
def versions(request, reference: str):
    application = find(request, reference)
    newest_first = application.versions.select_related("submitted_by").order_by("-number")
    context = {"application": application, "versions": newest_first}
    return render(request, "applications/versions.html", context)


@require_safe
@login_required
def version(request, reference: str, number: int):
    application = find(request, reference)
    one = get_object_or_404(application.versions.select_related("submitted_by"), number=number)
    return render(request, "applications/version.html", {
        "application": application, "version": one, "content": receipts.reading(one),
        "totals": receipts.totals(one), "agrees": receipts.agrees(one),
        "is_last": not application.versions.filter(number__gt=number).exists(),
    })  # fmt: skip


@require_safe
@login_required
def receipt(request, reference: str):
    """The receipt of the last version, or of `?version=`."""
    application = find(request, reference)
    asked = request.GET.get("version", "")
    versions = application.versions.order_by("-number")
    if asked:
        is_number = asked.isdecimal() and len(asked) < 5
        versions = versions.filter(number=int(asked)) if is_number else versions.none()
    one = get_object_or_404(versions[:1])
    response = HttpResponse(receipts.pdf(one), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{reference}-v{one.number}.pdf"'
    return response


@require_safe
@login_required
def file(request, reference: str, uuid):
    """A file, after the same permission as its page; never from a public address."""
    application = find(request, reference)
    one = get_object_or_404(files.readable(application, request.user), uuid=uuid)
    stored = storages["private"].open(one.storage_key)
    response = FileResponse(stored, as_attachment=True, filename=one.name, content_type=one.content_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_POST
@login_required
def remove_file(request, reference: str, uuid):
    application = find_own(request, reference)
    one = get_object_or_404(application.attachments.filter(state=Attachment.CLEAN), uuid=uuid)
    try:
        drafting.remove(one, by=request.user)
    except ValidationError:
        return render(request, "applications/closed.html", {"application": application}, status=403)
    return redirect(_section_of(application, one) or application)


def _section_of(application: Application, attachment: Attachment) -> str:
    sections = application.form_version.sections
    section = sections.filter(questions__key=attachment.question_key).first()
    return f"{application.get_absolute_url()}edit/{section.key}/" if section else ""

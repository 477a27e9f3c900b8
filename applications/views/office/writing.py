"""Beginning from last year's, and publishing a form: next version, preview, lock."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.access import office_only
from applications.drafts import form_versions
from applications.drafts.question_forms import SectionForm
from applications.office.office_forms import (
    ConfirmForm,
    CopyCallForm,
    CopyFormForm,
)
from applications.views.office.doing import does, officers_only
from calls import copying, faults, ready_grids
from calls.models import Call, Form, FormVersion
from calls.views.pages import CallDetail
from core.web.post_only import post_only


@officers_only
def copy_call(request, slug: str):
    source = get_object_or_404(Call, slug=slug, is_historic=False)
    if not request.user.has_perm("calls.add_call"):
        raise PermissionDenied
    made: list[Call] = []
    initial = {"title_hy": source.title_hy, "title_en": source.title_en}
    form = CopyCallForm(
        request.POST if request.method == "POST" else None, initial=initial
    )
    if request.method == "POST" and does(
        form, lambda values: made.append(copying.copy_call(source, **values))
    ):
        messages.success(
            request,
            _(
                "The new call is a draft; look at its dates and texts, then publish it."
            ),
        )
        return redirect("admin:calls_call_change", made[0].pk)
    context = {"source": source, "form": form, "lots": _shifted(source, form)}
    return render(
        request,
        "office/copy_call.html",
        context,
        status=422 if form.is_bound else 200,
    )


@officers_only
def take_grid(request, slug: str):
    """The criteria of the EU's grid for a draft without any, looked at before they are taken."""
    call = get_object_or_404(Call, slug=slug, status=Call.DRAFT)
    if not request.user.has_perm("calls.change_call"):
        raise PermissionDenied
    if request.method == "POST":
        try:
            ready_grids.take_eu_grid(call)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(
                request,
                _("The criteria are in the call; change what differs."),
            )
        return redirect("admin:calls_call_change", call.pk)
    context = {"call": call, "grid": ready_grids.read_eu_grid()}
    return render(request, "office/take_grid.html", context)


def _shifted(source: Call, form: CopyCallForm) -> list[dict]:
    """What the dates would become, before anything is made."""
    months = (
        form.cleaned_data.get("months", 12)
        if form.is_bound and form.is_valid()
        else 12
    )
    return [
        {
            "lot": lot,
            "opens_at": copying.shifted_by_months(lot.opens_at, months=months),
            "closes_at": copying.shifted_by_months(
                copying.planned_deadline(lot), months=months
            ),
        }
        for lot in source.lots.all()
    ]


@require_safe
@officers_only
def form(request, slug: str):
    """A form's versions: what the draft changes, what keeps it from being published, whom it
    moves.
    """
    form = get_object_or_404(Form, slug=slug)
    versions = list(form.versions.order_by("-number"))
    draft = next((one for one in versions if not one.is_locked), None)
    current = form.current()
    return render(
        request,
        "office/form.html",
        {
            "form": form,
            "versions": versions,
            "draft": draft,
            "faults": faults.form_faults(draft) if draft else [],
            "difference": form_versions.form_changes(current, draft)
            if draft and current
            else None,
            "drafts": form_versions.drafts_of(draft).count() if draft else 0,
            "lots": form.lots.select_related("call"),
            "copy": CopyFormForm(),
        },
    )


@post_only("office:form", "slug")
@officers_only
def next_version(request, slug: str):
    form = get_object_or_404(Form, slug=slug)
    try:
        version = copying.next_version(form)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("office:form", slug)
    return redirect("office:edit_form", slug, version.number)


@post_only("office:form", "slug")
@officers_only
def copy_form(request, slug: str):
    source = get_object_or_404(Form, slug=slug)
    form = CopyFormForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return redirect("office:form", slug)
    copy = copying.copy_form(source, **form.cleaned_data)
    return redirect("office:form", copy.slug)


@officers_only
def publish_form(request, slug: str, number: int):
    version = get_object_or_404(
        FormVersion.objects.select_related("form"),
        form__slug=slug,
        number=number,
    )
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and does(
        form, lambda values: _publish(request, version)
    ):
        return redirect("office:form", slug)
    drafts = form_versions.drafts_of(version).count()
    context = {
        "form": form,
        "title": _("Publish and lock version %(number)d") % {"number": number},
        "consequences": [
            _(
                "A published version can never be changed; you can only publish a new one."
            ),
            ngettext(
                "%(n)d open draft moves to it and keeps its answers; the people "
                "working on it get a letter.",
                "%(n)d open drafts move to it and keep their answers; the people "
                "working on them get a letter.",
                drafts,
            )
            % {"n": drafts},
        ],
        "verb": _("Publish and lock"),
        "back": reverse("office:form", args=[slug]),
        "place": version.form.name,
    }
    status = 422 if form.is_bound else 200
    return render(request, "office/confirm.html", context, status=status)


def _publish(request, version: FormVersion) -> None:
    moved = form_versions.publish_form(version, by=request.user)
    sentence = ngettext(
        "%(n)d draft was moved to it.", "%(n)d drafts were moved to it.", moved
    ) % {"n": moved}
    messages.success(request, _("The version is published and locked."))
    if moved:
        messages.success(request, sentence)


@method_decorator(office_only, name="dispatch")
class CallPreview(CallDetail):
    """A draft call as the public will see it, in either language."""

    calls = Call.objects.filter(status=Call.DRAFT)

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_preview=True, **kwargs)


@require_safe
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
@officers_only
def preview_form(request, slug: str, number: int):
    """A section as an applicant sees it; nothing is saved. `?frame` shows it alone, beside the
    page on which the form is written.
    """
    version = get_object_or_404(
        FormVersion.objects.select_related("form"),
        form__slug=slug,
        number=number,
    )
    sections = version.whole_sections()
    if not sections:
        raise Http404
    key = request.GET.get("section", sections[0].key)
    section = next((one for one in sections if one.key == key), sections[0])
    is_framed = "frame" in request.GET
    context = {
        "version": version,
        "sections": sections,
        "section": section,
        "form": SectionForm(section, {}, []),
        "back": reverse("office:form", args=[slug]),
        "is_framed": is_framed,
    }
    if is_framed:
        return render(request, "office/framed_form.html", context)
    return render(request, "office/preview_form.html", context)

"""The page on which a draft of a form is written, and how it is saved."""

from collections.abc import Callable
from functools import wraps

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.access import is_script
from applications.office import form_parts
from applications.office.form_page import FormPage
from applications.office.form_saving import SavedPart, save_parts
from applications.office.office_forms import ConfirmForm
from applications.views.office.doing import does, officers_only
from calls.form_editing import removing
from calls.form_editing.drafts import may_write_forms
from calls.models import FormVersion
from core.web import posted

#: the verbs of the buttons → their URL names
ACTS = {
    "add": "add_question",
    "add_section": "add_section",
    "duplicate": "duplicate_question",
    "move": "move_part",
    "put_back": "put_back",
    "remove": "remove_part",
}


def _draft(slug: str, number: int) -> FormVersion:
    versions = FormVersion.objects.select_related("form")
    return get_object_or_404(
        versions,
        form__slug=slug,
        number=number,
    )


def writers_only(view: Callable) -> Callable:
    """For those who may change forms; finds the version."""

    @officers_only
    @wraps(view)
    def guarded(
        request,
        slug: str,
        number: int,
    ):
        if not may_write_forms(request.user):
            raise PermissionDenied
        return view(request, _draft(slug, number))

    return guarded


def _address(version: FormVersion, fragment: str = "") -> str:
    address = reverse(
        "office:edit_form", args=[version.form.slug, version.number]
    )
    return f"{address}#{fragment}" if fragment else address


def _addresses(version: FormVersion) -> dict[str, str]:
    """Where the buttons of the page send it."""
    return {
        act: reverse(f"office:{name}", args=[version.form.slug, version.number])
        for act, name in ACTS.items()
    }


def _context(page: FormPage) -> dict:
    return {
        "page": page,
        "version": page.version,
        "form": page.version.form,
        "addresses": _addresses(page.version),
    }


def _page(
    request,
    page: FormPage,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "office/edit_form.html",
        _context(page),
        status=status,
    )


def _locked(
    request,
    version: FormVersion,
    status: int = 200,
) -> HttpResponse:
    """A published version is read; what was typed meanwhile is given back."""
    context = {
        "version": version,
        "sections": version.whole_sections(),
        "typed": posted.posted_words(request),
    }
    return render(
        request,
        "office/locked_form.html",
        context,
        status=status,
    )


@csp_update({"frame-src": [SELF]})
@writers_only
def edit_form(request, version: FormVersion):
    """All sections and questions of a draft on one page."""
    if request.method != "POST":
        if version.is_locked:
            return _locked(request, version)
        return _page(request, FormPage(version))
    if is_script(request):
        return _autosave(request, version)

    def say() -> str:
        messages.success(request, _("The form is saved."))
        return ""

    return act_after_saving(
        request,
        version,
        say,
    )


def _save(request, version: FormVersion) -> dict[str, SavedPart]:
    parts = form_parts.read_parts(request.POST)
    return save_parts(
        version,
        parts.values(),
        by=request.user,
    )


def act_after_saving(
    request, version: FormVersion, act: Callable[[], str]
) -> HttpResponse:
    """Save what the page sent, then act and lead to the place that the verb names. What cannot be
    saved is shown first.
    """
    try:
        saved = _save(request, version)
    except ValidationError:
        return _locked(
            request,
            version,
            status=409,
        )
    if not all(one.is_whole for one in saved.values()):
        return _page(
            request,
            FormPage(version, saved),
            status=422,
        )
    try:
        fragment = act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        fragment = ""
    return redirect(_address(version, fragment))


def _autosave(request, version: FormVersion) -> JsonResponse:
    """What came of each part that was sent, and what now keeps the form from being published."""
    try:
        saved = _save(request, version)
    except ValidationError:
        return JsonResponse({"locked": True}, status=409)
    page = FormPage(version)
    return JsonResponse(
        {
            "saved": _("saved %(time)s")
            % {"time": date_format(timezone.localtime(), "H:i")},
            "parts": {name: _in_json(one) for name, one in saved.items()},
            "faults": {
                entry.name: entry.faults
                for entry in (*page.sections, *page.questions)
            },
            "summary": render_to_string(
                "office/parts/form_faults.html",
                _context(page),
                request,
            ),
        }
    )


def _in_json(one: SavedPart) -> dict:
    return {
        "was": one.was,
        "errors": one.errors,
        "met": one.theirs is not None or one.is_gone,
        "rows": one.new_rows,
    }


@writers_only
def discard_form(request, version: FormVersion):
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and does(
        form,
        lambda values: removing.discard_draft(version, by=request.user),
    ):
        messages.success(request, _("The draft is discarded."))
        return redirect("office:form", version.form.slug)
    context = {
        "form": form,
        "title": _("Discard version %(number)d") % {"number": version.number},
        "consequences": [
            _("Everything written in this draft is deleted for good."),
            _("Published versions and applications stay as they are."),
        ],
        "verb": _("Discard the draft"),
        "back": reverse("office:form", args=[version.form.slug]),
        "place": version.form.name,
    }
    status = 422 if form.is_bound else 200
    return render(
        request,
        "office/confirm.html",
        context,
        status=status,
    )

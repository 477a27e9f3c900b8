"""Autosave, presence, and the live preview of what is typed."""

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib import admin
from django.http import Http404, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.access import is_script
from content import working_copies, writing_marks
from content.editing import previews
from content.editing.save_merging import newer_save, writer_of
from content.editing.views.doors import admin_of, may_change, staff_only
from content.models import WorkingCopy
from core.language.bilingual import LANGUAGES
from core.text.rich_text import RichTextField
from core.web import posted
from core.web.post_only import post_only

#: in which the preview can be looked at, in pixels
WIDTHS = (1280, 390)


def _asked_page(request) -> working_copies.Page:
    return working_copies.Page(
        request.POST.get("_model", ""),
        posted.posted_number(request.POST.get("_object", "")) or None,
    )


def _thing(page: working_copies.Page):
    model = admin_of(page.model).model
    thing = (
        model._default_manager.filter(pk=page.object_id).first()
        if page.object_id
        else None
    )
    if page.object_id and thing is None:
        raise Http404
    return thing


@post_only("admin:index")
@staff_only
def copy(request, key):
    """Keep what is typed; says when it was kept, who else is here, and what a reader would
    notice.
    """
    page = _asked_page(request)
    thing = _thing(page)
    model_admin = may_change(request, page.model, thing)
    typed = QueryDict() if "_here" in request.POST else request.POST
    try:
        working_copy = working_copies.keep_copy(
            key,
            page,
            typed,
            seen=posted.posted_number(request.POST.get("_seen", "")),
            by=request.user,
        )
    except LookupError:
        raise Http404 from None
    if not is_script(request):
        return redirect("editing:preview", key=key)
    return JsonResponse(
        _answer(request, working_copy, page, thing, model_admin)
    )


def _answer(
    request, working_copy: WorkingCopy, page, thing, model_admin
) -> dict:
    others = ", ".join(
        str(user) for user in working_copies.other_editors(page, request.user)
    )
    newer = newer_save(thing, working_copy.seen_number) if thing else None
    return {
        "saved": _("saved %(time)s")
        % {
            "time": date_format(timezone.localtime(working_copy.seen_at), "H:i")
        },
        "others": _("%(who)s has this page open too.") % {"who": others}
        if others
        else "",
        "met": _(
            "%(who)s has saved this page in the meantime. When you save, you will see both texts."
        )
        % {"who": writer_of(newer)}
        if newer
        else "",
        "findings": _findings(model_admin.model, request.POST),
    }


def _findings(model, typed) -> list[dict]:
    """Marks for the writer, field by field."""
    findings = []
    for field in model._meta.concrete_fields:
        text = typed.get(field.name, "")
        if not text or field.name.rpartition("_")[2] not in LANGUAGES:
            continue
        notes = (
            writing_marks.findings_in_rich_text(text)
            if isinstance(field, RichTextField)
            else writing_marks.findings_in_words(text)
        )
        findings += [
            {
                "field": field.name,
                "label": str(field.verbose_name),
                "message": note.message,
            }
            for note in notes
        ]
    return findings


@post_only("admin:index")
@staff_only
def discard(request, key):
    working_copies.drop_copy(key, request.user)
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return HttpResponseRedirect(back if is_ours else reverse("admin:index"))


def _own_copy(request, key) -> WorkingCopy:
    working_copy = get_object_or_404(WorkingCopy, key=key, user=request.user)
    may_change(
        request,
        working_copy.model,
        _thing(working_copies.Page(working_copy.model, working_copy.object_id)),
    )
    return working_copy


@staff_only
@require_safe
@never_cache
@csp_update({"frame-src": [SELF]})
def preview(request, key):
    """The page in both languages side by side, in one of two widths; reloads whenever the form is
    kept.
    """
    working_copy = _own_copy(request, key)
    if not hasattr(admin_of(working_copy.model), "page_view"):
        raise Http404
    width = posted.posted_number(request.GET.get("width", ""))
    context = {
        **admin.site.each_context(request),
        "copy": working_copy,
        "languages": LANGUAGES,
        "widths": WIDTHS,
        "width": width if width in WIDTHS else WIDTHS[0],
    }
    return render(request, "admin/content/preview.html", context)


@staff_only
@require_safe
@never_cache
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def frame(request, key):
    working_copy = _own_copy(request, key)
    model_admin = admin_of(working_copy.model)
    if not hasattr(model_admin, "page_view"):
        raise Http404
    response = previews.of_copy(request, working_copy, model_admin)
    if isinstance(response, previews.NotYet):
        return render(
            request,
            "admin/content/not_yet.html",
            {"errors": response.errors},
            status=422,
        )
    return response

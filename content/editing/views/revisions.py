"""Revisions of a page: list, comparison, restoring, approval, and a link for someone without an
account.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content import differences, publishing
from content import revisions as history
from content.editing import previews
from content.editing.content import NOTICES
from content.editing.views.doors import admin_of, staff_only, thing_of
from content.models import Content, Revision
from core.web import posted
from core.web.post_only import post_only


def _revision_or_404(thing, number: int) -> Revision:
    return get_object_or_404(history.revisions_of(thing), number=number)


@staff_only
@require_safe
def revision_list(request, model: str, number: int):
    model_admin, thing = thing_of(request, model, number)
    return render(
        request,
        "admin/content/revisions.html",
        {
            **admin.site.each_context(request),
            "thing": thing,
            "model": model,
            "opts": model_admin.opts,
            "revisions": history.revisions_of(thing)
            .select_related("by", "judged_by")
            .defer("content"),
            "may_change": model_admin.has_change_permission(request, thing),
            "has_preview": hasattr(model_admin, "page_view"),
        },
    )


def _content(
    thing, choice: str, otherwise: dict
) -> tuple[dict, Revision | None]:
    """The content of a revision by its number; «now» is what the page says."""
    if not (number := posted.posted_number(choice)):
        return otherwise, None
    revision = _revision_or_404(thing, number)
    return revision.content, revision


@staff_only
@require_safe
def compare(request, model: str, number: int):
    """Two revisions word by word; without `from` against what the page says now."""
    model_admin, thing = thing_of(request, model, number)
    now = history.snapshot(thing)
    old, earlier = _content(thing, request.GET.get("from", ""), now)
    new, later = _content(thing, request.GET.get("to", ""), now)
    return render(
        request,
        "admin/content/compare.html",
        {
            **admin.site.each_context(request),
            "thing": thing,
            "model": model,
            "opts": model_admin.opts,
            "earlier": earlier,
            "later": later,
            "changes": differences.content_differences(type(thing), old, new),
            "may_judge": later is not None
            and later.state == Revision.PROPOSED
            and later.by_id != request.user.pk
            and model_admin.has_change_permission(request, thing),
            "may_change": model_admin.has_change_permission(request, thing),
        },
    )


def _changeable(request, model: str, number: int):
    model_admin, thing = thing_of(request, model, number)
    if not model_admin.has_change_permission(request, thing):
        raise PermissionDenied
    return model_admin, thing


@post_only("editing:revisions", "model", "number")
@staff_only
def restore(
    request,
    model: str,
    number: int,
    revision: int,
):
    _model_admin, thing = _changeable(request, model, number)
    try:
        restored = publishing.restore_revision(
            thing, _revision_or_404(thing, revision), by=request.user
        )
        if restored and restored.state == Revision.PROPOSED:
            messages.warning(request, NOTICES[Revision.PROPOSED])
        elif restored:
            messages.success(
                request,
                _("Revision %(number)d is restored.") % {"number": revision},
            )
            if lost := history.lost_pictures(
                _revision_or_404(thing, revision).content
            ):
                sentence = _(
                    "Pictures that are no longer in the library were left out: %(count)d."
                )
                messages.warning(request, sentence % {"count": len(lost)})
        else:
            messages.info(request, _("The page already says that."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("editing:revisions", model, number)


@post_only("editing:revisions", "model", "number")
@staff_only
def judge(
    request,
    model: str,
    number: int,
    revision: int,
):
    """Approve a colleague's proposal, or send it back with a reason."""
    _model_admin, thing = _changeable(request, model, number)
    waiting = _revision_or_404(thing, revision)
    try:
        if "approve" in request.POST:
            publishing.approve_proposal(thing, waiting, by=request.user)
            messages.success(request, _("Approved."))
        else:
            publishing.return_proposal(
                thing, waiting, by=request.user, why=request.POST.get("why", "")
            )
            messages.success(request, _("Sent back to the author."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("editing:revisions", model, number)


@post_only("editing:revisions", "model", "number")
@staff_only
def link(
    request,
    model: str,
    number: int,
    revision: int,
):
    """A link to this revision for someone without an account; it expires after a week."""
    model_admin, thing = _changeable(request, model, number)
    if not hasattr(model_admin, "page_view"):
        raise Http404
    context = {
        **admin.site.each_context(request),
        "thing": thing,
        "model": model,
        "opts": model_admin.opts,
        "days": previews.VALID.days,
        "token": previews.preview_token(_revision_or_404(thing, revision)),
    }
    return render(request, "admin/content/preview_link.html", context)


@require_safe
@never_cache
def shared_preview(request, token: str):
    """Whoever has the link sees that revision, and nothing else."""
    revision = previews.revision_of(token)
    model_admin = revision and admin_of(revision.model)
    thing = (
        revision
        and model_admin
        and model_admin.model._default_manager.filter(
            pk=revision.object_id
        ).first()
    )
    if revision is None or not isinstance(thing, Content):
        return render(request, "content/preview_over.html", status=404)
    response = previews.of_revision(request, thing, revision, model_admin)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    return response

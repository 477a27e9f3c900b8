"""Beginning from what is there: a copy, and its form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from content.duplicating import duplicate_content
from content.editing.dashboard import change_address
from content.editing.views.doors import staff_only, thing_of
from content.models import Content
from core.web.post_only import post_only


@post_only("editing:revisions", "model", "number")
@staff_only
def duplicate(request, model: str, number: int):
    """Make a copy of a page of content and go to its form."""
    model_admin, thing = thing_of(request, model, number)
    if not isinstance(thing, Content):
        raise Http404
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    copy = duplicate_content(thing, by=request.user)
    messages.success(
        request,
        _("This is the copy. Nobody sees it before it is published."),
    )
    return redirect(change_address(model, copy.pk))

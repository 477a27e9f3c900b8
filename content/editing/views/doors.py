"""Who may use the editor's addresses: staff who may change the thing itself."""

from collections.abc import Callable
from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from accounts.access import signed_in_keeping_words


def staff_only(view: Callable) -> Callable:
    @signed_in_keeping_words
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_staff:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def admin_of(label: str):
    for model, model_admin in admin.site._registry.items():
        if model._meta.label_lower == label:
            return model_admin
    raise Http404


def may_change(request: HttpRequest, label: str, thing=None):
    """The model's administration, if this person may change the thing (or, new, add one)."""
    model_admin = admin_of(label)
    if not (
        model_admin.has_change_permission(request, thing)
        if thing
        else model_admin.has_add_permission(request)
    ):
        raise PermissionDenied
    return model_admin


def thing_of(request: HttpRequest, label: str, number: int):
    """(administration, thing), or 404; 403 for who may not even look."""
    model_admin = admin_of(label)
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    thing = model_admin.get_queryset(request).filter(pk=number).first()
    if thing is None:
        raise Http404
    return model_admin, thing

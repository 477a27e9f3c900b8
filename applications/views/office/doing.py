"""Pages on which officers act: only those who run calls, and what was refused is said on the
page.
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404

from accounts.access import office_only
from applications import rules
from calls.models import Call, Lot


def officers_only(view: Callable) -> Callable:
    @office_only
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not rules.may_run_calls(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def call_of(slug: str) -> Call:
    calls = Call.objects.exclude(status=Call.DRAFT)
    return get_object_or_404(calls.filter(is_historic=False), slug=slug)


def lot_of(slug: str, number: int) -> Lot:
    lots = Lot.objects.exclude(call__status=Call.DRAFT).select_related(
        "call", "opening", "form"
    )
    return get_object_or_404(
        lots.filter(call__is_historic=False), call__slug=slug, number=number
    )


def does(form, verb: Callable) -> bool:
    """Ask the form, then the verb; a refusal of either stands on the form."""
    if not form.is_valid():
        return False
    try:
        verb(form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True

"""Who may open a page of the office: signed in, of the staff, allowed to see applications."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied


def office_only(view: Callable) -> Callable:
    """Everyone else is refused."""

    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.works_in_the_office:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded

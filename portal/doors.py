"""Who may open a private page; a text that comes after the session has ended is given back."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal import typed


def signed_out(request: HttpRequest) -> HttpResponse:
    """To the sign-in page; what was typed is given back first, with status 401."""
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    return render(request, "signed_out.html", {"typed": typed.words(request)}, status=401)


def writing(view: Callable) -> Callable:
    """For pages on which people write: signed in, or their words come back to them."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        return view(request, *args, **kwargs) if request.user.is_authenticated else signed_out(request)

    return guarded


def office_only(view: Callable) -> Callable:
    """Of the staff and allowed to see applications; everyone else is refused."""

    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.works_in_the_office:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded

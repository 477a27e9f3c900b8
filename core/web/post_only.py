"""Addresses that only act: whoever comes to one by the bar is led to the page it belongs to."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect


def post_only(page: str, *names: str) -> Callable:
    """Leads GET to the named page, with the arguments of the address that it takes.

    After the language switch, a sign-in, Back or a reload the address stands in the bar; an empty
    «405» would be the browser's own page. `page` is a URL name, `names` are its arguments.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request, *args, **kwargs) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            if request.method in ("GET", "HEAD"):
                taken = {name: kwargs[name] for name in names}
                return redirect(page, **taken)
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])

        return guarded

    return decorate

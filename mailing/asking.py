"""The page that asks for letters, the same for whatever is subscribed to."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.web import rate_limits
from mailing.forms import LettersForm

AN_HOUR = 60 * 60
MOST_AN_HOUR = 10


def answer_wish(
    request: HttpRequest,
    form: LettersForm,
    subscribe: Callable[[dict[str, Any]], None],
    *,
    template: str,
    then: str,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """The form, refused or not yet sent; or `subscribe` with what was asked, and on to `then`.

    One network may ask ten times an hour, whatever it asks for.
    """

    def page(status: int) -> HttpResponse:
        shown = {"form": form, "status": status, **(context or {})}
        return render(request, template, shown, status=status)

    if request.method != "POST" or not form.is_valid():
        return page(422 if form.is_bound else 200)
    if not rate_limits.is_within(
        "letters-form",
        rate_limits.address_of(request),
        most=MOST_AN_HOUR,
        seconds=AN_HOUR,
    ):
        return page(429)
    subscribe(form.cleaned_data)
    return redirect(then)

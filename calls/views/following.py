"""Asking for letters about calls; confirming and leaving are mailing's own pages."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from calls import following
from calls.forms import FollowForm
from core.web import rate_limits

AN_HOUR = 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request):
    """Of one call, named in the query, or of all."""
    initial = {"language": get_language(), "call": request.GET.get("call", "")}
    form = FollowForm(
        request.POST if request.method == "POST" else None, initial=initial
    )
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, 422 if form.is_bound else 200)
    if not rate_limits.is_within(
        "follow-form", rate_limits.address_of(request), most=10, seconds=AN_HOUR
    ):
        return _page(request, form, 429)
    wish = form.cleaned_data
    following.follow_call(
        wish["email"], wish["call"], language=wish["language"]
    )
    return redirect("calls:follow_asked")


def _page(request, form: FollowForm, status: int) -> HttpResponse:
    context = {"form": form, "status": status}
    return render(request, "calls/follow.html", context, status=status)


@require_safe
def asked(request):
    return render(request, "calls/follow_asked.html")

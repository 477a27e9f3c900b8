"""Asking for letters about calls, confirming, leaving."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from calls import following
from calls.forms import FollowForm
from calls.models import Follower
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
    if not form.is_of_a_machine:
        said = form.cleaned_data
        following.ask(said["email"], said["call"], language=said["language"])
    return redirect("calls:follow_asked")


def _page(request, form: FollowForm, status: int) -> HttpResponse:
    return render(
        request,
        "calls/follow.html",
        {"form": form, "status": status},
        status=status,
    )


@require_safe
def asked(request):
    return render(request, "calls/follow_asked.html")


def _of(token: str) -> Follower:
    return get_object_or_404(
        Follower.objects.select_related("call"), token=token
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token: str):
    """A button, not the link itself: programs that look at mail follow links."""
    follower = _of(token)
    if request.method == "POST":
        following.confirm(follower)
    return render(request, "calls/follow_confirm.html", {"follower": follower})


@csrf_exempt  # the mail program posts here by itself; the token is the permission
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unfollow(request, token: str):
    follower = Follower.objects.filter(token=token).first()
    if request.method == "POST" and follower:
        following.leave(follower)
        follower = None
    return render(request, "calls/unfollow.html", {"follower": follower})

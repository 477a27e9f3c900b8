"""Asking for letters about calls; confirming and leaving are mailing's own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from calls import following
from calls.forms import FollowForm
from mailing.asking import answer_wish


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Of one call, named in the query, or of all."""
    posted = request.POST if request.method == "POST" else None
    initial = {"language": get_language(), "call": request.GET.get("call", "")}
    return answer_wish(
        request,
        FollowForm(posted, initial=initial),
        lambda wish: following.follow_call(
            wish["email"], wish["call"], language=wish["language"]
        ),
        template="calls/follow.html",
        then="calls:follow_asked",
    )


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "calls/follow_asked.html")

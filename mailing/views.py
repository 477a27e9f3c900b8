"""Confirming and leaving: the pages that letters lead to, for whatever one subscribed to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mailing import subscribing
from mailing.models import Subscription
from mailing.subjects import SUBJECTS


def _context(subscription: Subscription | None) -> dict:
    if subscription is None:
        return {"subscription": None}
    subject = SUBJECTS.get(subscription.subject)
    return {
        "subscription": subscription,
        "description": subject.describe(subscription),
        "settings_url": subject.settings_url,
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A button, not the link itself: programs that look at mail follow links."""
    subscription = Subscription.objects.filter(token=token).first()
    if subscription is None:
        raise Http404
    subject = SUBJECTS.get(subscription.subject)
    if request.method == "POST":
        subscribing.confirm_subscription(subscription)
        if subject.settings_url:
            return redirect(subject.settings_url, token)
    return render(request, "mailing/confirm.html", _context(subscription))


@csrf_exempt  # the mail program posts here by itself; the token is the permission
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Leaving one subscription, or all of the address; again changes nothing."""
    subscription = Subscription.objects.filter(token=token).first()
    if request.method == "POST" and subscription:
        if "everything" in request.POST:
            subscribing.end_all_subscriptions(subscription.email)
        else:
            subscribing.end_subscription(subscription)
        subscription = None
    if request.POST.get("List-Unsubscribe") == "One-Click":
        return HttpResponse("", content_type="text/plain")
    return render(request, "mailing/leave.html", _context(subscription))

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.web import rate_limits
from news import newsletter
from news.forms import PreferencesForm, SubscribeForm
from news.models import Subscription

AN_HOUR = 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    form = SubscribeForm(
        request.POST or None, initial={"language": get_language()}
    )
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(
            request, "news/newsletter.html", {"form": form}, status=status
        )
    if not rate_limits.is_within(
        "newsletter-form",
        rate_limits.address_of(request),
        most=10,
        seconds=AN_HOUR,
    ):
        return render(
            request,
            "news/newsletter.html",
            {"form": form, "is_too_often": True},
            status=429,
        )
    if not form.is_of_a_machine:
        said = form.cleaned_data
        newsletter.ask(
            said["email"],
            language=said["language"],
            topics=list(said["topics"]),
        )
    return redirect("newsletter:asked")


@require_safe
def asked(request):
    return render(request, "news/newsletter_asked.html")


def _of(token: str) -> Subscription:
    return get_object_or_404(Subscription, token=token)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token: str):
    """A button, not the link itself: programs that look at mail follow links."""
    subscription = _of(token)
    if request.method == "POST":
        newsletter.confirm(subscription)
        return redirect("newsletter:preferences", token=token)
    return render(
        request, "news/newsletter_confirm.html", {"subscription": subscription}
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request, token: str):
    subscription = _of(token)
    now = {
        "language": subscription.language,
        "topics": subscription.topics.all(),
    }
    form = PreferencesForm(request.POST or None, initial=now)
    is_saved = request.method == "POST" and form.is_valid()
    if is_saved:
        said = form.cleaned_data
        newsletter.choose(
            subscription, language=said["language"], topics=list(said["topics"])
        )
    context = {"subscription": subscription, "form": form, "is_saved": is_saved}
    status = 422 if form.is_bound and not is_saved else 200
    return render(
        request, "news/newsletter_preferences.html", context, status=status
    )


@csrf_exempt  # the mail program posts here by itself; the token is the permission
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, token: str):
    subscription = _of(token)
    if request.method == "POST":
        newsletter.leave(subscription)
    if request.POST.get("List-Unsubscribe") == "One-Click":
        return HttpResponse("", content_type="text/plain")
    return render(
        request, "news/newsletter_leave.html", {"subscription": subscription}
    )

from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mailing.asking import answer_wish
from mailing.models import Subscription
from news import newsletter
from news.forms import PreferencesForm, SubscribeForm
from news.subjects import NEWSLETTER


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    posted = request.POST if request.method == "POST" else None
    return answer_wish(
        request,
        SubscribeForm(posted, initial={"language": get_language()}),
        lambda wish: newsletter.subscribe_to_newsletter(
            wish["email"],
            language=wish["language"],
            topics=list(wish["topics"]),
        ),
        template="news/newsletter.html",
        then="newsletter:asked",
    )


@require_safe
def asked(request):
    return render(request, "news/newsletter_asked.html")


def _subscription_or_404(token: str) -> Subscription:
    newsletters = Subscription.objects.of_subject(NEWSLETTER)
    return get_object_or_404(newsletters, token=token)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request, token: str):
    subscription = _subscription_or_404(token)
    now = {
        "language": subscription.language,
        "topics": newsletter.topics_of(subscription),
    }
    form = PreferencesForm(request.POST or None, initial=now)
    is_saved = request.method == "POST" and form.is_valid()
    if is_saved:
        choices = form.cleaned_data
        newsletter.choose_topics(
            subscription,
            language=choices["language"],
            topics=list(choices["topics"]),
        )
    context = {"subscription": subscription, "form": form, "is_saved": is_saved}
    status = 422 if form.is_bound and not is_saved else 200
    return render(
        request, "news/newsletter_preferences.html", context, status=status
    )

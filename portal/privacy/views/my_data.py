"""What everyone with an account sees of their own data, and what they may ask; the same for a
subscriber by the link in each letter.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.http import FileResponse, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import signed_in_keeping_words
from accounts.models import PersonExport
from accounts.rare_acts import recently_signed_in
from core.retention import kept_for
from core.web.post_only import post_only
from mailing import subscribing
from mailing.models import Subscription
from portal.privacy import (
    copying,
    erased_list,
    erasure_requests,
    subscribers,
)
from portal.privacy.forms import EraseMeForm
from portal.privacy.knowing import (
    deeds_count,
    known_lines,
    person_of_account,
    what_follows,
)


@require_safe
@signed_in_keeping_words
def my_data(request) -> HttpResponse:
    user = request.user
    person = person_of_account(user)
    context = {
        "lines": known_lines(person),
        "deeds": deeds_count(person),
        "copies": user.person_exports.all()[:5],
        "kept_days": kept_for("copies").days,
        "subscriptions": _subscriptions_of(user.email),
        "request_waiting": user.erasure_requests.filter(state="asked").first(),
    }
    return render(request, "privacy/my_data.html", context)


def _subscriptions_of(email: str) -> list[dict]:
    found = Subscription.objects.filter(email__iexact=email)
    return [
        {
            "subscription": one,
            "what": subscribing.describe(one),
            "links": subscribing.subscription_links(one),
        }
        for one in found
    ]


@post_only("privacy:my_data")
@signed_in_keeping_words
@recently_signed_in
def ask_copy(request) -> HttpResponse:
    try:
        copying.ask_for_copy(request.user, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request,
            _(
                "The copy is being made; a letter will tell you when it is ready."
            ),
        )
    return redirect("privacy:my_data")


@require_safe
@never_cache
@signed_in_keeping_words
def copy(request, uid) -> FileResponse:
    """The file, for nobody but the person."""
    made = get_object_or_404(
        PersonExport, uid=uid, person=request.user, state=PersonExport.DONE
    )
    return FileResponse(
        storages["private"].open(made.storage_key),
        as_attachment=True,
        filename=f"my-data-{made.asked_at:%Y%m%d}.zip",
        content_type="application/zip",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_keeping_words
@recently_signed_in
def erase_me(request) -> HttpResponse:
    """What goes and what stays, and the wish itself."""
    form = EraseMeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _asks(request, form):
        messages.success(request, _("Your request has been received."))
        return redirect("privacy:my_data")
    context = {"form": form, **what_follows(person_of_account(request.user))}
    status = 422 if form.errors else 200
    return render(request, "privacy/erase_me.html", context, status=status)


def _asks(request, form: EraseMeForm) -> bool:
    if not form.is_valid():
        return False
    try:
        erasure_requests.ask_for_erasure(
            request.user, words=form.cleaned_data["words"]
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@post_only("privacy:my_data")
@signed_in_keeping_words
def take_request_back(request) -> HttpResponse:
    waiting = request.user.erasure_requests.filter(state="asked").first()
    if waiting is not None:
        try:
            erasure_requests.take_request_back(waiting, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Your request is taken back."))
    return redirect("privacy:my_data")


# --- subscribers --------------------------------------------------------------------------------


@csrf_exempt  # the token is the permission
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscriber(request, token: str) -> HttpResponse:
    """What the letters to an address brought about: the link may have been passed on, so there is
    nothing else to see and to end.
    """
    subscription = Subscription.objects.filter(token=token).first()
    if subscription is None:
        return render(request, "privacy/subscriber.html", {}, status=404)
    email = subscription.email
    if request.method == "POST":
        erased_list.keep_after_commit(subscribers.forget_and_note(email))
        return render(request, "privacy/subscriber.html", {"is_gone": True})
    if request.GET.get("format") == "json":
        return JsonResponse(
            subscribers.data_of(email),
            json_dumps_params={"ensure_ascii": False, "indent": 1},
            headers={
                "Content-Disposition": 'attachment; filename="my-data.json"'
            },
        )
    context = {
        "subscription": subscription,
        "lines": subscribers.lines_of(email),
        "has_account": subscribers.has_account(email),
    }
    return render(request, "privacy/subscriber.html", context)

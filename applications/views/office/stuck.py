"""What is stuck, and doing it again: for whoever may, with addresses only for who may see them."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import signed_in_keeping_words
from applications.office import stuck
from core.web.post_only import post_only
from core.web.posted import posted_number
from mailing import background, outbox
from mailing.models import Failure, Letter


def may_do_again(view: Callable) -> Callable:
    @signed_in_keeping_words
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not (
            request.user.is_staff
            and request.user.has_perm("mailing.send_again")
        ):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@may_do_again
def stuck_page(request):
    return render(
        request,
        "office/stuck.html",
        {
            "letters": stuck.stuck_letters(),
            "work": stuck.stuck_work(),
            "may_see_addresses": request.user.has_perm("mailing.see_addresses"),
        },
    )


@post_only("office:stuck")
@may_do_again
def send_again(request):
    """One letter, or every one that is stuck."""
    if "all" in request.POST:
        letters = list(Letter.objects.failing())
    else:
        number = posted_number(request.POST.get("letter", ""))
        letters = [get_object_or_404(Letter.objects.failing(), pk=number)]
    for letter in letters:
        outbox.send_again(letter, by=request.user)
    keys = [letter.pk for letter in letters]
    failed = Letter.objects.failing().filter(pk__in=keys).count()
    if failed:
        messages.error(request, _("It failed again."))
    if len(keys) > failed:
        messages.success(request, _("The letters are being sent again."))
    return redirect("office:stuck")


@post_only("office:stuck")
@may_do_again
def lay_aside(request):
    """A letter that nobody needs any more."""
    number = posted_number(request.POST.get("letter", ""))
    letter = get_object_or_404(Letter.objects.failing(), pk=number)
    outbox.lay_aside(letter, by=request.user)
    messages.success(request, _("The letter will not be sent."))
    return redirect("office:stuck")


@post_only("office:stuck")
@may_do_again
def do_again(request):
    number = posted_number(request.POST.get("failure", ""))
    failure = get_object_or_404(Failure, pk=number)
    if background.try_again(failure, by=request.user):
        messages.success(request, _("This time it succeeded."))
    else:
        messages.error(request, _("It failed again."))
    return redirect("office:stuck")

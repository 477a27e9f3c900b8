"""The pages of one's own security, and the one on which a second administrator helps."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts import second_factor, sign_ins
from accounts.access import signed_in_keeping_words
from accounts.forms import ResetSecondFactorForm
from accounts.models import User
from accounts.navigation import first_address
from accounts.rare_acts import recently_signed_in
from accounts.security import own_security
from core.web.post_only import post_only

#: where one was going when the second factor came in between
ONWARD = "second_factor_onward"


@login_required
@require_safe
def security(request):
    """One's second factor, where one is signed in, and the last sign-ins."""
    context = own_security(request.user, request.session.session_key)
    context["onward"] = ONWARD in request.session
    return render(request, "accounts/security.html", context)


@login_required
@require_safe
def introduce_second_factor(request):
    """What it is, why, and the ways; keeps where the person was going."""
    if wanted := request.GET.get("next", ""):
        request.session[ONWARD] = wanted
    context = {"has_one": second_factor.has_second_factor(request.user)}
    return render(request, "accounts/second_factor.html", context)


@login_required
@require_safe
def go_onward(request):
    """To where one was going before the second factor was set up, else to one's own rooms."""
    wanted = request.session.pop(ONWARD, "")
    if url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    ):
        return redirect(wanted)
    return redirect(first_address(request.user))


@post_only("accounts:security")
@signed_in_keeping_words
def end_session(request):
    """Sign out another of one's browsers."""
    digest = request.POST.get("session", "")
    if digest == sign_ins.session_digest(request.session.session_key):
        return redirect("account_logout")
    if sign_ins.end_session(request.user, digest):
        messages.success(request, _("That browser is signed out."))
    else:
        messages.info(request, _("That browser was signed out already."))
    return redirect("accounts:security")


@post_only("accounts:security")
@signed_in_keeping_words
def end_other_sessions(request):
    """Sign out everywhere but here."""
    ended = sign_ins.end_other_sessions(
        request.user, but=request.session.session_key
    )
    said = ngettext(
        "%(n)d other browser is signed out.",
        "%(n)d other browsers are signed out.",
        ended,
    )
    messages.success(request, said % {"n": ended})
    return redirect("accounts:security")


@signed_in_keeping_words
def reset_second_factor(request: HttpRequest, uid) -> HttpResponse:
    """A second administrator removes the second factor of someone who has lost the device."""
    person = get_object_or_404(User, uid=uid)
    assert isinstance(request.user, User)
    if not second_factor.may_reset_second_factor(request.user, person):
        raise PermissionDenied
    return _ask_to_reset(request, person)


@recently_signed_in
def _ask_to_reset(request, person: User) -> HttpResponse:
    is_post = request.method == "POST"
    form = ResetSecondFactorForm(request.POST if is_post else None)
    if form.is_valid() and _did_reset(person, request.user, form):
        messages.success(
            request, _("The second factor is removed. The person is told.")
        )
        return redirect(request.path)
    resets = person.second_factor_resets.select_related("by")
    context = {
        "form": form,
        "person": person,
        "factors": second_factor.factor_names(person),
        "resets": resets[: sign_ins.MOST_LISTED],
    }
    status = 422 if form.errors else 200
    return render(
        request, "accounts/reset_second_factor.html", context, status=status
    )


def _did_reset(person: User, by: User, form: ResetSecondFactorForm) -> bool:
    reason = form.cleaned_data["reason"]
    try:
        second_factor.reset_second_factor(person, by=by, reason=reason)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True

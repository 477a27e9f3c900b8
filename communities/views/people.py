"""Seats: the pages on which people join a community."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from communities import people
from communities.forms import InviteForm, JoinForm
from communities.models import Community

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_required
@require_POST
def invite(request, slug: str):
    """A submitter offers a colleague a seat."""
    own_communities = Community.objects.filter(
        seats__in=request.user.seats.that_submit()
    )
    community = get_object_or_404(own_communities, slug=slug)
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            people.invite_colleague(
                community, by=request.user, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error("email", error)
    if form.errors:
        context = {"community": community, "form": form}
        return render(request, "communities/invite.html", context, status=422)
    messages.success(request, _("The invitation is on its way."))
    return redirect(settings.LOGIN_REDIRECT_URL)


def invitation(request, token: str):
    """The page a letter leads to: take the seat, with the account one has or a new one."""
    offer = people.find_invitation(token)
    if offer is None:
        raise Http404(_("This invitation is no longer open."))
    known = User.objects.filter(email__iexact=offer.email).exists()
    is_me = (
        request.user.is_authenticated
        and request.user.email.lower() == offer.email.lower()
    )
    form = JoinForm(
        request.POST if request.method == "POST" and not known else None
    )
    if request.method == "POST" and is_me:
        people.accept_invitation(offer, by=request.user)
        return redirect(settings.LOGIN_REDIRECT_URL)
    if request.method == "POST" and not known and form.is_valid():
        user = people.join_with_new_account(offer, **form.cleaned_data)
        login(request, user, backend=BACKEND)
        return redirect(settings.LOGIN_REDIRECT_URL)
    context = {
        "invitation": offer,
        "form": form,
        "known": known,
        "is_me": is_me,
    }
    status = 422 if form.errors else 200
    return render(
        request, "communities/invitation.html", context, status=status
    )

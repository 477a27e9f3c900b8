"""Seats: the pages on which people join a community."""

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.access import signed_in_keeping_words
from accounts.models import User
from communities import people
from communities.forms import InviteForm, JoinForm
from communities.models import Community, Invitation


@signed_in_keeping_words
def invite(request, slug: str):
    """A submitter offers a colleague a seat."""
    own_communities = Community.objects.filter(
        seats__in=request.user.seats.that_submit()
    )
    community = get_object_or_404(own_communities, slug=slug)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            people.invite_colleague(
                community, by=request.user, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error("email", error)
    if form.errors or request.method != "POST":
        context = {
            "community": community,
            "form": form,
            "waiting": community.invitations.unanswered(),
        }
        status = 422 if form.errors else 200
        return render(
            request, "communities/invite.html", context, status=status
        )
    messages.success(request, _("The invitation is on its way."))
    return redirect(settings.LOGIN_REDIRECT_URL)


def _closed_invitation(request, token: str):
    """What became of the invitation, and how to go on: last year's letter is found first."""
    past = people.find_past_invitation(token)
    if past is None:
        raise Http404
    newer = past.community.invitations.waiting().filter(email=past.email)
    context = {"invitation": past, "has_newer": newer.exists()}
    return render(
        request, "communities/invitation_closed.html", context, status=410
    )


def _accept(request, offer: Invitation):
    """Take the seat with one's own account; what stands against it is said on the next page."""
    try:
        people.accept_invitation(offer, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(settings.LOGIN_REDIRECT_URL)


def invitation(request, token: str):
    """The page a letter leads to: take the seat, with the account one has or a new one."""
    offer = people.find_invitation(token)
    if offer is None:
        return _closed_invitation(request, token)
    known = User.objects.filter(email__iexact=offer.email).exists()
    is_me = (
        request.user.is_authenticated
        and request.user.email.lower() == offer.email.lower()
    )
    form = JoinForm(
        request.POST if request.method == "POST" and not known else None,
        initial={"name": offer.name, "language": get_language()},
    )
    if request.method == "POST" and is_me:
        return _accept(request, offer)
    if request.method == "POST" and not known and form.is_valid():
        user = people.join_with_new_account(offer, **form.cleaned_data)
        return perform_login(
            request, user, redirect_url=str(settings.LOGIN_REDIRECT_URL)
        )
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

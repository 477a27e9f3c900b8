"""Invitations: the pages that send them, and the page that a letter to the staff leads to."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.access import signed_in_keeping_words
from accounts.models import StaffInvitation, User
from accounts.rare_acts import recently_signed_in
from communities import people
from communities.forms import JoinForm
from core.web.post_only import post_only
from portal.people import staff_invitations
from portal.people.finding import (
    administrators_only,
    invitation_or_404,
    people_only,
    visible_people,
)
from portal.people.forms import InviteStaffForm, InviteToCommunityForm

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
#: refusals that the page of the person explains
OF_A_PERSON = ("has_seat", "has_account", "deactivated", "staff")


def _sent(
    form: forms.Form,
    verb: Callable[[dict[str, Any]], str],
) -> str:
    """The code of what was refused, said at the address; "" when the letter was sent."""
    if not form.is_valid():
        return "form"
    try:
        verb(form.cleaned_data)
    except ValidationError as error:
        form.add_error("email", error)
        return str(error.code)
    return ""


def _say_sent(request, form: forms.Form) -> None:
    words = _("The invitation to %(email)s is on its way.")
    messages.success(request, words % {"email": form.cleaned_data["email"]})


def _page(
    request,
    template: str,
    form: forms.Form,
    refused: str,
):
    """The form again; where the address has an account, with a link to its page."""
    known = None
    if refused in OF_A_PERSON:
        email = form.cleaned_data.get("email", form.data.get("email", ""))
        known = visible_people(request.user).filter(email__iexact=email).first()
    context = {"form": form, "known": known}
    status = 422 if form.errors else 200
    return render(request, template, context, status=status)


@people_only
def invite(request):
    """Someone of a municipality: the first or a further one."""
    if not request.user.has_perm("communities.add_invitation"):
        raise PermissionDenied
    if request.method != "POST":
        asked = request.GET.get("community", "")
        first = {"community": asked, "language": get_language()}
        return _page(
            request,
            "people/invite.html",
            InviteToCommunityForm(initial=first),
            "",
        )
    form = InviteToCommunityForm(request.POST)
    refused = _sent(
        form, lambda said: people.invite_colleague(**said, by=request.user)
    )
    if refused:
        return _page(request, "people/invite.html", form, refused)
    _say_sent(request, form)
    return redirect("people:community", form.cleaned_data["community"].slug)


@administrators_only
@recently_signed_in
def invite_staff(request):
    """A colleague of the staff."""
    if request.method != "POST":
        form = InviteStaffForm(initial={"language": get_language()})
        return _page(request, "people/invite_staff.html", form, "")
    form = InviteStaffForm(request.POST)
    refused = _sent(
        form,
        lambda said: staff_invitations.invite_staff(**said, by=request.user),
    )
    if refused:
        return _page(request, "people/invite_staff.html", form, refused)
    _say_sent(request, form)
    return redirect("people:desk")


def _back(request):
    """To the page on which the button was pressed."""
    page = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(page, allowed_hosts=None):
        return redirect(page)
    return redirect("people:desk")


@post_only("people:desk")
@signed_in_keeping_words
def send_again(request, uid):
    invitation = invitation_or_404(request, uid)
    try:
        if isinstance(invitation, StaffInvitation):
            staff_invitations.send_staff_invitation_again(
                invitation, by=request.user
            )
        else:
            people.send_invitation_again(invitation, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        words = _("A new letter to %(email)s is on its way.")
        messages.success(request, words % {"email": invitation.email})
    return _back(request)


@post_only("people:desk")
@signed_in_keeping_words
def take_back(request, uid):
    invitation = invitation_or_404(request, uid)
    try:
        if isinstance(invitation, StaffInvitation):
            staff_invitations.take_back_staff_invitation(
                invitation, by=request.user
            )
        else:
            people.take_back_invitation(invitation, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        words = _("The invitation to %(email)s is taken back.")
        messages.success(request, words % {"email": invitation.email})
    return _back(request)


def join(request, token: str):
    """The page a letter to the staff leads to: name and password, and one is a colleague."""
    invitation = staff_invitations.find_staff_invitation(token)
    if invitation is None:
        raise Http404
    has_account = User.objects.filter(email__iexact=invitation.email).exists()
    if not invitation.is_waiting or has_account:
        return _closed(request, invitation)
    form = JoinForm(
        request.POST if request.method == "POST" else None,
        initial={"name": invitation.name, "language": get_language()},
    )
    if request.method == "POST" and form.is_valid():
        user = staff_invitations.join_staff(invitation, **form.cleaned_data)
        login(request, user, backend=BACKEND)
        return redirect(get_adapter(request).get_login_redirect_url(request))
    context = {"form": form, "invitation": invitation}
    status = 422 if form.errors else 200
    return render(request, "people/join.html", context, status=status)


def _closed(request, invitation: StaffInvitation):
    """What became of the invitation, and how to go on."""
    same = StaffInvitation.objects.waiting().filter(email=invitation.email)
    newer = same.exclude(pk=invitation.pk)
    context = {"invitation": invitation, "has_newer": newer.exists()}
    return render(request, "people/join_closed.html", context, status=410)

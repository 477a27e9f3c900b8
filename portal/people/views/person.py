"""The page of one person, and what an administrator does there."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts import persons, sign_ins
from accounts.deeds import newest_deeds
from accounts.person_panels import shown_panels
from accounts.rare_acts import recently_signed_in
from accounts.roles import LABELS, ROLES
from core.web.post_only import post_only
from portal.people.finding import (
    administrators_only,
    people_only,
    person_or_404,
)
from portal.people.forms import LeavingForm, ReasonForm, RoleForm
from portal.people.views.acting import Act, confirm_and_do, posted


@require_safe
@people_only
def person_page(request, uid):
    """Roles, seats, invitations, the last sign-in, what was done."""
    person = person_or_404(request, uid)
    context = {
        "person": person,
        "roles": [(role, LABELS[role]) for role in persons.roles_of(person)],
        "panels": shown_panels(person, seen_by=request.user),
        "deeds": newest_deeds(person, seen_by=request.user),
        "may_manage": request.user.is_superuser
        and request.user.pk != person.pk,
    }
    return render(request, "people/person.html", context)


@administrators_only
@recently_signed_in
def give_role(request, uid):
    person = person_or_404(request, uid)
    has = persons.roles_of(person)
    form = RoleForm(
        posted(request), roles=[role for role in ROLES if role not in has]
    )
    act = Act(
        _("Give a role"),
        _("Give the role"),
        (
            _("It holds from the person's next click."),
            _("An administrator may do everything, and name administrators."),
        ),
        _("The role is given."),
    )
    return confirm_and_do(
        request,
        person,
        form,
        act,
        lambda said: persons.give_role(person, said["role"], by=request.user),
    )


@administrators_only
@recently_signed_in
def take_role(
    request,
    uid,
    role: str,
):
    person = person_or_404(request, uid)
    if role not in persons.roles_of(person):
        raise Http404
    label = LABELS[role]
    act = Act(
        _("Take a role away: %(role)s") % {"role": label},
        _("Take the role away"),
        (
            _("It holds from the person's next click."),
            _("What the person has open and sends is given back, not saved."),
        ),
        _("The role is taken away."),
    )
    return confirm_and_do(
        request,
        person,
        forms.Form(posted(request)),
        act,
        lambda said: persons.take_role(person, role, by=request.user),
    )


@administrators_only
@recently_signed_in
def deactivate(request, uid):
    person = person_or_404(request, uid)
    act = Act(
        _("Deactivate the account"),
        _("Deactivate"),
        (
            _("The person is signed out at once and cannot sign in."),
            _("Seats are handed on or end; letters to the person stop."),
            _("Roles stay; the account can be activated again."),
        ),
        _("The account is deactivated."),
    )
    return confirm_and_do(
        request,
        person,
        LeavingForm(posted(request)),
        act,
        lambda said: persons.deactivate(person, **said, by=request.user),
    )


@administrators_only
@recently_signed_in
def activate(request, uid):
    person = person_or_404(request, uid)
    act = Act(
        _("Activate the account"),
        _("Activate"),
        (_("The person can sign in again, with the same roles."),),
        _("The account is active again."),
    )
    return confirm_and_do(
        request,
        person,
        ReasonForm(posted(request)),
        act,
        lambda said: persons.activate(person, **said, by=request.user),
    )


@post_only("people:desk")
@administrators_only
def end_sessions(request, uid):
    """Sign a person out everywhere, at once."""
    person = person_or_404(request, uid)
    ended = sign_ins.end_other_sessions(person)
    said = ngettext(
        "%(n)d browser is signed out.", "%(n)d browsers are signed out.", ended
    )
    messages.success(request, said % {"n": ended})
    return redirect("people:person", person.uid)

"""What those who manage seats do on the page of a person."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from communities import seats
from core.language.bilingual import text
from portal.people.finding import people_only, person_or_404
from portal.people.forms import SeatRoleForm
from portal.people.views.acting import Act, confirm_and_do, posted


def _seat_of(
    request,
    uid,
    slug: str,
    permission: str,
):
    """(person, seat), or 404; 403 for who may only look."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
    person = person_or_404(request, uid)
    return person, get_object_or_404(person.seats, community__slug=slug)


@people_only
def change_seat(
    request,
    uid,
    slug: str,
):
    person, seat = _seat_of(request, uid, slug, "communities.change_seat")
    form = SeatRoleForm(posted(request), initial={"role": seat.role})
    act = Act(
        _("Another role in %(community)s")
        % {"community": text(seat.community, "name")},
        _("Change the role"),
        (_("It holds from the person's next click."),),
        _("The role is changed."),
    )
    return confirm_and_do(
        request,
        person,
        form,
        act,
        lambda said: seats.change_seat_role(
            seat, said["role"], by=request.user
        ),
    )


@people_only
def remove_seat(
    request,
    uid,
    slug: str,
):
    person, seat = _seat_of(request, uid, slug, "communities.delete_seat")
    act = Act(
        _("Take out of %(community)s")
        % {"community": text(seat.community, "name")},
        _("Take out"),
        (
            _("The person no longer sees the community's applications."),
            _("What the person wrote stays with the community."),
        ),
        _("The person is out of the community."),
    )
    return confirm_and_do(
        request,
        person,
        forms.Form(posted(request)),
        act,
        lambda said: seats.remove_seat(seat, by=request.user),
    )

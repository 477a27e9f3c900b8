"""Whom one may see among the people, and who may do what with them."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.access import signed_in_keeping_words
from accounts.models import StaffInvitation, User
from communities.models import Invitation, Seat


def sees_people(user: User) -> bool:
    """Administrators see everybody; officers see the people of communities."""
    return user.is_staff and user.has_perm("communities.view_seat")


def visible_people(user: User) -> QuerySet[User]:
    """The one door: an administrator sees all accounts, an officer those without a role."""
    if not sees_people(user):
        return User.objects.none()
    if user.is_superuser:
        return User.objects.all()
    return User.objects.filter(
        is_staff=False, is_superuser=False, groups__isnull=True
    )


def with_what_they_have(people: QuerySet[User]) -> QuerySet[User]:
    """Each with the roles and seats, in two statements more."""
    seats = Seat.objects.select_related("community").order_by(
        "community__hd002_code"
    )
    return people.prefetch_related("groups", Prefetch("seats", seats))


def people_only(view: Callable) -> Callable:
    """Signed in, and allowed to see people; everyone else is refused."""

    @signed_in_keeping_words
    @wraps(view)
    def guarded(
        request,
        *args,
        **kwargs,
    ):
        if not sees_people(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def administrators_only(view: Callable) -> Callable:
    @signed_in_keeping_words
    @wraps(view)
    def guarded(
        request,
        *args,
        **kwargs,
    ):
        if not request.user.is_superuser:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def person_or_404(request, uid) -> User:
    """The person of an address, if the reader may see them."""
    people = with_what_they_have(visible_people(request.user))
    return get_object_or_404(people, uid=uid)


def invitation_or_404(request, uid) -> Invitation | StaffInvitation:
    """Of a community or, for an administrator, of the staff."""
    of_communities = Invitation.objects.select_related("community")
    if found := of_communities.filter(uid=uid).first():
        return found
    if request.user.is_superuser:
        return get_object_or_404(StaffInvitation, uid=uid)
    raise Http404

"""The one door of every page of an application: what is not yours does not exist."""

from django.shortcuts import get_object_or_404, render

from applications import deadlines
from applications.models import Application
from communities.models import Community


def find(request, reference: str) -> Application:
    """One's community's, or of the office what has been submitted and is not sealed."""
    mine = Application.objects.visible_to(request.user).with_lot()
    return get_object_or_404(mine, reference=reference)


def find_own(request, reference: str) -> Application:
    """A draft is its community's alone: the office reads versions, never what is still being
    written.
    """
    mine = (
        Application.objects.visible_to(request.user)
        .of_seats(request.user)
        .with_lot()
    )
    return get_object_or_404(mine, reference=reference)


def refuse_closed(
    request, application: Application, typed=(), status: int = 403
):
    """The page is closed; what was typed is given back."""
    deadlines.remember_closing(application.lot_id, application.deadline_at)
    context = {"application": application, "typed": typed, "status": status}
    return render(request, "applications/closed.html", context, status=status)


def own_communities(request):
    """The communities for which this person may start an application."""
    if not request.user.is_authenticated:
        return Community.objects.none()
    return Community.objects.filter(
        seats__in=request.user.seats.that_write()
    ).alphabetical()

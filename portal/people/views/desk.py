"""The list of people."""

from typing import Any

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import LABELS
from portal.people import listing
from portal.people.finding import people_only
from portal.people.forms import PeopleFilterForm

A_PAGE = 50


@require_safe
@people_only
def desk(request):
    """Everybody one may see, or the invitations that wait, narrowed by name and community."""
    form = PeopleFilterForm(request.GET)
    show = request.GET.get("show", "")
    asked: dict[str, Any] = {"typed": "", "community": None}
    if form.is_valid():
        asked["typed"] = form.cleaned_data["q"]
        asked["community"] = form.cleaned_data["community"]
    context = {
        "form": form,
        "show": show,
        "roles": LABELS if request.user.is_superuser else {},
        "may_invite": request.user.has_perm("communities.add_invitation"),
    }
    if show == listing.WAITING:
        return _waiting(request, context, asked)
    people = listing.asked_people(request.user, show=show, **asked)
    page = Paginator(people, A_PAGE).get_page(request.GET.get("page"))
    is_whole = not show and not any(asked.values())
    context |= {
        "page_obj": page,
        "rows": listing.person_rows(list(page)),
        "newest": listing.newest_invitations(request.user) if is_whole else [],
    }
    return render(request, "people/desk.html", context)


def _waiting(
    request,
    context,
    asked,
):
    """The invitations alone."""
    invitations = listing.asked_invitations(request.user, **asked)
    page = Paginator(invitations, A_PAGE).get_page(request.GET.get("page"))
    of_staff = listing.staff_invitations_of(request.user, asked["typed"])
    context |= {
        "page_obj": page,
        "of_staff": of_staff if not asked["community"] else [],
    }
    return render(request, "people/waiting.html", context)

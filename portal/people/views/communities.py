"""The people of communities: of all, and of one."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.people import listing
from portal.people.finding import people_only
from portal.people.forms import RegionForm

A_PAGE = 40


@require_safe
@people_only
def overview(request):
    """Every community with its people; first those that nobody submits for."""
    form = RegionForm(request.GET)
    region = form.cleaned_data["region"] if form.is_valid() else None
    slug = region.slug if region else ""
    communities = listing.communities_with_people(slug)
    page = Paginator(communities, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_obj": page,
        "counts": listing.count_without_submitter(slug),
        "may_invite": request.user.has_perm("communities.add_invitation"),
    }
    return render(request, "people/communities.html", context)


@require_safe
@people_only
def community(request, slug: str):
    """The people of one community and its open invitations."""
    communities = listing.communities_with_people()
    context = {
        "community": get_object_or_404(communities, slug=slug),
        "may_invite": request.user.has_perm("communities.add_invitation"),
    }
    return render(request, "people/community.html", context)

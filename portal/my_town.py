"""One's own community at a glance: what it owes next, what it may apply to, its news and events.

Which community it is stands in the address, and in the browser of who asked to remember it; the
server keeps nothing.
"""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from applications.drafts import eligibility
from calls.models import Call, Lot
from communities.choosing import CommunityForm
from communities.covenant import standings
from communities.models import Community

SHOWN = 3


def _lots_for(community: Community) -> list[Lot]:
    """Lots that are open now and meant for its region, the first to close first."""
    now = timezone.now()
    lots = Lot.objects.filter(
        call__status=Call.PUBLISHED,
        call__is_historic=False,
        opens_at__lte=now,
        closes_at__gt=now,
    )
    lots = lots.select_related("call").prefetch_related("regions")
    return [
        lot
        for lot in lots.order_by("closes_at", "pk")
        if eligibility.is_for(lot, community)
    ]


def _town(community: Community) -> dict:
    today = timezone.localdate()
    rows = standings.with_rows(Community.objects.filter(pk=community.pk))
    placed = standings.community_standing(rows.get(), today)
    owed = sorted(placed.standing.open, key=lambda duty: duty.due)
    articles = community.articles.published().newest().in_lists()
    return {
        "community": community,
        "duties": [
            (duty, duty.is_overdue(today), duty.is_passed(today))
            for duty in owed[:SHOWN]
        ],
        "lots": _lots_for(community),
        "articles": articles[:SHOWN],
        "events": community.events.published().upcoming()[:SHOWN],
        "today": today,
    }


@require_safe
def my_town(request):
    is_asked = bool(request.GET.get("community"))
    form = CommunityForm(request.GET if is_asked else None, is_typed=True)
    chosen = form.cleaned_data["community"] if form.is_valid() else None
    return render(
        request,
        "my_town.html",
        {"form": form, **(_town(chosen) if chosen else {})},
    )

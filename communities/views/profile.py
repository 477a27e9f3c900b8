"""A community's page, and one page per inventory."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import DetailView

from communities.covenant import standings
from communities.models import (
    Community,
    EmissionInventory,
    InventoryRow,
    Membership,
)
from communities.open_data import linked_data
from communities.register import charts, inventories, map_points, profile
from content.scenes import know_scenes


def _profiles():
    memberships = Membership.objects.select_related("programme")
    communities = Community.objects.select_related(
        "region", "absorbed_by", "photograph", "coat_of_arms"
    )
    communities = communities.defer("region__boundary", "region__outline")
    return standings.with_rows(communities).prefetch_related(
        "plans__documents",
        "plans__actions",
        "recognitions",
        "districts",
        "population_figures",
        "aliases",
        Prefetch("inventories__rows", InventoryRow.objects.order_by("pk")),
        Prefetch("memberships", memberships),
        Prefetch(
            "absorbed",
            Community.objects.prefetch_related("adhesions").order_by(
                "hd002_code"
            ),
        ),
    )


class CommunityDetail(DetailView):
    template_name = "communities/community_detail.html"

    def get_queryset(self):
        return _profiles()

    def get_context_data(self, **kwargs):
        community, today = self.object, timezone.localdate()
        placed, totals = (
            standings.community_standing(community, today),
            profile.inventory_totals(community),
        )
        adhesions = list(community.adhesions.all())
        return super().get_context_data(
            placed=placed,
            adhesions=adhesions,
            latest=adhesions[-1] if adhesions else None,
            timeline=profile.timeline(placed, today),
            targets=profile.targets(community, totals),
            totals=totals,
            chart=charts.bars(totals[0]) if totals else None,
            actions=profile.plan_actions(community),
            complete=profile.completeness(community),
            position=map_points.place_of(community),
            linked_data=linked_data.community_data(community),
            articles=know_scenes(
                community.articles.published().newest().in_lists()[:4]
            ),
            events=community.events.published().upcoming_once()[:4],
            **kwargs,
        )


@require_safe
def inventory(request, slug: str, year: int):
    """One inventory: every sector with its notes, as reported."""
    queryset = (
        EmissionInventory.objects.of_armenia()
        .select_related("community")
        .with_rows()
    )
    emission_inventory = get_object_or_404(
        queryset, community__slug=slug, year=year
    )
    total = inventories.summed_by_sector(emission_inventory)
    others = EmissionInventory.objects.filter(
        community=emission_inventory.community
    ).exclude(pk=emission_inventory.pk)
    return render(
        request,
        "communities/inventory.html",
        {
            "community": emission_inventory.community,
            "total": total,
            "chart": charts.bars(total),
            "others": others,
        },
    )

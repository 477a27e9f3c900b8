"""The register side by side: the map, two to four communities compared, totals and their
history.
"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from communities.covenant import standings
from communities.models import Community, Recognition, Region
from communities.models.inventory import SECTORS
from communities.register import (
    charts,
    inventories,
    map_points,
    profile,
    totals,
)
from core.text.reading import read_search

MOST = 4


@require_safe
def region_map(request):
    measure = request.GET.get("measure", totals.SIGNATORIES)
    if measure not in totals.MEASURES:
        measure = totals.SIGNATORIES
    today = timezone.localdate()
    places = totals.regions(today, measure)
    left_out = [total for place in places for total in place.left_out]
    region = _region_of(request)
    context = {
        "measure": measure,
        "measures": totals.MEASURES,
        "places": places,
        "shades": totals.shades(places),
        "left_out": left_out,
        "region": region,
        "frame": map_points.frame_of(region),
        "points": map_points.map_points(today, region),
    }
    return render(request, "communities/map.html", context)


@require_safe
def outlines(request) -> HttpResponse:
    """The regions as a picture of their own, which the maps of profiles lie on."""
    paths = Region.objects.order_by("pk").values_list("outline", flat=True)
    picture = render_to_string("communities/outlines.svg", {"paths": paths})
    return HttpResponse(picture, content_type="image/svg+xml")


def _region_of(request) -> Region | None:
    """The region that is drawn large; Http404 for one that does not exist."""
    slug = request.GET.get("region", "")
    return get_object_or_404(Region, slug=slug) if slug else None


@require_safe
def recognitions(request) -> HttpResponse:
    """Every certificate and award of the register, the newest first."""
    given = Recognition.objects.order_by("-on", "kind", "community__name_hy")
    shown = given.select_related("community__region").defer(
        "community__region__boundary", "community__region__outline"
    )
    return render(
        request, "communities/recognitions.html", {"recognitions": shown}
    )


def _chosen(request) -> tuple[list[str], bool]:
    """(at most four addresses, each once; were there more)."""
    values = request.GET.getlist("c")
    slugs = list(
        dict.fromkeys(
            slug
            for slug in values
            if slug.isprintable() and 0 < len(slug) <= 60
        )
    )
    return slugs[:MOST], len(slugs) > MOST


@require_safe
def compare(request):
    slugs, had_more = _chosen(request)
    communities = standings.with_rows(
        Community.objects.with_facts().filter(slug__in=slugs)
    )
    communities = communities.select_related("region").prefetch_related(
        "inventories__rows", "population_figures"
    )
    by_slug = {community.slug: community for community in communities}
    columns = [_column(by_slug[slug]) for slug in slugs if slug in by_slug]
    query = request.GET.get("q", "")[:100]
    query = read_search(query)
    offered = (
        Community.objects.matching(query).alphabetical()[:10] if query else None
    )
    return render(
        request,
        "communities/compare.html",
        {
            "columns": columns,
            "had_more": had_more,
            "unknown": [s for s in slugs if s not in by_slug],
            "sectors": _sectors(columns),
            "offered": offered,
            "query": query,
            "most": MOST,
        },
    )


def _column(community: Community) -> dict:
    all_totals = profile.inventory_totals(community)
    newest = all_totals[0] if all_totals else None
    figures = community.population_figures.all()
    return {
        "community": community,
        "placed": standings.community_standing(community, timezone.localdate()),
        "adhesions": community.adhesions.all(),
        "plans": community.plans.all(),
        "targets": profile.targets(community, all_totals),
        "total": newest,
        "figure": figures[0] if figures else None,
    }


def _sectors(columns: list[dict]) -> list[dict]:
    """One row per sector that anyone reports; an implausible figure is left out, and said to be."""
    rows = []
    for code, label in SECTORS:
        cells = [_cell(column["total"], code) for column in columns]
        if any(cell for cell in cells):
            rows.append({"label": label, "cells": cells})
    return rows


def _cell(
    total: inventories.Summed | None, code: str
) -> inventories.Sector | None:
    parts = total.sectors if total else ()
    return next((part for part in parts if part.sector == code), None)


@require_safe
def totals_page(request):
    today = timezone.localdate()
    rows = totals.joined_by_year()
    by_year = totals.by_year(rows, today)
    return render(
        request,
        "communities/totals.html",
        {
            "covenant": totals.covenant_totals(today),
            "head": totals.head_of_today(),
            "history": totals.count_history(rows),
            "countries": totals.countries(),
            "roles": totals.totals_by_role(),
            "by_year": by_year,
            "chart": charts.columns(by_year),
        },
    )

"""The register for other programs: CSV, JSON, GeoJSON and their description."""

import json
from itertools import chain

from django import forms
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from communities.models import Community
from communities.open_data import exports, linked_data, openapi
from communities.views.catalogue import filter_of
from core.papers.open_data import open_data

LIMIT = 1000


def version() -> str:
    newest = exports.current_edition()
    return f"{newest.pk} {newest.at:%Y%m%d%H%M%S}" if newest else "0"


def _refusal(request):
    """A nonsense filter is an error with its reason, never an empty answer that looks like a
    fact.
    """
    community_filter = filter_of(request)
    if community_filter.is_valid():
        return community_filter, None
    return community_filter, _errors(community_filter.errors)


def _errors(errors) -> JsonResponse:
    sentences = {
        name: [str(text) for text in texts] for name, texts in errors.items()
    }
    return JsonResponse(
        {"errors": sentences},
        status=400,
        json_dumps_params={"ensure_ascii": False},
    )


def _records(communities):
    prefetched = exports.with_records(communities).iterator(
        chunk_size=exports.PIECE
    )
    return (exports.community_record(community) for community in prefetched)


def _download(lines, name: str, kind: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(
        (line.encode() for line in lines), content_type=f"{kind}; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _json(data: dict, status: int = 200) -> HttpResponse:
    return JsonResponse(
        data, status=status, json_dumps_params={"ensure_ascii": False}
    )


@open_data(version)
def communities_csv(request):
    community_filter, refusal = _refusal(request)
    if refusal:
        return refusal
    lines = exports.csv_lines(
        exports.COMMUNITY_FIELDS, _records(community_filter.communities)
    )
    return _download(lines, "communities.csv", "text/csv")


class PageForm(forms.Form):
    """Which part of a long answer."""

    limit = forms.IntegerField(min_value=1, max_value=LIMIT, required=False)
    after = forms.RegexField(r"^\d{8}$", required=False)


def _page(
    request,
    communities,
    limit: int,
    after: str,
):
    """(records, address of the rest or None): at most `limit`, after the code `after`."""
    if after:
        communities = communities.filter(hd002_code__gt=after)
    records = list(exports.with_records(communities)[: limit + 1])
    if len(records) <= limit:
        return records, None
    query = request.GET.copy()
    query["after"] = records[limit - 1].hd002_code
    return records[:limit], request.build_absolute_uri(
        f"{request.path}?{query.urlencode()}"
    )


@open_data(version)
def communities_json(request):
    community_filter, refusal = _refusal(request)
    if refusal:
        return refusal
    form = PageForm(request.GET)
    if not form.is_valid():
        return _errors(form.errors)
    paging = form.cleaned_data
    records, rest = _page(
        request,
        community_filter.communities,
        paging["limit"] or LIMIT,
        paging["after"],
    )
    response = _json(
        {
            **exports.answer_head("Register of communities"),
            "count": community_filter.communities.count(),
            "next": rest,
            "communities": [
                exports.community_record(community) for community in records
            ],
        }
    )
    if rest:
        response["Link"] = f'<{rest}>; rel="next"'
    return response


@open_data(version)
def communities_geojson(request):
    """A FeatureCollection, written feature by feature."""
    community_filter, refusal = _refusal(request)
    if refusal:
        return refusal
    head = {
        "type": "FeatureCollection",
        **exports.answer_head("Register of communities"),
    }
    start = json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [\n'
    features = (
        json.dumps(exports.geojson_feature(record), ensure_ascii=False)
        for record in _records(community_filter.communities)
    )
    separated = (
        text if n == 0 else f",\n{text}" for n, text in enumerate(features)
    )
    lines = chain([start], separated, ["\n]}\n"])
    return _download(lines, "communities.geojson", "application/geo+json")


@open_data(version)
def inventories_csv(request):
    lines = exports.csv_lines(
        exports.INVENTORY_FIELDS, exports.inventory_records()
    )
    return _download(lines, "inventories.csv", "text/csv")


@open_data(version)
def description(request):
    """The API in the OpenAPI language."""
    return _json(openapi.document(request.build_absolute_uri("/")[:-1]))


@require_safe
def page(request):
    edition = exports.current_edition()
    return render(
        request,
        "communities/open_data.html",
        {
            "community_fields": exports.COMMUNITY_FIELDS,
            "inventory_fields": exports.INVENTORY_FIELDS,
            "licence": exports.LICENCE,
            "licence_url": exports.LICENCE_URL,
            "edition": edition,
            "communities": Community.objects.count(),
            "description": reverse("communities:openapi"),
            "linked_data": linked_data.register_data(edition),
        },
    )

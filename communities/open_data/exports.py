"""The register as open data: the same records as CSV, JSON and GeoJSON, with licence and date
inside.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from communities.models import (
    Adhesion,
    Community,
    Edition,
    EmissionInventory,
    PopulationFigure,
)
from communities.register import inventories
from core.papers import cells

LICENCE = (
    "CC BY 4.0; coordinates and boundaries marked ODbL: ODbL 1.0,"
    " © OpenStreetMap contributors"
)
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
SOURCE = (
    "Register of communities of this portal, "
    "from: JRC GCoM – MyCovenant 5th release (January 2024), "
    "JRC CoM dataset 2019, Armstat, classifier HD 002-2021"
)
PIECE = 500


@dataclass(frozen=True)
class Field:
    """A column of the open data: its stable name, its JSON type and what it says."""

    name: str
    type: str
    says: str


COMMUNITY_FIELDS = (
    Field(
        "hd002_code",
        "string",
        "HD 002-2021 code, eight digits: read it as text; unique and stable",
    ),
    Field("slug", "string", "last part of the address of the community's page"),
    Field("name_hy", "string", "name in Armenian"),
    Field("name_en", "string", "name in English; empty where none is recorded"),
    Field("region_iso", "string", "ISO 3166-2 code of the region"),
    Field("region_en", "string", "region in English"),
    Field(
        "latitude",
        "number",
        "of the seat town, degrees north; empty where not known",
    ),
    Field(
        "longitude",
        "number",
        "of the seat town, degrees east; empty where not known",
    ),
    Field(
        "coordinates_source",
        "string",
        "where the coordinates come from, with their licence",
    ),
    Field("is_former", "boolean", "no longer a community of the present map"),
    Field(
        "absorbed_by",
        "string",
        "HD 002 code of the community it is part of now",
    ),
    Field(
        "absorbed_in",
        "string",
        "year, month or day of that, as exactly as known",
    ),
    Field(
        "covenant_number",
        "string",
        "number in the Covenant's register (gcom_id)",
    ),
    Field(
        "first_adhesion", "string", "day of the first adhesion in the register"
    ),
    Field("first_adhesion_precision", "string", "exact, or not_later_than"),
    Field("last_adhesion", "string", "day of the last adhesion"),
    Field(
        "commitment_2020",
        "boolean",
        "commitment for 2020 at the last adhesion that states any",
    ),
    Field("commitment_2030", "boolean", "commitment for 2030, likewise"),
    Field("commitment_2050", "boolean", "commitment for 2050, likewise"),
    Field(
        "target_percent",
        "number",
        "reduction target in per cent, where a source states it",
    ),
    Field("target_year", "integer", "year of that target"),
    Field(
        "status_published",
        "string",
        "active or on_hold, as the official register published it",
    ),
    Field("status_published_in", "string", "month of that publication"),
    Field(
        "plan",
        "string",
        "kind of the latest recorded action plan: seap or secap",
    ),
    Field(
        "plan_approved_on",
        "string",
        "day of its approval by the council, where known",
    ),
    Field("plan_certified_on", "string", "day of its certificate, where known"),
    Field("population", "integer", "newest population figure in the register"),
    Field("population_on", "string", "its date, as exactly as known"),
    Field("population_source", "string", "its source"),
    Field("website", "string", "official website"),
)
INVENTORY_FIELDS = (
    Field(
        "hd002_code", "string", "community: code of the HD 002-2021 classifier"
    ),
    Field("name_hy", "string", "community in Armenian"),
    Field("name_en", "string", "community in English"),
    Field(
        "covenant_number",
        "string",
        "community: number in the Covenant's register",
    ),
    Field("inventory_kind", "string", "baseline or monitoring"),
    Field("year", "integer", "year of the inventory"),
    Field("population", "integer", "population in that year, as reported"),
    Field("sector", "string", "code of the sector"),
    Field("direct_t", "number", "direct emissions, t CO2-eq"),
    Field(
        "indirect_t",
        "number",
        "indirect emissions (electricity, heat), t CO2-eq",
    ),
    Field("emissions_t", "number", "both together, t CO2-eq"),
    Field(
        "emissions_t_per_head",
        "number",
        "both together, t CO2-eq per inhabitant; empty: not known",
    ),
    Field("energy_mwh", "number", "final energy, MWh"),
    Field(
        "quality",
        "string",
        "empty, doubtful, or implausible (left out of our comparisons)",
    ),
    Field("quality_reason", "string", "why"),
    Field("inventory_source", "string", "where the inventory comes from"),
)
INSIDE = ("source", "licence", "updated_on")


def current_edition() -> Edition | None:
    return Edition.objects.first()


def updated_on() -> str:
    """The day of the register's last change, or of today while it has none."""
    newest = current_edition()
    return (newest.at.date() if newest else timezone.localdate()).isoformat()


def with_records(communities: QuerySet[Community]) -> QuerySet[Community]:
    """What a record needs, in the same few queries however many there are; in the order of the
    code.
    """
    figures = PopulationFigure.objects.order_by("-on", "pk")
    adhesions = Adhesion.objects.order_by("joined_on", "pk")
    return (
        communities.select_related("region", "absorbed_by")
        .defer("region__boundary", "region__outline")
        .prefetch_related(
            Prefetch("adhesions", adhesions),
            "plans",
            Prefetch("population_figures", figures),
        )
        .order_by("hd002_code")
    )


def _plan(community: Community) -> dict:
    plan = max(
        community.plans.all(),
        key=lambda p: (p.kind == p.SECAP, p.number),
        default=None,
    )
    return {
        "plan": plan.kind if plan else "",
        "plan_approved_on": plan.council_approved_on if plan else None,
        "plan_certified_on": plan.certified_on if plan else None,
    }


def _adhesions(community: Community) -> dict:
    adhesions = list(community.adhesions.all())
    if not adhesions:
        return {}
    first, last = adhesions[0], adhesions[-1]
    stating = next((a for a in reversed(adhesions) if a.horizons), last)
    reported = next((a for a in reversed(adhesions) if a.reported_status), None)
    return {
        "first_adhesion": first.joined_on,
        "first_adhesion_precision": first.precision,
        "last_adhesion": last.joined_on,
        **{
            f"commitment_{year}": year in stating.horizons
            for year in (2020, 2030, 2050)
        },
        "target_percent": stating.target_percent,
        "target_year": stating.target_year,
        "status_published": reported.reported_status if reported else "",
        "status_published_in": reported.reported_on if reported else "",
    }


def _english(thing: models.Model, field: str) -> str:
    return getattr(thing, f"{field}_en") or ""


def community_record(community: Community) -> dict:
    """One community with every field of COMMUNITY_FIELDS, plain values; None is 'not known'."""
    figure = next(iter(community.population_figures.all()), None)
    known = {
        **{
            name: getattr(community, name)
            for name in (
                "hd002_code",
                "slug",
                "name_hy",
                "latitude",
                "longitude",
                "coordinates_source",
                "is_former",
                "absorbed_in",
                "website",
            )
        },
        "name_en": _english(community, "name"),
        "region_iso": community.region.iso,
        "region_en": _english(community.region, "name"),
        "covenant_number": community.gcom_id,
        "absorbed_by": community.absorbed_by.hd002_code
        if community.absorbed_by
        else "",
        "population": figure.people if figure else None,
        "population_on": figure.on if figure else "",
        "population_source": figure.source if figure else "",
        **_adhesions(community),
        **_plan(community),
    }
    return {
        field.name: plain_value(known.get(field.name), field.type)
        for field in COMMUNITY_FIELDS
    }


def plain_value(value, kind: str):
    """A JSON value of the field's type: text is never None, numbers and yes/no may be."""
    if value is None:
        return "" if kind == "string" else None
    if kind == "number":
        return float(value)
    return value if kind in ("integer", "boolean") else str(value)


def inventory_records() -> Iterator[dict]:
    """One per sector of each Armenian inventory, with every field of INVENTORY_FIELDS."""
    queryset = (
        EmissionInventory.objects.of_armenia()
        .select_related("community")
        .with_rows()
    )
    for inventory in queryset.order_by(
        "community__hd002_code", "year"
    ).iterator(chunk_size=PIECE):
        total = inventories.summed_by_sector(inventory)
        for part in total.sectors:
            known = {
                "hd002_code": inventory.community.hd002_code,
                "name_hy": inventory.community.name_hy,
                "name_en": inventory.community.name_en,
                "covenant_number": inventory.community.gcom_id,
                "inventory_kind": inventory.kind,
                "year": inventory.year,
                "population": inventory.population,
                "sector": part.sector,
                "direct_t": part.direct_t,
                "indirect_t": part.indirect_t,
                "emissions_t": part.emissions_t,
                "emissions_t_per_head": None
                if part.per_head is None
                else round(part.per_head, 4),
                "energy_mwh": part.energy_mwh,
                "quality": part.flag,
                "quality_reason": _english(part.reason, "flag_reason")
                if part.reason
                else "",
                "inventory_source": inventory.source,
            }
            yield {
                f.name: plain_value(known[f.name], f.type)
                for f in INVENTORY_FIELDS
            }


class _Echo:
    def write(self, text: str) -> str:
        return text


def _cell(value) -> str:
    """As a spreadsheet reads it: no formula from outside runs, yes/no as true and false."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:f}".rstrip("0").rstrip(".")
    return cells.harmless_cell(str(value))


def csv_lines(
    fields: Iterable[Field], records: Iterable[dict]
) -> Iterator[str]:
    """A CSV for spreadsheets: UTF-8 with its mark, each row with source, licence and date."""
    inside = {"source": SOURCE, "licence": LICENCE, "updated_on": updated_on()}
    names = [field.name for field in fields]
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield "\ufeff" + writer.writerow([*names, *INSIDE])
    for record in records:
        yield writer.writerow(
            [_cell(record[name]) for name in names]
            + [inside[name] for name in INSIDE]
        )


def answer_head(title: str) -> dict:
    """What every JSON answer says of itself."""
    return {
        "title": title,
        "publisher": settings.SITE_URL,
        "source": SOURCE,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "updated_on": updated_on(),
    }


def geojson_feature(record: dict) -> dict:
    """A GeoJSON Feature; the geometry is null where the coordinates are not known (RFC 7946)."""
    point = None
    if record["latitude"] is not None and record["longitude"] is not None:
        point = {
            "type": "Point",
            "coordinates": [record["longitude"], record["latitude"]],
        }
    facts = {
        name: value
        for name, value in record.items()
        if name not in ("latitude", "longitude")
    }
    return {
        "type": "Feature",
        "id": record["hd002_code"],
        "geometry": point,
        "properties": facts,
    }

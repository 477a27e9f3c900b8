"""Regions, their outlines, communities of the present map, absorbed ones, other names,
districts.
"""

import json

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import (
    Alias,
    Community,
    District,
    PopulationFigure,
    Region,
)
from communities.register import region_map
from communities.register.importing import Source, Store
from communities.register.reading import Row, decimal, geojson_rows, whole
from communities.register.sources.registry import SOURCES
from core.language import armenian


def put_people(
    store: Store, place: dict, on: str, cell: str, source: str
) -> None:
    """A population figure, if the cell is not empty."""
    if people := whole(cell):
        key = {
            "community": None,
            "region": None,
            **place,
            "on": on,
            "source": source,
        }
        store.put(PopulationFigure, key, {"people": people}, later=True)


def put_alias(store: Store, community: Community, name: str) -> None:
    if (
        name
        and name not in community.names
        and not store.find(Alias, community=community, name=name)
    ):
        store.put(Alias, {"community": community, "name": name}, {}, later=True)
        store.save_again(community)  # its search key holds the aliases


def _code(cell: str) -> str:
    if len(cell) != 8 or not cell.isdecimal():
        raise ValueError(
            _("'%(cell)s' is not an eight-digit HD 002 code")
            % {"cell": cell[:40]}
        )
    return cell


def named(row: Row) -> str:
    """The Armenian name, which every place has."""
    if not row["name_hy"]:
        raise ValueError(_("the Armenian name is empty"))
    return row["name_hy"]


def address_of_community(row: Row) -> dict:
    """The last part of a page's address: made once, so that bookmarks stay."""
    return {"slug": armenian.slug(named(row))}


def take_region(row: Row, store: Store) -> None:
    names = {
        "name_hy": named(row),
        "name_en": row["name_en"],
        "seat_hy": row["centre_hy"],
        "seat_en": row["centre_en"],
        "hd002_code": _code(row["hd002_code"]),
    }
    region = store.put(
        Region,
        {"iso": row["iso_3166_2"]},
        names,
        once=address_of_community(row),
    )
    place = {"region": region}
    put_people(
        store,
        place,
        "2011-10",
        row["population_census_2011"],
        "Armstat, census 2011",
    )
    put_people(
        store,
        place,
        "2022-10",
        row["population_census_2022"],
        "Armstat, census 2022",
    )
    put_people(
        store,
        place,
        "2024-01-01",
        row["population_est_2024_01_01"],
        "Armstat, estimate",
    )


def take_outline(row: Row, store: Store) -> None:
    region = store.get(Region, iso=row["iso_3166_2"])
    lon, lat = decimal(row["label_lon"]), decimal(row["label_lat"])
    outline = region_map.region_path(json.loads(row["geometry"]))
    label_x, label_y = region_map.region_centre(
        float(lon or 0), float(lat or 0)
    )
    values = {"boundary": json.loads(row["geometry"]), "outline": outline}
    store.put(
        Region,
        {"iso": region.iso},
        {**values, "label_x": label_x, "label_y": label_y},
    )


def _put_people_of_community(
    row: Row, store: Store, community: Community
) -> None:
    place = {"community": community}
    census = "population_census_2011_present_borders"
    put_people(
        store,
        place,
        "2011-10",
        row[census],
        "Armstat, census 2011, present borders",
    )
    put_people(
        store,
        place,
        "2022-10",
        row["population_census_2022"],
        "Armstat, census 2022",
    )
    declared = row["population_declared_to_com"]
    put_people(
        store,
        place,
        row["population_declared_to_com_date"],
        declared,
        "declared to the Covenant",
    )


def take_community(row: Row, store: Store) -> None:
    values = {
        "name_hy": named(row),
        "name_en": row["name_en"],
        "region": store.get(Region, iso=row["marz_iso"]),
        "seat_hy": row["seat_hy"],
        "seat_en": row["seat_en"],
        "latitude": decimal(row["lat"]),
        "longitude": decimal(row["lon"]),
        "coordinates_source": row["coord_source"],
        "gcom_id": row["com_gcom_id"],
    }
    community = store.put(
        Community,
        {"hd002_code": _code(row["hd002_code"])},
        values,
        once=address_of_community(row),
    )
    put_alias(store, community, row["name_en_armstat_2022"])
    _put_people_of_community(row, store, community)


def take_absorbed(row: Row, store: Store) -> None:
    values = {
        "name_hy": named(row),
        "name_en": row["name_en"],
        "region": store.get(Region, iso=row["marz_iso"]),
        "is_former": True,
        "absorbed_in": row["council_election_after_merger"][:4],
        "absorbed_by": store.get(
            Community, hd002_code=row["merged_into_hd002_code"]
        ),
        "gcom_id": row["gcom_id"],
    }
    store.put(
        Community,
        {"hd002_code": _code(row["hd002_code"])},
        values,
        once=address_of_community(row),
    )


def take_alias(row: Row, store: Store) -> None:
    if not row["name"]:
        raise ValueError(_("the name is empty"))
    put_alias(
        store, store.get(Community, hd002_code=row["hd002_code"]), row["name"]
    )


def take_district(row: Row, store: Store) -> None:
    code = _code(row["hd002_code"])
    yerevan = store.get(Community, hd002_code="01001000")
    values = {
        "community": yerevan,
        "name_hy": row["name_hy"],
        "name_en": row["name_en"],
        "people": whole(row["population_2022_01_01"]),
        "people_on": "2022-01-01",
        "source": "Armstat, 1 January 2022",
    }
    store.put(District, {"hd002_code": code}, values, later=True)
    store.save_again(yerevan)  # its search key holds the names of its districts


REGIONS = Source(
    file="am_marzes.csv",
    label=gettext_lazy("regions"),
    order=10,
    columns=(
        "iso_3166_2",
        "hd002_code",
        "name_hy",
        "name_en",
        "type",
        "type_hy",
        "centre_hy",
        "centre_en",
        "communities_count",
        "population_census_2011",
        "population_census_2022",
        "population_est_2024_01_01",
        "label_lat",
        "label_lon",
    ),
    key=("iso_3166_2",),
    take=take_region,
)
OUTLINES = Source(
    file="am_marzes.geojson",
    label=gettext_lazy("boundaries of the regions"),
    order=20,
    columns=("iso_3166_2", "label_lon", "label_lat", "geometry"),
    key=("iso_3166_2",),
    take=take_outline,
    rows=geojson_rows,
)
COMMUNITIES = Source(
    file="am_communities.csv",
    label=gettext_lazy("communities"),
    order=30,
    columns=(
        "hd002_code",
        "name_hy",
        "name_en",
        "name_en_armstat_2022",
        "marz_iso",
        "marz_hy",
        "marz_en",
        "seat_hy",
        "seat_en",
        "lat",
        "lon",
        "coord_source",
        "population_census_2011_present_borders",
        "population_census_2022",
        "seat_town_population_census_2022",
        "population_declared_to_com",
        "population_declared_to_com_date",
        "com_gcom_id",
        "com_status",
        "absorbed_2022",
        "note",
    ),
    key=("hd002_code",),
    take=take_community,
)
ABSORBED = Source(
    file="am_communities_merged_2022.csv",
    label=gettext_lazy("absorbed communities"),
    order=40,
    columns=(
        "hd002_code",
        "name_hy",
        "name_en",
        "marz_iso",
        "merged_into_hd002_code",
        "merged_into_hy",
        "merged_into_en",
        "council_election_after_merger",
        "gcom_id",
    ),
    key=("hd002_code",),
    take=take_absorbed,
)
ALIASES = Source(
    file="aliases.csv",
    label=gettext_lazy("other names"),
    order=50,
    columns=("hd002_code", "name"),
    key=("hd002_code", "name"),
    take=take_alias,
)
DISTRICTS = Source(
    file="am_yerevan_districts.csv",
    label=gettext_lazy("districts of Yerevan"),
    order=60,
    columns=("hd002_code", "name_hy", "name_en", "population_2022_01_01"),
    key=("hd002_code",),
    take=take_district,
)

SOURCES.register(REGIONS, OUTLINES, COMMUNITIES, ABSORBED, ALIASES, DISTRICTS)

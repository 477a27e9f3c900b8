"""The register of communities, built from the files in `communities/data/` (see its README)."""

import datetime as dt
import tomllib
from pathlib import Path

from django.db import transaction

from communities.importing import Report, Row, day, decimal, put, read, whole, yes
from communities.models import (
    Adhesion,
    Alias,
    Community,
    Organisation,
    PopulationFigure,
    Programme,
    Region,
    Strand,
)
from portal import armenian

DATA = Path(__file__).parent / "data"
RELEASE = "2024-01"
RELEASE_SOURCE = "JRC, GCoM – MyCovenant, 5th release, January 2024"
#: On 3 March 2020 the Covenant counted 27 Armenian members; these are AM0001 to AM0027.
NEWS_OF = dt.date(2020, 3, 3)
LAST_NUMBER_THEN = 27


def _people(report: Report, place: dict, on: str, cell: str, source: str) -> None:
    if people := whole(cell):
        put(report, PopulationFigure, {**place, "on": on, "source": source}, {"people": people})


def take_region(row: Row, report: Report) -> None:
    names = {
        "name_hy": row["name_hy"], "name_en": row["name_en"],
        "seat_hy": row["centre_hy"], "seat_en": row["centre_en"],
        "hd002_code": row["hd002_code"], "slug": armenian.slug(row["name_hy"]),
    }  # fmt: skip
    region = put(report, Region, {"iso": row["iso_3166_2"]}, names)
    place = {"region": region}
    _people(report, place, "2011-10", row["population_census_2011"], "Armstat, census 2011")
    _people(report, place, "2022-10", row["population_census_2022"], "Armstat, census 2022")
    _people(report, place, "2024-01-01", row["population_est_2024_01_01"], "Armstat, estimate")


def take_community(row: Row, report: Report) -> None:
    code = row["hd002_code"]
    if len(code) != 8 or not code.isdigit():
        raise ValueError(f"'{code}' is not an HD 002 code of eight digits")
    values = {
        "name_hy": row["name_hy"], "name_en": row["name_en"], "slug": armenian.slug(row["name_hy"]),
        "region": Region.objects.get(iso=row["marz_iso"]),
        "seat_hy": row["seat_hy"], "seat_en": row["seat_en"],
        "latitude": decimal(row["lat"]), "longitude": decimal(row["lon"]),
        "coordinates_source": row["coord_source"], "gcom_id": row["com_gcom_id"],
    }  # fmt: skip
    community = put(report, Community, {"hd002_code": code}, values)
    _alias(report, community, row["name_en_armstat_2022"])
    place = {"community": community}
    census = "population_census_2011_present_borders"
    _people(report, place, "2011-10", row[census], "Armstat, census 2011, present borders")
    _people(report, place, "2022-10", row["population_census_2022"], "Armstat, census 2022")
    declared = row["population_declared_to_com"]
    _people(report, place, row["population_declared_to_com_date"], declared, "declared to the Covenant")


def take_absorbed(row: Row, report: Report) -> None:
    values = {
        "name_hy": row["name_hy"], "name_en": row["name_en"], "slug": armenian.slug(row["name_hy"]),
        "region": Region.objects.get(iso=row["marz_iso"]),
        "is_former": True, "absorbed_in": row["council_election_after_merger"][:4],
        "absorbed_by": Community.objects.get(hd002_code=row["merged_into_hd002_code"]),
        "gcom_id": row["gcom_id"],
    }  # fmt: skip
    put(report, Community, {"hd002_code": row["hd002_code"]}, values)


def _alias(report: Report, community: Community, name: str) -> None:
    if name and name not in community.names:
        put(report, Alias, {"community": community, "name": name}, {})
        community.save()  # its search key holds the aliases


def take_alias(row: Row, report: Report) -> None:
    _alias(report, Community.objects.get(hd002_code=row["hd002_code"]), row["name"])


def take_organisation(row: Row, report: Report) -> None:
    values: dict = {name: row[name] for name in ("name_hy", "name_en", "name_in_register", "website")}
    roles = ("is_coordinator", "is_supporter", "is_partner", "is_funder")
    values |= {name: yes(row[name]) for name in roles}
    put(report, Organisation, {"slug": row["slug"]}, values)


def _signatory(row: Row, report: Report) -> Community:
    """The community of a signatory; one that is no longer on any map gets its former page."""
    code = row["community_hd002_code"] or row["former_hd002_code"]
    if community := Community.objects.filter(hd002_code=code).first():
        return community
    values = {
        "name_hy": row["name_hy"], "name_en": row["name_en"], "slug": armenian.slug(row["name_hy"]),
        "region": Region.objects.get(iso=row["marz_iso"]), "is_former": True,
        "gcom_id": row["gcom_id"],
    }  # fmt: skip
    return put(report, Community, {"hd002_code": code}, values)


def _organisation(name: str) -> Organisation | None:
    return Organisation.objects.get(name_in_register=name) if name else None


def _latest(row: Row) -> dict:
    return {
        "for_2020": yes(row["commitment_2020"]), "for_2030": yes(row["commitment_2030"]),
        "for_2050": yes(row["commitment_2050"]), "is_group": row["adhesion_type"] == "group",
        "target_percent": decimal(row["target_reduction_percent"]),
        "target_year": whole(row["target_year"]),
        "coordinator": _organisation(row["coordinator"]), "supporter": _organisation(row["supporter"]),
        "population": whole(row["population_at_adhesion"]),
        "reported_status": row["status"], "reported_on": RELEASE, "source": RELEASE_SOURCE,
    }  # fmt: skip


def take_signatory(row: Row, report: Report) -> None:
    community, joined = _signatory(row, report), day(row["adhesion_date"])
    _alias(report, community, row["name_platform"])
    key = {"community": community, "precision": Adhesion.EXACT}
    put(report, Adhesion, {**key, "joined_on": joined}, _latest(row))
    if first := day(row["first_joined"]):
        source = {"source": row["extra_source"].split(" ; ")[0], "decision": row["first_joined_act"]}
        put(report, Adhesion, {**key, "joined_on": first}, source)
    elif joined and joined > NEWS_OF and int(row["gcom_id"][2:]) <= LAST_NUMBER_THEN:
        key["precision"] = Adhesion.NOT_LATER_THAN
        source = {"source": f"caa.am, 3 March 2020: 27 members, AM0001–AM0027; {row['gcom_id']}"}
        put(report, Adhesion, {**key, "joined_on": NEWS_OF}, source)


def load_programmes(report: Report) -> None:
    """The two programmes and their strands; texts that staff have edited since are left alone."""
    for entry in tomllib.loads((DATA / "programmes.toml").read_text())["programme"]:
        strands = entry.pop("strand", [])
        if Programme.objects.filter(slug=entry["slug"]).exists():
            continue
        programme = put(report, Programme, {"slug": entry["slug"]}, entry)
        for order, strand in enumerate(strands, start=1):
            key = {"programme": programme, "anchor": strand.pop("anchor")}
            put(report, Strand, key, {**strand, "order": order})


@transaction.atomic
def load() -> Report:
    """Build or refresh the register; running it twice changes nothing the second time."""
    report = Report()
    read(DATA / "am_marzes.csv", take_region, report)
    read(DATA / "am_communities.csv", take_community, report)
    read(DATA / "am_communities_merged_2022.csv", take_absorbed, report)
    read(DATA / "aliases.csv", take_alias, report)
    read(DATA / "organisations.csv", take_organisation, report)
    read(DATA / "com_signatories_am_2024.csv", take_signatory, report)
    load_programmes(report)
    return report

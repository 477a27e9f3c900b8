"""Organisations, and Armenia's signatories with their adhesions, plans and certificates."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import (
    ActionPlan,
    Adhesion,
    Community,
    Organisation,
    Programme,
    Recognition,
    Region,
)
from communities.models.country import STATUSES
from communities.register.importing import Source, Store
from communities.register.reading import Row, day, decimal, one_of, whole, yes
from communities.register.sources.places import (
    address_of_community,
    named,
    put_alias,
)
from communities.register.sources.registry import SOURCES

RELEASE = "2024-01"
RELEASE_SOURCE = "JRC, GCoM – MyCovenant, 5th release, January 2024"
#: On 3 March 2020 the Covenant counted 27 Armenian members; these are AM0001 to AM0027.
NEWS_OF = dt.date(2020, 3, 3)
LAST_NUMBER_THEN = 27
CERTIFICATE = {
    "title_hy": "Հաստատված ԿԷԶԿԳԾ-ի վկայագիր",
    "title_en": "Certificate for an approved SECAP",
}


ORGANISATION_ROLES = (
    "is_coordinator",
    "is_supporter",
    "is_partner",
    "is_funder",
    "is_country_office",
)


def take_organisation(row: Row, store: Store) -> None:
    values: dict = {
        name: row[name]
        for name in ("name_hy", "name_en", "name_in_register", "website")
    }
    values |= {name: yes(row[name]) for name in ORGANISATION_ROLES}
    organisation = store.put(Organisation, {"slug": row["slug"]}, values)
    organisation.programmes.set(
        [store.get(Programme, slug=slug) for slug in row["programmes"].split()]
    )


def _signatory(row: Row, store: Store) -> Community:
    """The community of a signatory; one that is no longer on any map gets its former page."""
    if row["community_hd002_code"]:
        return store.get(Community, hd002_code=row["community_hd002_code"])
    code = row["former_hd002_code"]
    if community := store.find(Community, hd002_code=code):
        return community
    values = {
        "name_hy": named(row),
        "name_en": row["name_en"],
        "region": store.get(Region, iso=row["marz_iso"]),
        "is_former": True,
        "gcom_id": row["gcom_id"],
    }
    return store.put(
        Community, {"hd002_code": code}, values, once=address_of_community(row)
    )


def _organisation(store: Store, name: str) -> Organisation | None:
    return store.get(Organisation, name_in_register=name) if name else None


def _latest(row: Row, store: Store) -> dict:
    return {
        "for_2020": yes(row["commitment_2020"]),
        "for_2030": yes(row["commitment_2030"]),
        "for_2050": yes(row["commitment_2050"]),
        "is_group": one_of(row["adhesion_type"], ("individual", "group"))
        == "group",
        "target_percent": decimal(row["target_reduction_percent"]),
        "target_year": whole(row["target_year"]),
        "coordinator": _organisation(store, row["coordinator"]),
        "supporter": _organisation(store, row["supporter"]),
        "population": whole(row["population_at_adhesion"]),
        "reported_status": one_of(row["status"], dict(STATUSES)),
        "reported_on": RELEASE,
        "source": RELEASE_SOURCE,
    }


def _put_first_adhesion(
    row: Row, store: Store, community: Community, joined: dt.date | None
) -> None:
    """What the release forgets: the adhesion that a renewal replaced in it."""
    key = {
        "community": community,
        "precision": Adhesion.EXACT,
        "decision": row["first_joined_act"],
    }
    if first := day(row["first_joined"]):
        source = {"source": row["extra_source"].split(" ; ")[0]}
        store.put(Adhesion, {**key, "joined_on": first}, source)
    elif (
        joined
        and joined > NEWS_OF
        and int(row["gcom_id"][2:]) <= LAST_NUMBER_THEN
    ):
        key |= {"precision": Adhesion.NOT_LATER_THAN, "joined_on": NEWS_OF}
        source = {
            "source": f"caa.am, 3 March 2020: 27 members, AM0001–AM0027; {row['gcom_id']}"
        }
        store.put(Adhesion, key, source)


def _put_plans(row: Row, store: Store, community: Community) -> None:
    if approved := day(row["seap2020_council_approval_date"]):
        values = {
            "council_approved_on": approved,
            "decision": row["seap2020_act"],
            "target_year": 2020,
            "source": row["extra_source"].split(" ; ")[0],
        }
        store.put(
            ActionPlan,
            {"community": community, "kind": ActionPlan.SEAP, "number": 1},
            values,
        )
    if not row["secap_approved"] or not yes(row["secap_approved"]):
        return
    certified = day(row["secap_certificate_date"])
    values = {
        "council_approved_on": day(row["secap_council_approval_date"]),
        "certified_on": certified,
        "source": row["secap_source"],
    }
    store.put(
        ActionPlan,
        {"community": community, "kind": ActionPlan.SECAP, "number": 1},
        values,
    )
    if certified:
        key = {
            "community": community,
            "kind": Recognition.CERTIFICATE,
            "on": certified.isoformat(),
        }
        store.put(
            Recognition, key, {**CERTIFICATE, "source": row["secap_source"]}
        )


def take_signatory(row: Row, store: Store) -> None:
    if not (row["gcom_id"][:2] == "AM" and row["gcom_id"][2:].isdecimal()):
        raise ValueError(
            _("'%(cell)s' is not a number in Armenia's register")
            % {"cell": row["gcom_id"][:20]}
        )
    community, joined = _signatory(row, store), day(row["adhesion_date"])
    put_alias(store, community, row["name_platform"])
    key = {
        "community": community,
        "precision": Adhesion.EXACT,
        "decision": "",
        "joined_on": joined,
    }
    store.put(Adhesion, key, _latest(row, store))
    _put_first_adhesion(row, store, community, joined)
    _put_plans(row, store, community)


ORGANISATIONS = Source(
    file="organisations.csv",
    label=gettext_lazy("organisations"),
    order=70,
    columns=(
        "slug",
        "name_hy",
        "name_en",
        "name_in_register",
        "website",
        *ORGANISATION_ROLES,
        "programmes",
    ),
    key=("slug",),
    take=take_organisation,
)
SIGNATORIES = Source(
    file="com_signatories_am_2024.csv",
    label=gettext_lazy("signatories of Armenia"),
    order=80,
    columns=(
        "gcom_id",
        "mycovenant_organisation_id",
        "name_hy",
        "name_en",
        "name_platform",
        "community_hd002_code",
        "former_hd002_code",
        "marz_iso",
        "status",
        "adhesion_date",
        "commitment_2020",
        "commitment_2030",
        "commitment_2050",
        "adhesion_type",
        "action_plan_expected",
        "population_at_adhesion",
        "lat",
        "lon",
        "coordinator",
        "supporter",
        "first_joined",
        "first_joined_act",
        "seap2020_council_approval_date",
        "seap2020_act",
        "target_year",
        "target_reduction_percent",
        "target_text",
        "secap_approved",
        "secap_council_approval_date",
        "secap_certificate_date",
        "secap_source",
        "baseline_inventory_year",
        "extra_source",
        "note",
    ),
    key=("gcom_id",),
    take=take_signatory,
)

SOURCES.register(ORGANISATIONS, SIGNATORIES)

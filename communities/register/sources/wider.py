"""What stands around the Armenian register: six countries, published counts, the other
programme.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import (
    Community,
    Country,
    Membership,
    PartnerSignatory,
    Programme,
    PublishedCount,
)
from communities.models.country import STATUSES
from communities.register.importing import Source, Store
from communities.register.reading import Row, amount, day, one_of, whole, yes
from communities.register.sources.registry import SOURCES

#: the words of the file → (role of the membership, first in Armenia)
ROLES = {
    "Pioneer Projects grantee": ("pioneer", False),
    "Acting member (LEDP approved, with excellence)": (
        "acting_excellence",
        False,
    ),
    "Portfolio municipality (first in Armenia)": ("portfolio", True),
    "Portfolio municipality": ("portfolio", False),
    "Urban Imaginaries 2022 cohort": ("imaginaries", False),
    "Pilot Projects grantee": ("pilot", False),
}
URBAN = "urban-transformation"


def take_country(row: Row, store: Store) -> None:
    """The counts of this file are computed from the rows of another; only the names are taken."""
    names = {"name_hy": row["country_hy"], "name_en": row["country_en"]}
    store.put(Country, {"code": row["country_code"]}, names)


def take_partner_signatory(row: Row, store: Store) -> None:
    values = {
        "country": store.get(Country, code=row["country_code"]),
        "name": row["name"],
        "status": one_of(row["status"], dict(STATUSES)),
        "joined_on": day(row["adhesion_date"]),
        "for_2020": yes(row["commitment_2020"]),
        "for_2030": yes(row["commitment_2030"]),
        "for_2050": yes(row["commitment_2050"]),
        "population": whole(row["population_at_adhesion"]),
    }
    store.put(PartnerSignatory, {"gcom_id": row["gcom_id"]}, values, later=True)


def take_count(row: Row, store: Store) -> None:
    values = {
        "count": whole(row["count"]),
        "active": whole(row["active"]),
        "on_hold": whole(row["on_hold"]),
        "precision": row["precision"],
        "plans": row["secap_or_seap"],
    }
    source = re.sub(
        r"^seed \d+ \((.*?)\)", r"\1", row["source"]
    )  # a word of those who collected the file
    store.put(PublishedCount, {"on": row["date"], "source": source}, values)


def take_membership(row: Row, store: Store) -> None:
    """'by 2024-03' is a date not later than; 'idem' repeats the source of the row above."""
    source = (
        store.last.get("source", "")
        if row["source"] == "idem"
        else row["source"]
    )
    store.last = {"source": source}
    since = re.fullmatch(r"(by )?(\d{4}(?:-\d{2}){0,2})", row["date"])
    if since is None:
        raise ValueError(
            _("'%(cell)s' is not a date; write 2024-03-15")
            % {"cell": row["date"][:20]}
        )
    role, is_first = ROLES[one_of(row["role"], ROLES)]
    key = {
        "community": store.get(Community, hd002_code=row["hd002_code"]),
        "programme": store.get(Programme, slug=URBAN),
        "role": role,
        "since": since[2],
    }
    values = {
        "is_not_later_than": bool(since[1]),
        "is_first_in_armenia": is_first,
        "call_code": row["programme_call"],
        "project": row["project"],
        "amount": amount(row["amount"]),
        "currency": row["currency"],
        "note": row["amount_note"] if row["amount_note"] != "idem" else "",
        "source": source.split(" ; ")[0],
    }
    store.put(Membership, key, values)


COUNTRIES = Source(
    file="com_eap_country_counts_2024.csv",
    label=gettext_lazy("partner countries"),
    order=120,
    columns=(
        "country_code",
        "country_en",
        "country_hy",
        "signatories_total",
        "active",
        "on_hold",
        "commitment_2020",
        "commitment_2030",
        "commitment_2050",
        "population_at_adhesion_active",
        "note",
    ),
    key=("country_code",),
    take=take_country,
    is_abroad=True,
)
PARTNERS = Source(
    file="com_signatories_eap_2024.csv",
    label=gettext_lazy("signatories of the partner countries"),
    order=130,
    columns=(
        "gcom_id",
        "mycovenant_organisation_id",
        "country_code",
        "name",
        "status",
        "status_source_value",
        "adhesion_date",
        "commitment_2020",
        "commitment_2030",
        "commitment_2050",
        "mayors_adapt",
        "adhesion_type",
        "population_at_adhesion",
        "lat",
        "lon",
        "coordinator",
        "supporter",
        "group_name",
        "action_plan_expected",
    ),
    key=("gcom_id",),
    take=take_partner_signatory,
    is_abroad=True,
)
COUNTS = Source(
    file="com_am_count_history.csv",
    label=gettext_lazy("published counts"),
    order=110,
    columns=(
        "date",
        "precision",
        "count",
        "active",
        "on_hold",
        "secap_or_seap",
        "source",
    ),
    key=("date", "source"),
    take=take_count,
)
MEMBERSHIPS = Source(
    file="m4eg_armenia.csv",
    label=gettext_lazy("members of Mayors for Economic Growth"),
    order=100,
    columns=(
        "community_en",
        "community_hy",
        "hd002_code",
        "role",
        "programme_call",
        "date",
        "project",
        "amount",
        "currency",
        "amount_note",
        "source",
    ),
    key=("hd002_code", "role", "date"),
    take=take_membership,
)

SOURCES.register(COUNTRIES, PARTNERS, COUNTS, MEMBERSHIPS)

"""Emission inventories: Armenia's with their quality flags, the partner countries' for the
totals.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import (
    Community,
    Country,
    EmissionInventory,
    InventoryRow,
    PartnerSignatory,
)
from communities.models.inventory import SECTORS
from communities.register.importing import Source, Store
from communities.register.reading import Row, amount, one_of, whole
from communities.register.sources.registry import SOURCES

SOURCE = "JRC, Covenant of Mayors dataset 2019, before outlier treatment; doi 10.2905/57A615EB"
KINDS = {"BEI": EmissionInventory.BASELINE, "MEI": EmissionInventory.MONITORING}
#: the words of the file → our flag and its reason in both languages; any other words are refused
FLAGS: dict[str, dict] = {
    "": {"flag": "", "flag_reason_hy": None, "flag_reason_en": None},
    "implausible: 726+37 MWh for 1.07 M inhabitants; as reported, do not chart without a warning": {
        "flag": InventoryRow.IMPLAUSIBLE,
        "flag_reason_hy": "1,07 միլիոն բնակչի համար նշված է ընդամենը 726 + 37 ՄՎտ·ժ",
        "flag_reason_en": "only 726 + 37 MWh are reported for 1.07 million inhabitants",
    },
    "suspiciously low (1 441 MWh for 53 083 inhabitants); as reported": {
        "flag": InventoryRow.DOUBTFUL,
        "flag_reason_hy": "կասկածելիորեն քիչ է՝ 53 083 բնակչի համար նշված է ընդամենը 1 441 ՄՎտ·ժ",
        "flag_reason_en": "suspiciously low: 1,441 MWh for 53,083 inhabitants",
    },
}
COLUMNS = (
    "gcom_id",
    "city_name",
    "emission_inventory_id",
    "inventory_type",
    "inventory_year",
    "population_in_inventory_year",
    "sector",
    "sector_source_label",
    "emission_kind",
    "energy_mwh",
    "emissions_t",
    "emission_factor_type",
    "emission_reporting_unit_code",
    "city_class",
)
KEY = ("gcom_id", "emission_inventory_id", "sector", "emission_kind")


def _put_row(row: Row, store: Store, place: dict, flag: dict) -> None:
    kind = KINDS[one_of(row["inventory_type"], KINDS)]
    year = whole(row["inventory_year"])
    if not year or not 1990 <= year <= 2100:
        raise ValueError(
            _("'%(cell)s' is not an inventory year")
            % {"cell": row["inventory_year"][:20]}
        )
    values = {
        "kind": kind,
        "population": whole(row["population_in_inventory_year"]),
        "source": SOURCE,
        "register_number": row["emission_inventory_id"],
        "factors": row["emission_factor_type"],
    }
    key = {"community": None, "partner": None, **place, "year": year}
    inventory = store.find(EmissionInventory, **key)
    if inventory is not None and inventory.source != SOURCE:
        return  # the community has given newer figures for this year, and staff accepted them
    if (
        store.last.get("emission_inventory_id") != row["emission_inventory_id"]
        or inventory is None
    ):
        inventory = store.put(EmissionInventory, key, values)
    store.last = row
    sector = one_of(row["sector"], dict(SECTORS))
    figures = {
        "energy_mwh": amount(row["energy_mwh"]),
        "emissions_t": amount(row["emissions_t"]),
    }
    key = {
        "inventory": inventory,
        "sector": sector,
        "kind": one_of(row["emission_kind"], dict(InventoryRow.KINDS)),
    }
    store.put(InventoryRow, key, {**figures, **flag}, later=True)


def take_armenian(row: Row, store: Store) -> None:
    community = store.get(Community, gcom_id=row["gcom_id"])
    _put_row(
        row,
        store,
        {"community": community},
        FLAGS[one_of(row["quality_flag"], FLAGS)],
    )


def take_partner_inventory(row: Row, store: Store) -> None:
    """Rows of Armenia stand in a file of their own, with flags; here they are passed over."""
    if row["country_code"] == "AM":
        return
    country = store.get(Country, code=row["country_code"])
    partner = store.find(PartnerSignatory, gcom_id=row["gcom_id"])
    if partner is None:
        values = {"country": country, "name": row["city_name"]}
        partner = store.put(
            PartnerSignatory, {"gcom_id": row["gcom_id"]}, values
        )
    _put_row(row, store, {"partner": partner}, {})


ARMENIAN = Source(
    file="com_emission_inventories_am_2019.csv",
    label=gettext_lazy("emission inventories of Armenia"),
    order=90,
    columns=(*COLUMNS, "city_name_hy", "quality_flag"),
    key=KEY,
    take=take_armenian,
)
PARTNERS = Source(
    file="com_emission_inventories_eap_2019.csv",
    label=gettext_lazy("emission inventories of the partner countries"),
    order=140,
    columns=(*COLUMNS, "country_code"),
    key=KEY,
    take=take_partner_inventory,
    is_abroad=True,
)

SOURCES.register(ARMENIAN, PARTNERS)

"""What is counted from the register: by region, by country, on a day of the past."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils import timezone

from communities.models import (
    Adhesion,
    Community,
    Country,
    EmissionInventory,
    Membership,
    PartnerSignatory,
    PublishedCount,
    Region,
)
from communities.models.country import ACTIVE, ON_HOLD
from communities.register.inventories import Summed, summed_by_sector
from communities.register.sources.covenant import NEWS_OF, RELEASE
from core.database.partial_dates import last_day
from core.keeping.remembered import remembered

SIGNATORIES, PLANS, PER_HEAD = "signatories", "plans", "per_head"
MEASURES = (SIGNATORIES, PLANS, PER_HEAD)
STEPS = 4
HOME = "AM"


@dataclass(frozen=True)
class Place:
    """A region on the map: the measure's value (None: nothing to compare) and its shade, 0 to 4."""

    region: Region
    value: Decimal | int | None
    step: int
    left_out: tuple[Summed, ...] = ()


def _drawn(
    values: Sequence[tuple[Region, Decimal | int | None, tuple[Summed, ...]]],
) -> list[Place]:
    """Shades in equal steps from nothing to the largest value."""
    largest = max(
        (value for _region, value, _out in values if value), default=1
    )
    return [
        Place(
            region,
            value,
            math.ceil(STEPS * value / largest) if value else 0,
            out,
        )
        for region, value, out in values
    ]


@dataclass(frozen=True)
class Shade:
    """What a shade of the map means: values from `low` to `high`, where any region has it."""

    step: int
    low: Decimal | int
    high: Decimal | int


def shades(places: Sequence[Place]) -> list[Shade]:
    """The legend: the least and the largest value of each shade, the lightest first."""
    legend = []
    for step in range(STEPS + 1):
        values = [
            place.value
            for place in places
            if place.step == step and place.value is not None
        ]
        if values:
            legend.append(Shade(step, min(values), max(values)))
    return legend


def regions(day: dt.date, measure: str = SIGNATORIES) -> list[Place]:
    """The regions with one measure: signatories, communities with a plan, or emissions per head."""
    if measure == PER_HEAD:
        return _drawn(_per_head())
    counted = (
        Community.objects.signatories(day)
        if measure == SIGNATORIES
        else Community.objects.with_plan()
    )
    queryset = Region.objects.defer("boundary").annotate(
        counted=Count("communities", filter=Q(communities__in=counted))
    )
    return _drawn([(region, region.counted, ()) for region in queryset])


def latest_inventories() -> list[Summed]:
    """The newest inventory of each Armenian community, summed."""
    queryset = (
        EmissionInventory.objects.of_armenia()
        .select_related("community")
        .with_rows()
    )
    newest = {
        inventory.community_id: inventory
        for inventory in queryset.order_by("year")
    }
    return [summed_by_sector(inventory) for inventory in newest.values()]


def _per_head() -> list[tuple[Region, Decimal | None, tuple[Summed, ...]]]:
    """t CO2-eq per inhabitant of the comparable inventories of each region, and who is left out."""
    everything = latest_inventories()
    values = []
    for region in Region.objects.defer("boundary"):
        of_region = [
            one for one in everything if one.community.region_id == region.pk
        ]
        sound = [one for one in of_region if one.is_sound]
        people = sum(one.inventory.population or 0 for one in sound)
        out = tuple(one for one in of_region if not one.is_sound)
        tonnes = sum((one.emissions_t for one in sound), Decimal(0))
        values.append((region, tonnes / people if people else None, out))
    return values


def countries() -> list[dict]:
    """The six countries as the release of January 2024 lists their signatories; all counted from
    rows.

    `people`: declared at adhesion by the active ones. `inventories`: places with an inventory in
    the
    dataset of 2019.
    """
    listed, active = ~Q(signatories__status=""), Q(signatories__status=ACTIVE)
    counted = Country.objects.annotate(
        listed=Count("signatories", filter=listed),
        active=Count("signatories", filter=active),
        on_hold=Count("signatories", filter=Q(signatories__status=ON_HOLD)),
        for_2020=Count(
            "signatories", filter=listed & Q(signatories__for_2020=True)
        ),
        for_2030=Count(
            "signatories", filter=listed & Q(signatories__for_2030=True)
        ),
        for_2050=Count(
            "signatories", filter=listed & Q(signatories__for_2050=True)
        ),
        people=Sum("signatories__population", filter=active),
    ).order_by("code")
    names = ("active", "on_hold", "for_2020", "for_2030", "for_2050", "people")
    with_inventory = _with_inventory()
    return [
        {
            "code": c.code,
            "country": c,
            "signatories": c.listed,
            "inventories": with_inventory.get(c.code, 0),
            **{n: getattr(c, n) for n in names},
        }
        for c in counted
    ]


def _with_inventory() -> dict[str, int]:
    """Code of a country → places of it with an inventory; Armenia's stand in its own register."""
    partners = PartnerSignatory.objects.filter(
        inventories__isnull=False
    ).order_by()
    counted = partners.values("country__code").annotate(
        n=Count("pk", distinct=True)
    )
    ours = (
        Community.objects.filter(inventories__isnull=False).distinct().count()
    )
    return {**{row["country__code"]: row["n"] for row in counted}, HOME: ours}


@dataclass(frozen=True)
class Head:
    """What the catalogue says above its list, every number counted from rows."""

    communities: int
    signatories: int
    on_hold: int
    on_hold_in: str
    then: int
    then_bounded: int


def head(day: dt.date) -> Head:
    """Today's counts, the published status, and the count of 3 March 2020 with what it rests on."""
    on_hold = Community.objects.with_facts().filter(published_status=ON_HOLD)
    return Head(
        Community.objects.current().count(),
        Community.objects.signatories(day).count(),
        on_hold.count(),
        RELEASE,
        *counted_on(joined_by_year(), NEWS_OF),
    )


def head_of_today() -> Head:
    today = timezone.localdate()
    return remembered(("head", today), lambda: head(today))


Joined = list[tuple[int, dt.date, str]]


def joined_by_year() -> Joined:
    """(community, day, precision) of every adhesion: read once, counted for as many days as
    needed.
    """
    return list(
        Adhesion.objects.values_list("community", "joined_on", "precision")
    )


def counted_on(rows: Joined, day: dt.date) -> tuple[int, int]:
    """(signatories on a day, how many of them rest on 'not later than' alone)."""
    then = {who for who, joined_on, _precision in rows if joined_on <= day}
    exact = {
        who
        for who, joined_on, precision in rows
        if joined_on <= day and precision == Adhesion.EXACT
    }
    return len(then), len(then - exact)


@dataclass(frozen=True)
class PublishedComparison:
    """What a source counted at its time, beside what the rows give for the last day it can mean."""

    published: PublishedCount
    day: dt.date
    counted: int
    bounded: int

    @property
    def difference(self) -> int:
        return self.counted - (self.published.count or 0)


def count_history(rows: Joined) -> list[PublishedComparison]:
    """Every published number of Armenian signatories with our own count; nothing is smoothed."""
    published_counts = PublishedCount.objects.exclude(count=None).order_by("on")
    return [
        PublishedComparison(
            published,
            last_day(published.on),
            *counted_on(rows, last_day(published.on)),
        )
        for published in published_counts
    ]


def by_year(rows: Joined, today: dt.date) -> list[tuple[int, int, int]]:
    """(year, signatories at its end, of them known only as 'not later than') since the first
    adhesion.
    """
    first = min(
        (day.year for _who, day, _precision in rows), default=today.year + 1
    )
    ends = [
        min(dt.date(year, 12, 31), today)
        for year in range(first, today.year + 1)
    ]
    return [(end.year, *counted_on(rows, end)) for end in ends]


@dataclass(frozen=True)
class Covenant:
    """The Covenant in Armenia, counted from rows today."""

    signatories: int
    horizons: list[tuple[int, int]]
    plans: int
    certified: int
    inventories: int
    covered: int
    tonnes: Decimal
    left_out: list[Summed]


def covenant_totals(day: dt.date) -> Covenant:
    """Signatories, commitments, plans and inventories; sums leave implausible inventories out and
    say so.
    """
    signatories = Community.objects.signatories(day)
    horizons = [
        (
            year,
            signatories.filter(**{f"adhesions__for_{year}": True})
            .distinct()
            .count(),
        )
        for year in (2020, 2030, 2050)
    ]
    everything = latest_inventories()
    sound = [one for one in everything if one.is_sound]
    certified = Community.objects.filter(
        plans__certified_on__isnull=False
    ).distinct()
    return Covenant(
        signatories.count(),
        horizons,
        Community.objects.with_plan().count(),
        certified.count(),
        len(everything),
        sum(one.inventory.population or 0 for one in sound),
        sum((one.emissions_t for one in sound), Decimal(0)),
        [one for one in everything if not one.is_sound],
    )


def totals_by_role() -> list[tuple[str, str, int]]:
    """(role, its label, communities) of the programme beside the Covenant."""
    counted = (
        Membership.objects.order_by()
        .values("role")
        .annotate(n=Count("community", distinct=True))
    )
    by_role = {row["role"]: row["n"] for row in counted}
    known = [*Membership.LADDER, *Membership.COHORT]
    return [
        (code, str(label), by_role[code])
        for code, label in known
        if code in by_role
    ]

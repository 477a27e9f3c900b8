"""What is counted from the register: by region, by country, on a day of the past."""

import datetime as dt

from django.db.models import Count, Q, QuerySet, Sum

from communities.models import Community, Country, Region
from communities.models.country import ACTIVE, ON_HOLD


def regions(day: dt.date) -> QuerySet[Region]:
    """The regions with the number of their `signatories` on a day."""
    signatories = Q(communities__in=Community.objects.signatories(day))
    return Region.objects.annotate(signatories=Count("communities", filter=signatories))


def countries() -> list[dict]:
    """The six countries as the release of January 2024 lists their signatories; all counted from rows.

    `people`: declared at adhesion by the active ones. `inventories`, `tonnes`, `covered`: the first
    inventory of each signatory in the dataset of 2019, as reported.
    """
    listed, active = ~Q(signatories__status=""), Q(signatories__status=ACTIVE)
    counted = Country.objects.annotate(
        listed=Count("signatories", filter=listed), active=Count("signatories", filter=active),
        on_hold=Count("signatories", filter=Q(signatories__status=ON_HOLD)),
        for_2020=Count("signatories", filter=listed & Q(signatories__for_2020=True)),
        for_2030=Count("signatories", filter=listed & Q(signatories__for_2030=True)),
        for_2050=Count("signatories", filter=listed & Q(signatories__for_2050=True)),
        people=Sum("signatories__population", filter=active),
    ).order_by("code")  # fmt: skip
    names = ("active", "on_hold", "for_2020", "for_2030", "for_2050", "people")
    return [
        {"code": c.code, "country": c, "signatories": c.listed, **{n: getattr(c, n) for n in names}}
        for c in counted
    ]

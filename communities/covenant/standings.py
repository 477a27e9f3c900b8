"""Where communities stand: the rows of the register, given to the rules of `duties.py`."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from communities.covenant import duties
from communities.covenant.duties import Duty, Fact, Facts, Standing
from communities.models import (
    ActionPlan,
    Adhesion,
    Community,
    EmissionInventory,
    StatusOverride,
)
from core.database.partial_dates import first_day

#: dates that only show that a plan was there by then
BOUNDS = ("accepted_on", "certified_on")


@dataclass(frozen=True)
class CommunityStanding:
    """A community with its standing by the rules and, while one holds, staff's word on it."""

    community: Community
    standing: Standing
    override: StatusOverride | None
    published: Adhesion | None

    @property
    def state(self) -> str:
        """What the portal says today: staff's word while it holds, else the rules."""
        if self.override:
            return (
                "active"
                if self.override.status == duties.ACTIVE
                else duties.ON_HOLD
            )
        return self.standing.state

    @property
    def next(self) -> Duty | None:
        return self.standing.next


def with_rows(communities: QuerySet[Community]) -> QuerySet[Community]:
    """Everything the rules look at, in as many queries for many communities as for one."""
    adhesions = Adhesion.objects.select_related("coordinator", "supporter")
    inventories = EmissionInventory.objects.order_by("year")
    return communities.prefetch_related(
        Prefetch("adhesions", adhesions),
        "plans",
        "reports",
        "overrides",
        Prefetch("inventories", inventories),
    )


def _asks_for(adhesion: Adhesion) -> str:
    if adhesion.for_2030 or adhesion.for_2050:
        return duties.SECAP
    return duties.SEAP if adhesion.for_2020 else duties.ANY


def _joined(adhesion: Adhesion) -> Fact:
    return Fact(
        adhesion.joined_on, "joined", adhesion.is_exact, _asks_for(adhesion)
    )


def _plan(plan: ActionPlan) -> Fact | None:
    if plan.evidence is None:
        return None
    day, name = plan.evidence
    return Fact(day, name, name not in BOUNDS, plan.kind)


def _inventory(inventory: EmissionInventory) -> Fact:
    """An inventory without a day of submission counts from the end of its year."""
    day = inventory.submitted_on or dt.date(inventory.year, 12, 31)
    return Fact(day, "inventory", inventory.submitted_on is not None)


def _published(adhesions: list[Adhesion]) -> Adhesion | None:
    """The last status the official register published about the community."""
    reported = [
        adhesion
        for adhesion in adhesions
        if adhesion.reported_status and adhesion.reported_on
    ]
    return max(
        reported,
        key=lambda adhesion: (adhesion.reported_on, adhesion.joined_on),
        default=None,
    )


def covenant_facts(community: Community) -> Facts:
    """The rows of one community (see `with_rows`) as the rules see them."""
    adhesions = list(community.adhesions.all())
    reported = _published(adhesions)
    absorbed = community.absorbed_in
    return Facts(
        adhesions=[_joined(adhesion) for adhesion in adhesions],
        plans=[fact for plan in community.plans.all() if (fact := _plan(plan))],
        reports=[
            Fact(report.submitted_on, "report")
            for report in community.reports.all()
        ],
        inventories=[
            _inventory(inventory) for inventory in community.inventories.all()
        ],
        published=Fact(
            first_day(reported.reported_on), reported.reported_status
        )
        if reported
        else None,
        absorbed_on=first_day(absorbed) if absorbed else None,
        is_former=community.is_former,
    )


def _override(community: Community, today: dt.date) -> StatusOverride | None:
    """The newest word of staff that holds today."""
    return next(
        (
            o
            for o in community.overrides.all()
            if o.begins_on <= today <= o.ends_on
        ),
        None,
    )


def community_standing(
    community: Community, today: dt.date
) -> CommunityStanding:
    """Where one community stands on a day."""
    return CommunityStanding(
        community,
        duties.standing(covenant_facts(community), today),
        _override(community, today),
        _published(list(community.adhesions.all())),
    )


def community_standings(
    communities: QuerySet[Community], today: dt.date
) -> Iterable[CommunityStanding]:
    return (
        community_standing(community, today)
        for community in with_rows(communities)
    )

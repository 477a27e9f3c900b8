"""What a community's page shows: its past in order, its targets, and how complete it is."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from communities.covenant.duties import Duty
from communities.covenant.standings import CommunityStanding
from communities.models import Action, ActionPlan, Adhesion, Community
from communities.register import charts
from communities.register.charts import Trajectory
from communities.register.inventories import Summed, summed_by_sector
from core.database.partial_dates import last_day


@dataclass(frozen=True)
class Entry:
    """One line of the timeline: what it is, when (partial, ISO), whether that is only a bound, the
    row.
    """

    what: str
    on: str
    thing: Any
    is_bound: bool = False
    is_ahead: bool = False


def _plan_entries(plan: ActionPlan) -> Iterator[Entry]:
    for name in ("council_approved_on", "submitted_on", "accepted_on"):
        if day := getattr(plan, name):
            yield Entry(f"plan_{name}", day.isoformat(), plan)


def _rows(community: Community) -> Iterator[Entry]:
    for adhesion in community.adhesions.all():
        yield Entry(
            "adhesion",
            adhesion.joined_on.isoformat(),
            adhesion,
            not adhesion.is_exact,
        )
        if adhesion.reported_status:
            yield Entry("published", adhesion.reported_on, adhesion)
    for plan in community.plans.all():
        yield from _plan_entries(plan)
    for inventory in community.inventories.all():
        yield Entry("inventory", str(inventory.year), inventory)
    for report in community.reports.all():
        yield Entry("report", report.submitted_on.isoformat(), report)
    for recognition in community.recognitions.all():
        yield Entry("recognition", recognition.on, recognition)
    for membership in community.memberships.all():
        yield Entry(
            "membership",
            membership.since,
            membership,
            membership.is_not_later_than,
        )
    for former in community.absorbed.all():
        yield Entry("absorbed", former.absorbed_in, former)


def timeline(placed: CommunityStanding, today: dt.date) -> list[Entry]:
    """Everything dated about a community, oldest first; open duties stand where they are due."""
    duties: list[Duty] = list(placed.standing.open)
    entries = [
        *_rows(placed.community),
        *(
            Entry(
                "duty",
                duty.due.isoformat(),
                duty,
                not duty.is_exact,
                duty.due >= today,
            )
            for duty in duties
        ),
    ]
    return sorted(
        entries,
        key=lambda entry: last_day(entry.on) if entry.on else dt.date.min,
    )


@dataclass(frozen=True)
class Target:
    """A stated reduction: of an adhesion or a plan, with the drawing of its way where one can be
    made.
    """

    row: Adhesion | ActionPlan
    drawing: Trajectory | None


def targets(community: Community, totals: list[Summed]) -> list[Target]:
    rows: list[Adhesion | ActionPlan] = [
        *community.adhesions.all(),
        *community.plans.all(),
    ]
    return [
        Target(
            row,
            charts.trajectory(
                row.target_percent, row.target_year, row.base_year, totals
            ),
        )
        for row in rows
        if row.target_percent and row.target_year
    ]


def inventory_totals(community: Community) -> list[Summed]:
    """Every inventory of the community, newest first."""
    return [
        summed_by_sector(inventory)
        for inventory in reversed(list(community.inventories.all()))
    ]


def plan_actions(community: Community) -> list[Action]:
    return [
        action
        for plan in community.plans.all()
        for action in plan.actions.all()
    ]


#: what a full profile consists of
PARTS = {
    "name_en": _("English name"),
    "coordinates": _("coordinates"),
    "population": _("population"),
    "website": _("website"),
    "contact": _("contact"),
    "adhesion": _("exact date of an adhesion"),
    "target": _("reduction target"),
    "plan": _("action plan"),
    "document": _("document of the plan"),
    "action": _("actions of the plan"),
    "inventory": _("emission inventory"),
    "report": _("monitoring report"),
}


@dataclass(frozen=True)
class Completeness:
    """What a full profile has (codes of PARTS), and whether this one has it."""

    items: tuple[tuple[str, bool], ...]

    @property
    def present(self) -> int:
        return sum(is_present for _name, is_present in self.items)

    @property
    def missing(self) -> list[str]:
        return [
            str(PARTS[code])
            for code, is_present in self.items
            if not is_present
        ]


def completeness(community: Community) -> Completeness:
    """Of every community: name, place, people, contact; of a signatory also what the Covenant
    asks.
    """
    plans = community.plans.all()
    items = [
        ("name_en", bool(community.names[1])),
        ("coordinates", community.latitude is not None),
        ("population", bool(community.population_figures.all())),
        ("website", bool(community.website)),
        ("contact", bool(community.contact_email or community.contact_phone)),
    ]
    if adhesions := community.adhesions.all():
        items += [
            ("adhesion", all(adhesion.is_exact for adhesion in adhesions)),
            (
                "target",
                any(a.target_percent for a in adhesions)
                or any(p.target_percent for p in plans),
            ),
            ("plan", bool(plans)),
            ("document", any(plan.documents.all() for plan in plans)),
            ("action", bool(plan_actions(community))),
            ("inventory", bool(community.inventories.all())),
            ("report", bool(community.reports.all())),
        ]
    return Completeness(tuple(items))

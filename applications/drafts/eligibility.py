"""May this community apply? Computed from the register and earlier applications, with the reason.

The rules are `calls.EligibilityRule`; nothing here decides anything that they do not say.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from applications import states
from applications.models import Application
from calls.models import EligibilityRule as Rule
from calls.models import Lot
from communities.models import Community
from core.language.bilingual import text
from core.language.figures import yerevan

#: met; met by a promise that is asked about again at submission; not met; for the applicant to say;
#: for staff
MET, COMING, NOT_MET, TO_SAY, STAFF = (
    "met",
    "coming",
    "not_met",
    "to_say",
    "staff",
)
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Outcome:
    """What one rule comes to for a community; `found` is the fact behind it, in words."""

    rule: Rule
    state: str
    found: str = ""
    question: str = ""

    @property
    def blocks(self) -> bool:
        return self.rule.is_blocking and self.state in (NOT_MET, TO_SAY)

    def record(self) -> dict[str, str]:
        return {
            "rule": self.rule.key,
            "kind": self.rule.kind,
            "text": str(self.rule.text),
            "state": self.state,
        }


def is_for(lot: Lot, community: Community) -> bool:
    """A lot with regions is for the communities of these regions; a former one cannot apply."""
    regions = [region.pk for region in lot.regions.all()]
    return not community.is_former and (
        not regions or community.region_id in regions
    )


def _said(rule: Rule, answer: str) -> Outcome:
    state = {YES: MET, NO: NOT_MET}.get(answer, TO_SAY)
    return Outcome(rule, state, question=text(rule, "text"))


def _signatory(
    rule: Rule, lot: Lot, community: Community, answer: str
) -> Outcome:
    joined = (
        community.adhesions.filter(joined_on__lte=dt.date.today())
        .order_by("joined_on")
        .first()
    )
    if joined:
        return Outcome(
            rule,
            MET,
            _("In our register since %(day)s.")
            % {"day": f"{joined.joined_on:%d.%m.%Y}"},
        )
    return Outcome(rule, NOT_MET, _("Our register knows of no adhesion."))


def _region(rule: Rule, lot: Lot, community: Community, answer: str) -> Outcome:
    found = text(community.region, "name")
    return Outcome(rule, MET if is_for(lot, community) else NOT_MET, found)


def _population(
    rule: Rule, lot: Lot, community: Community, answer: str
) -> Outcome:
    figure = community.population_figures.order_by("-on", "pk").first()
    if figure is None:
        return Outcome(rule, STAFF, _("Our register has no population figure."))
    low, high = rule.population_min or 0, rule.population_max
    is_within = low <= figure.people and (high is None or figure.people <= high)
    found = _("%(people)d people (%(on)s)") % {
        "people": figure.people,
        "on": figure.on,
    }
    return Outcome(rule, MET if is_within else NOT_MET, found)


def _project(
    rule: Rule, lot: Lot, community: Community, answer: str
) -> Outcome:
    earlier = community.memberships.exclude(project="")
    if rule.programme_id:
        earlier = earlier.filter(programme=rule.programme_id)
    project = earlier.order_by("-since").first()
    return (
        Outcome(rule, NOT_MET, project.project)
        if project
        else Outcome(rule, MET)
    )


def _closing_of(rule: Rule, now: dt.datetime) -> dt.datetime | None:
    """When the other call closes, if one can still apply there."""
    assert rule.other_call is not None
    if rule.other_call.status != "published":
        return None
    closings = [
        lot.closes_at
        for lot in rule.other_call.lots.all()
        if lot.closes_at and lot.closes_at > now
    ]
    return max(closings, default=None)


def _application(
    rule: Rule, lot: Lot, community: Community, answer: str
) -> Outcome:
    """A current application in the other call, or a coming one: promised, while that call is
    open.
    """
    there = Application.objects.filter(
        community=community, lot__call=rule.other_call
    )
    if current := there.filter(state__in=states.STANDING).first():
        return Outcome(
            rule,
            MET,
            _("Submitted: %(reference)s.") % {"reference": current.reference},
        )
    until = _closing_of(rule, timezone.now())
    if until is None:
        return Outcome(
            rule,
            NOT_MET,
            _("Nothing was submitted in the other call, and it is closed."),
        )
    words = {"call": text(rule.other_call, "title"), "when": yerevan(until)}
    question = _("Will you submit in «%(call)s» by %(when)s?") % words
    return Outcome(
        rule, {YES: COMING, NO: NOT_MET}.get(answer, TO_SAY), question=question
    )


CHECKS: dict[str, Callable[[Rule, Lot, Community, str], Outcome]] = {
    Rule.SIGNATORY: _signatory,
    Rule.REGION: _region,
    Rule.POPULATION: _population,
    Rule.APPLICATION: _application,
    Rule.PROJECT: _project,
}


def rules_of(lot: Lot) -> list[Rule]:
    """The call's rules that hold for this lot, in their order."""
    rules = Rule.objects.filter(call=lot.call_id).select_related(
        "other_call", "programme"
    )
    rules = rules.prefetch_related("other_call__lots")
    return [rule for rule in rules if rule.lot_id in (None, lot.pk)]


def _outcome(
    rule: Rule, lot: Lot, community: Community, answer: str, is_private: bool
) -> Outcome:
    if rule.is_said:
        return _said(rule, answer)
    if rule.kind == Rule.APPLICATION and not is_private:
        return _said(
            rule, answer
        )  # what a community has submitted is nobody else's to know
    return CHECKS[rule.kind](rule, lot, community, answer)


def check(
    lot: Lot,
    community: Community,
    said: Mapping[str, str],
    *,
    is_private: bool = True,
) -> list[Outcome]:
    """Each rule with what it comes to. `said`: rule key → yes or no; `is_private`: may the
    community's own
    applications be looked at, or must the reader say."""
    return [
        _outcome(rule, lot, community, said.get(rule.key, ""), is_private)
        for rule in rules_of(lot)
    ]


def still_wrong(application: Application) -> list[Outcome]:
    """The blocking rules that are not met any more, asked anew at submission."""
    kept = getattr(application, "eligibility", None)
    outcomes = check(
        application.lot, application.community, kept.said if kept else {}
    )
    return [outcome for outcome in outcomes if outcome.blocks]

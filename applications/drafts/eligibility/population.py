"""The community's population, where it is known, lies within a range."""

from django.utils.translation import gettext as _

from applications.drafts.eligibility.base import RuleKind
from applications.drafts.eligibility.outcome import (
    MET,
    NOT_MET,
    STAFF,
    Outcome,
)
from applications.drafts.eligibility.registry import RULE_KINDS
from calls.models import EligibilityRule, Lot
from communities.models import Community


def _is_within(rule: EligibilityRule, people: int) -> bool:
    low, high = rule.population_min or 0, rule.population_max
    return low <= people and (high is None or people <= high)


class Population(RuleKind):
    code = EligibilityRule.POPULATION

    def outcome(
        self,
        rule: EligibilityRule,
        lot: Lot,
        community: Community,
        answer: str,
    ) -> Outcome:
        figure = community.population_figures.order_by("-on", "pk").first()
        if figure is None:
            return Outcome(
                rule, STAFF, _("Our register has no population figure.")
            )
        fact = _("%(people)d people (%(on)s)") % {
            "people": figure.people,
            "on": figure.on,
        }
        state = MET if _is_within(rule, figure.people) else NOT_MET
        return Outcome(rule, state, fact)


RULE_KINDS.register(Population())

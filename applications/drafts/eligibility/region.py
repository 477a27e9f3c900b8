"""The community lies in one of the lot's regions."""

from applications.drafts.eligibility.base import RuleKind
from applications.drafts.eligibility.outcome import MET, NOT_MET, Outcome
from applications.drafts.eligibility.registry import RULE_KINDS
from calls.models import EligibilityRule, Lot
from communities.models import Community
from core.language.bilingual import text


def is_for(lot: Lot, community: Community) -> bool:
    """A lot with regions is for the communities of these regions; a former one cannot apply."""
    regions = [region.pk for region in lot.regions.all()]
    return not community.is_former and (
        not regions or community.region_id in regions
    )


class Region(RuleKind):
    code = EligibilityRule.REGION

    def outcome(
        self,
        rule: EligibilityRule,
        lot: Lot,
        community: Community,
        answer: str,
    ) -> Outcome:
        state = MET if is_for(lot, community) else NOT_MET
        return Outcome(rule, state, text(community.region, "name"))


RULE_KINDS.register(Region())

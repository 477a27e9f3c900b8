"""The community has had no project of a programme, or of any."""

from applications.drafts.eligibility.base import RuleKind
from applications.drafts.eligibility.outcome import MET, NOT_MET, Outcome
from applications.drafts.eligibility.registry import RULE_KINDS
from calls.models import EligibilityRule, Lot
from communities.models import Community


class EarlierProject(RuleKind):
    code = EligibilityRule.PROJECT

    def outcome(
        self,
        rule: EligibilityRule,
        lot: Lot,
        community: Community,
        answer: str,
    ) -> Outcome:
        earlier = community.memberships.exclude(project="")
        if rule.programme_id:
            earlier = earlier.filter(programme=rule.programme_id)
        project = earlier.order_by("-since").first()
        if project:
            return Outcome(rule, NOT_MET, project.project)
        return Outcome(rule, MET)


RULE_KINDS.register(EarlierProject())

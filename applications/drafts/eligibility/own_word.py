"""What only the applicant can say: a question, and a declaration."""

from applications.drafts.eligibility.base import RuleKind
from applications.drafts.eligibility.outcome import Outcome, answered
from applications.drafts.eligibility.registry import RULE_KINDS
from calls.models import EligibilityRule, Lot
from communities.models import Community


class Question(RuleKind):
    code = EligibilityRule.QUESTION

    def outcome(
        self,
        rule: EligibilityRule,
        lot: Lot,
        community: Community,
        answer: str,
    ) -> Outcome:
        return answered(rule, answer)


class Declaration(Question):
    code = EligibilityRule.DECLARATION


RULE_KINDS.register(Question(), Declaration())
